import type { Answer } from '../cards/card.ts';
import { dailyCard } from '../cards/daily-card.ts';
import type { Request } from '../chat/request.ts';
import { placeKey } from '../chat/place.ts';
import type { Paper } from '../paper/paper.ts';
import { parseQuery } from '../search/query.ts';
import { choose, startsOver } from '../selection/choose.ts';
import { deliveryKey } from '../subscription/subscription.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { localDate } from '../subscription/timetable.ts';
import { toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { nothingFound } from './nothing-found.ts';

type Chosen = { readonly paper: Paper; readonly reason: string };

/** The paper of the day of this place: the one that was posted, or else the one of this date, which stays unrecorded. */
export const today: Command = {
  name: 'today',
  aliases: [],
  usage: '',
  summary: 'Show the paper of today.',
  details: ['Where a paper was or will be posted today, it is that one. Asking does not use a paper up.'],
  examples: ['today'],
  fits: (args) => args === '',
  async run(_args, request, parts) {
    const subscriptions = await parts.store.subscriptions.list(request.place);
    const asked = { request, parts };
    return (await posted(subscriptions, asked)) ?? (await chosen(subscriptions[0] ?? null, asked));
  },
};

type Asked = { readonly request: Request; readonly parts: CommandParts };

/** What a subscription of this place posted on its today; null when none has. */
async function posted(subscriptions: readonly Subscription[], { request, parts }: Asked): Promise<Answer | null> {
  for (const subscription of subscriptions) {
    const date = localDate(parts.now(), subscription.timetable.zone);
    const entry = await parts.store.ledger.get({ subscriptionId: subscription.id, date });
    if (entry?.outcome?.state !== 'sent') continue;
    const choices: Chosen[] = [];
    for (const { id, reason } of entry.papers) {
      const paper = await parts.store.papers.get(id);
      if (paper !== null) choices.push({ paper, reason });
    }
    const options = { date, startsOver: startsOver(entry.papers), topic: subscription.query };
    if (choices.length > 0) return show(choices, options, { request, parts });
  }
  return null;
}

/**
 * What the first subscription would post today; in a place without one, a paper of all. It is the same all day as long as
 * nothing else is shown, and it is not written down.
 */
async function chosen(subscription: Subscription | null, { request, parts }: Asked): Promise<Answer> {
  const { place } = request;
  const date = localDate(parts.now(), subscription?.timetable.zone ?? request.zone);
  const topic = subscription?.query ?? '';
  const seed =
    subscription === null ? `${placeKey(place)} ${date}` : deliveryKey({ subscriptionId: subscription.id, date });
  const choice = await choose(
    { index: parts.index, papers: parts.store.papers, ledger: parts.store.ledger },
    { query: parseQuery(topic), place, date, seed, top: subscription?.top ?? 1 },
  );
  if (choice.choices.length === 0) return nothingFound(parseQuery(topic), parts);
  return show(choice.choices, { date, startsOver: choice.startsOver, topic }, { request, parts });
}

async function show(
  choices: readonly Chosen[],
  options: { readonly date: string; readonly startsOver: boolean; readonly topic: string },
  { request, parts }: Asked,
): Promise<Answer> {
  const ids = choices.map(({ paper }) => paper.id);
  await parts.store.people.remember(request.person, request.place, { ids, more: null });
  return toPerson(dailyCard(choices, { ...options, late: false }));
}
