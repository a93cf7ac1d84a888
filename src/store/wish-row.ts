import type { Extras } from '../chat/extras.ts';
import type { EmptyDay, Weekday, Wish } from '../subscription/subscription.ts';
import type { SubscriptionRow } from './schema.ts';
import { storableText } from './storable.ts';

/** What of a subscription a person chose, as it is stored. */
export type WishRow = Pick<
  SubscriptionRow,
  'query' | 'at_time' | 'zone' | 'days' | 'top' | 'thread' | 'empty_day' | 'from_date' | 'extras'
>;

export function wishRow({ query, timetable, top, thread, empty, from, extras = {} }: Wish): WishRow {
  const { at, zone, days } = timetable;
  return {
    query: storableText(query),
    at_time: at,
    zone,
    days: JSON.stringify(days),
    top,
    thread: thread ? 1 : 0,
    empty_day: empty,
    from_date: from,
    extras: extrasJson(extras),
  };
}

/** What {@link wishRow} wrote. */
export function wishFromRow(row: WishRow): Wish {
  return {
    query: row.query,
    timetable: { at: row.at_time, zone: row.zone, days: weekdays(row.days) },
    top: row.top,
    thread: row.thread === 1,
    empty: emptyDay(row.empty_day),
    from: row.from_date,
    ...extrasFrom(row.extras),
  };
}

/** A wish in one column, beside what was made of it. */
export function wishJson(wish: Wish): string {
  return JSON.stringify(wishRow(wish));
}

/** What {@link wishJson} wrote; null where nothing was, or nothing that can be read. */
export function wishFromJson(json: string | null): Wish | null {
  const read: unknown = json === null ? null : JSON.parse(json);
  if (typeof read !== 'object' || read === null) return null;
  const { query, at_time, zone, days, top, thread, empty_day, from_date, extras }: Readonly<Record<string, unknown>> = {
    ...read,
  };
  if (typeof query !== 'string' || typeof at_time !== 'string' || typeof zone !== 'string') return null;
  if (typeof days !== 'string' || typeof top !== 'number' || typeof extras !== 'string') return null;
  return wishFromRow({
    query,
    at_time,
    zone,
    days,
    top,
    thread: thread === 1 ? 1 : 0,
    empty_day: typeof empty_day === 'string' ? empty_day : '',
    from_date: typeof from_date === 'string' ? from_date : null,
    extras,
  });
}

/** The same text for the same extras. */
export function extrasJson({ crosspost, ping, tag }: Extras): string {
  return JSON.stringify({ crosspost, ping, ...(tag === undefined ? {} : { tag: storableText(tag) }) });
}

/** What a later release wrote beside them is not ours to know. */
function extrasFrom(json: string): Pick<Wish, 'extras'> {
  const read: unknown = JSON.parse(json);
  const { crosspost, ping, tag }: Readonly<Record<string, unknown>> =
    typeof read === 'object' && read !== null ? { ...read } : {};
  const extras: Extras = {
    ...(crosspost === true ? { crosspost } : {}),
    ...(typeof ping === 'string' ? { ping } : {}),
    ...(typeof tag === 'string' ? { tag } : {}),
  };
  return Object.keys(extras).length === 0 ? {} : { extras };
}

/** A policy of a later release is taken for the one that posts. */
function emptyDay(text: string): EmptyDay {
  return text === 'quiet' || text === 'say-why' ? text : 'best-unseen';
}

function weekdays(json: string): readonly Weekday[] {
  const days: unknown = JSON.parse(json);
  if (Array.isArray(days) && days.every(isWeekday)) return days;
  throw new Error(`Expected days of the week, got ${json}`);
}

function isWeekday(day: unknown): day is Weekday {
  return typeof day === 'number' && Number.isInteger(day) && day >= 1 && day <= 7;
}
