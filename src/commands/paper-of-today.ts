import { placeKey } from '../chat/place.ts';
import type { Place } from '../chat/place.ts';
import type { Paper } from '../paper/paper.ts';
import { parseQuery } from '../search/query.ts';
import { choose, startsOver } from '../selection/choose.ts';
import { deliveryKey } from '../subscription/subscription.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { localDate } from '../subscription/timetable.ts';
import type { CommandParts } from './command.ts';

/** What a place shows on its today. */
export type Today = {
  /** Empty when no paper fits the topic. */
  readonly choices: readonly { readonly paper: Paper; readonly reason: string }[];
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly startsOver: boolean;
  readonly topic: string;
};

/** The paper of the day of a place: the one that was posted, or else the one of this date, which stays unrecorded. */
export async function paperOfToday(place: Place, zone: string, parts: CommandParts): Promise<Today> {
  const subscriptions = await parts.store.subscriptions.list(place);
  return (await posted(subscriptions, parts)) ?? chosen(subscriptions[0] ?? null, place, zone, parts);
}

/** What a subscription of this place posted on its today; null when none has. */
async function posted(subscriptions: readonly Subscription[], parts: CommandParts): Promise<Today | null> {
  for (const subscription of subscriptions) {
    const date = localDate(parts.now(), subscription.timetable.zone);
    const entry = await parts.store.ledger.get({ subscriptionId: subscription.id, date });
    if (entry?.outcome?.state !== 'sent') continue;
    const choices: Today['choices'][number][] = [];
    for (const { id, reason } of entry.papers) {
      const paper = await parts.store.papers.get(id);
      if (paper !== null) choices.push({ paper, reason });
    }
    if (choices.length === 0) continue;
    return { choices, date, startsOver: startsOver(entry.papers), topic: subscription.query };
  }
  return null;
}

/**
 * What the first subscription would post today; in a place without one, a paper of all. It is the same all day as long as
 * nothing else is shown, and it is not written down.
 */
async function chosen(
  subscription: Subscription | null,
  place: Place,
  zone: string,
  parts: CommandParts,
): Promise<Today> {
  const date = localDate(parts.now(), subscription?.timetable.zone ?? zone);
  const topic = subscription?.query ?? '';
  const seed =
    subscription === null ? `${placeKey(place)} ${date}` : deliveryKey({ subscriptionId: subscription.id, date });
  const choice = await choose(
    { index: parts.index, papers: parts.store.papers, ledger: parts.store.ledger },
    { query: parseQuery(topic), place, date, seed, top: subscription?.top ?? 1 },
  );
  return { choices: choice.choices, date, startsOver: choice.startsOver, topic };
}
