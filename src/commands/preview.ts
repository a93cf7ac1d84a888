import type { Answer } from '../cards/card.ts';
import { instantInWords } from '../cards/dates.ts';
import { postCard } from '../cards/post-card.ts';
import type { Post } from '../cards/post-card.ts';
import { withNote } from '../cards/with-note.ts';
import { placeKey } from '../chat/place.ts';
import type { Request } from '../chat/request.ts';
import { parseQuery } from '../search/query.ts';
import { forecast } from '../selection/forecast.ts';
import type { Plan } from '../selection/plan-slot.ts';
import { describeWish } from '../subscription/grammar.ts';
import type { Subscription, Wish } from '../subscription/subscription.ts';
import { nothing, toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import { nothingFound } from './nothing-found.ts';
import { findSubscription, readNumber } from './numbered.ts';
import { readWish } from './read-wish.ts';
import { withoutTo } from './without-to.ts';

/** The next post that a subscription would make. Nothing is recorded, and no paper is used up. */
export const preview: Command = {
  name: 'preview',
  aliases: [],
  usage: '<number>',
  summary: 'Show what the next post of a subscription would be.',
  details: [
    'It changes nothing. The other posts here that come before it are taken into account; new papers, votes and what is shared here can still change it.',
    'What is not subscribed yet is said as behind subscribe. preview 2 to and a whole wish shows what edit 2 to would make of it.',
  ],
  examples: ['preview 1', 'preview quantization at 8:30 on weekdays'],
  fits: () => true,
  async run(args, request, parts) {
    const number = readNumber(args);
    if (number !== null) {
      const found = await findSubscription(number, request, parts);
      if (found.kind === 'problem') return found.answer;
      return shown(found.subscription, await parts.store.subscriptions.list(request.place), parts);
    }
    const here = await parts.store.subscriptions.list(request.place);
    const { before, said } = changed(args, here);
    const extras = request.extras !== undefined;
    const zone = before?.timetable.zone ?? request.zone;
    const read = readWish(said, { zone, extras, now: parts.now() });
    if (read.kind === 'problem') return read.answer;
    const stored = here.find((subscription) => describeWish(subscription) === describeWish(read.wish));
    if (stored !== undefined || before === undefined) {
      return shown(stored ?? notYet(read.wish, here, request, parts), here, parts);
    }
    // What it was before is not posted any more.
    const { extras: _extras, ...rest } = before;
    return shown({ ...rest, ...read.wish, createdAt: parts.now().toISOString() }, here, parts);
  },
};

/** `2 to …`: the subscription of this place that is to be changed, and to what; else all of it is a wish. */
function changed(
  args: string,
  here: readonly Subscription[],
): { readonly before: Subscription | undefined; readonly said: string } {
  const [, number, wish = ''] = /^#?(\d{1,9})\s+to\s+(\S[\s\S]*)$/iu.exec(args.trim()) ?? [];
  const before = here.find((one) => one.number === Number(number));
  return { before, said: before === undefined ? withoutTo(args) : wish };
}

/** As it would be if it was subscribed now. */
function notYet(
  wish: Wish,
  here: readonly Subscription[],
  { place, person }: Request,
  parts: CommandParts,
): Subscription {
  return {
    ...wish,
    id: placeKey(place),
    number: (here.at(-1)?.number ?? 0) + 1,
    place,
    createdBy: person,
    createdAt: parts.now().toISOString(),
    pause: null,
    owner: 'chat',
  };
}

async function shown(subscription: Subscription, here: readonly Subscription[], parts: CommandParts): Promise<Answer> {
  const { timetable, query } = subscription;
  const { index, store, now } = parts;
  const { date, at, plan, late } = await forecast({ index, ...store, now }, subscription, here);
  const when = instantInWords(at, timetable.zone);
  if (plan.kind === 'nothing' && !plan.says) {
    if (subscription.empty === 'best-unseen') return nothingFound(parseQuery(query), parts);
    return nothing({ title: 'Nothing would be posted', text: [plan.why, `The next post is due on ${when}.`] });
  }
  return toPerson(withNote(postCard(subscription, date, postOf(plan, late)), `Preview of the next post, ${when}`));
}

function postOf(plan: Plan, late: boolean): Post {
  if (plan.kind === 'nothing') return { kind: 'nothing', why: plan.why, late };
  return { kind: 'papers', papers: plan.choices, startsOver: plan.startsOver, late };
}
