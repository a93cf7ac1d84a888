import type { Answer, Block } from '../cards/card.ts';
import { dateInWords, instantInWords } from '../cards/dates.ts';
import { pauseInWords } from '../cards/pause-in-words.ts';
import { wishInWords } from '../cards/wish-in-words.ts';
import { isPausedOn } from '../selection/due.ts';
import { dayTitle, weekdayOn } from '../subscription/day-words.ts';
import type { Entry } from '../store/store.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { hasSlot, localDate } from '../subscription/timetable.ts';
import { nothing, toPerson } from './answers.ts';
import type { CommandParts } from './command.ts';
import { nextPost } from '../selection/next-posts.ts';
import { outcomeInWords } from './subscription-rows.ts';
import { fact, slotBlocks } from './why-facts.ts';

/** What became of a day of subscriptions, at least one: of one in full, of several in a line each. Null: the newest day. */
export async function whyDay(
  subscriptions: readonly Subscription[],
  date: string | null,
  parts: CommandParts,
): Promise<Answer> {
  const [only, ...others] = subscriptions;
  if (only !== undefined && others.length === 0) return ofOne(only, date, parts);
  const blocks = await Promise.all(
    subscriptions.map(async (subscription): Promise<readonly Block[]> => {
      const { number } = subscription;
      const entry = await entryOf(subscription, date, parts);
      const said = entry === null ? await whyNone(subscription, date, parts) : outcomeInWords(entry);
      const ask = { label: `Why ${number}`, says: `why ${number} ${entry?.slot.date ?? date ?? ''}`.trim() };
      return [
        { kind: 'facts', facts: [fact(`Number ${number}`, wishInWords(subscription)), fact('What happened', said)] },
        ...(entry === null ? [] : [{ kind: 'actions', actions: [ask] } as const]),
      ];
    }),
  );
  const title = date === null ? 'The last posts here' : `What happened here on ${dateInWords(date)}`;
  return toPerson({ title: { text: title }, blocks: blocks.flat() });
}

async function ofOne(subscription: Subscription, date: string | null, parts: CommandParts): Promise<Answer> {
  const entry = await entryOf(subscription, date, parts);
  const { number } = subscription;
  if (entry === null) {
    const pending = isAskedFor(subscription, date, parts) ? localDate(parts.now(), subscription.timetable.zone) : date;
    const when = pending === null ? '' : ` on ${dateInWords(pending)}`;
    const title = `Subscription ${number} has posted nothing${when === '' ? ' yet' : when}`;
    return nothing({
      title,
      text: [await whyNone(subscription, date, parts)],
      actions: [{ label: 'Next posts', says: `next ${number}` }],
    });
  }
  const { slot, papers } = entry;
  const day = dateInWords(slot.date);
  const title = papers.length === 0 ? `Why there is no paper on ${day}` : `Why this paper on ${day}`;
  const blocks = await slotBlocks(entry, subscription, null, parts);
  return toPerson({ title: { text: title }, blocks }, `why ${number} ${slot.date}`);
}

async function entryOf(subscription: Subscription, date: string | null, parts: CommandParts): Promise<Entry | null> {
  const { id, timetable } = subscription;
  const { store, now } = parts;
  const today = localDate(now(), timetable.zone);
  const asked = isAskedFor(subscription, date, parts) ? today : date;
  if (asked !== null) return store.ledger.get({ subscriptionId: id, date: asked });
  const [newest = null] = (await store.ledger.recent(id, 10)).filter(({ slot }) => slot.date <= today);
  return newest;
}

/** Its post of today, or of that date, was asked for by hand, and is still to come. */
function isAskedFor({ timetable, postOn }: Subscription, date: string | null, { now }: CommandParts): boolean {
  const today = localDate(now(), timetable.zone);
  return postOn === today && (date === null || date === today);
}

/** Why the ledger has nothing of a date. */
async function whyNone(subscription: Subscription, date: string | null, parts: CommandParts): Promise<string> {
  const { timetable, createdAt, from, pause, number } = subscription;
  if (isAskedFor(subscription, date, parts)) return 'Somebody here asked for it: it comes within a minute.';
  const next = await nextPost(subscription, parts);
  const coming = next === null ? '' : `The next post is due on ${instantInWords(next.at, timetable.zone)}.`;
  if (date === null) return coming || 'Nothing was due yet.';
  if (date < localDate(new Date(createdAt), timetable.zone)) return 'It was made, or changed last, after that day.';
  if (from !== null && date < from) return `It begins on ${dateInWords(from)}.`;
  if (!hasSlot(timetable, date)) return `It does not post on a ${dayTitle(weekdayOn(date))}. ${coming}`.trim();
  if (pause !== null && isPausedOn(subscription, date)) return `It is paused. ${pauseInWords(pause, number)}`;
  if (date >= localDate(parts.now(), timetable.zone)) return coming || 'That day is still to come.';
  return 'Nothing was written down for that day: Paperboy was not running, and came back much later.';
}
