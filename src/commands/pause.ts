import { dateInWords } from '../cards/dates.ts';
import { subscriptionCard } from '../cards/subscriptions-card.ts';
import { localDate } from '../subscription/timetable.ts';
import { notAllowed, problem, toPlace } from './answers.ts';
import type { Command } from './command.ts';
import { leftFile } from './kept-by-file.ts';
import { noSuchSubscription } from './no-such-subscription.ts';
import { findSubscription, readNumber } from './numbered.ts';
import { readComingDay } from './read-day.ts';
import { subscriptionRow } from './subscription-rows.ts';

type Wanted = { readonly number: number | null; readonly until: string | null };

/** Lets a subscription of this place rest. */
export const pause: Command = {
  name: 'pause',
  aliases: [],
  usage: '<number> [until <date>]',
  summary: 'Let a subscription of this place rest.',
  details: [
    'Nothing is posted for it until that date, or until somebody says resume. What would have been posted is not made up for.',
    'A date is like 2026-12-01, tomorrow or monday.',
  ],
  examples: ['pause 1', 'pause 1 until 2026-12-01'],
  fits: (args) => parse(args) !== null,
  async run(args, request, parts) {
    if (!request.mayConfigure) return notAllowed(request);
    const wanted = parse(args);
    const found = await findSubscription(wanted?.number ?? null, request, parts);
    if (found.kind === 'problem') return found.answer;
    const { subscription } = found;
    const { number, timetable } = subscription;
    const today = localDate(parts.now(), timetable.zone);
    const said = wanted?.until ?? null;
    const until = said === null ? null : readComingDay(said, today);
    if (said !== null && until === null) return noDate(said, number);
    if (until !== null && until <= today) return isOver(until, number);
    if (subscription.pause?.by === 'file') return leftFile(number);
    const paused = await parts.store.subscriptions.setPause(subscription.id, { by: 'person', until, reason: '' });
    if (paused === null) return noSuchSubscription(number, await parts.store.subscriptions.list(request.place));
    const card = subscriptionCard(await subscriptionRow(paused, parts));
    const end = until === null ? '' : ` until ${dateInWords(until)}`;
    return toPlace({ ...card, title: { text: `Subscription ${number} rests${end}` } });
  },
};

/** `pause detection` is a search. */
function parse(args: string): Wanted | null {
  const found = /^(#?\d{1,9})?(?:(?:^|\s+)until\s+(\S[\s\S]*))?$/iu.exec(args);
  if (found === null) return null;
  const [, number, until] = found;
  return { number: number === undefined ? null : readNumber(number), until: until ?? null };
}

function noDate(said: string, number: number): ReturnType<typeof problem> {
  return problem({
    title: `Until when is “${said.slice(0, 40)}”?`,
    text: [`Write the date as year, month and day, like: pause ${number} until 2026-12-01`],
  });
}

function isOver(until: string, number: number): ReturnType<typeof problem> {
  return problem({
    title: `${dateInWords(until)} is not in the future`,
    text: [`Say the first day on which it posts again, or leave it open: pause ${number}`],
    actions: [{ label: `Pause ${number}`, says: `pause ${number}` }],
  });
}
