import { likely, sure, topicOrSchedule } from './clause.ts';
import type { Clause } from './clause.ts';
import type { Weekday } from './subscription.ts';
import { editDistance } from './edit-distance.ts';
import { joinTokens } from './tokens.ts';
import type { Token } from './tokens.ts';

export const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
const WEEKENDS: readonly Weekday[] = [6, 7];

const SHORT = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const FULL = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const NAMES: ReadonlyMap<string, Weekday> = new Map(
  EVERY_DAY.flatMap((day) => {
    const full = (FULL[day - 1] ?? '').toLowerCase();
    return [SHORT[day - 1] ?? '', full, `${full}s`].map((name) => [name, day] as const);
  }),
)
  .set('tues', 2)
  .set('thur', 4)
  .set('thurs', 4);
const GROUPS: ReadonlyMap<string, readonly Weekday[]> = new Map([
  ['day', EVERY_DAY],
  ['days', EVERY_DAY],
  ['daily', EVERY_DAY],
  ['weekday', WEEKDAYS],
  ['weekdays', WEEKDAYS],
  ['workdays', WEEKDAYS],
  ['weekend', WEEKENDS],
  ['weekends', WEEKENDS],
]);

/** Days of the week at token `i`: after `on` or `every`, or on their own where they can be nothing else. */
export function readDays(tokens: readonly Token[], i: number): Clause | null {
  const first = tokens[i];
  if (first === undefined || first.quoted) return null;
  if (first.plain === 'weekly' || (first.plain === 'every' && tokens[i + 1]?.plain === 'week')) {
    const to = i + (first.plain === 'weekly' ? 1 : 2);
    const beforeTopic = topicOrSchedule(joinTokens(tokens.slice(i, to)), 'weekly at the end');
    return likely(i, to, { kind: 'weekly' }, { beforeTopic });
  }
  if (first.plain !== 'on' && first.plain !== 'every') return bareDays(tokens, i);
  const skip = first.plain === 'on' && tokens[i + 1]?.plain === 'every' ? 2 : 1;
  const found = readList(tokens, i + skip);
  if (found === null) return null;
  const meaning = { kind: 'days', days: found.days } as const;
  const words = tokens.slice(i + skip, found.to);
  if (words.length === 1 && words[0]?.text === 'SAT') {
    // Satisfiability is a topic of papers, written exactly like this.
    const message = 'Does “on SAT” mean on Saturdays? Write on saturday for the day, or "SAT" in quotes for the topic.';
    return sure(i, found.to, { kind: 'doubt', message });
  }
  // "every day objects" and "on day one" can be topic; "on mon,wed" cannot.
  const loose = first.plain === 'every' || words.some((word) => word.plain === 'day' || word.plain === 'days');
  return loose ? likely(i, found.to, meaning) : sure(i, found.to, meaning);
}

/** How {@link readDays} reads them back, all but the word before: `mon,wed`, `weekdays`. */
export function dayWords(days: readonly Weekday[]): string {
  for (const name of ['weekdays', 'weekends']) {
    if (GROUPS.get(name)?.join() === days.join()) return name;
  }
  return days.map((day) => SHORT[day - 1]).join(',');
}

/** The day of the week of a date, `YYYY-MM-DD`. */
export function weekdayOn(date: string): Weekday {
  // JavaScript counts Sunday as 0.
  return EVERY_DAY[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 7;
}

/** A day as a list of days names it: `mon`. */
export function dayName(day: Weekday): string {
  return SHORT[day - 1] ?? '';
}

/** A day as it is written in a text: `Monday`. */
export function dayTitle(day: Weekday): string {
  return FULL[day - 1] ?? '';
}

/** Whether a word that is no day may have been meant for one, and for which: `mondy`, `funday`. */
export function dayLike(word: string): { readonly day: string | null } | null {
  // The longest name has 10 letters.
  if (word.length > 12 || GROUPS.has(word)) return null;
  const near = FULL.map((name) => ({ day: name.toLowerCase(), distance: distanceToDay(word, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= 2)
    .toSorted((a, b) => a.distance - b.distance);
  const [nearest] = near;
  if (nearest !== undefined) return { day: nearest.day };
  return /^\p{L}+days?$/u.test(word) ? { day: null } : null;
}

/** Of one of them, or of every one: `mondays`. */
function distanceToDay(word: string, name: string): number {
  return Math.min(editDistance(word, name), editDistance(word, `${name}s`));
}

function bareDays(tokens: readonly Token[], i: number): Clause | null {
  const found = readList(tokens, i);
  if (found === null) return null;
  const words = tokens.slice(i, found.to);
  const only = words.length === 1 ? words[0]?.plain : undefined;
  // A short name alone ("sat", "sun") is more often topic than day.
  if (only !== undefined && (SHORT.some((name) => name === only) || only === 'day' || only === 'days')) return null;
  const mistakable = only !== undefined && (only === 'daily' || /^\w+day$/.test(only) || /^week(end)?$/.test(only));
  return likely(i, found.to, { kind: 'days', days: found.days }, mistakable ? leading(joinTokens(words)) : {});
}

function leading(words: string): { readonly beforeTopic: string } {
  return { beforeTopic: topicOrSchedule(words, words.toLowerCase() === 'daily' ? 'every day' : `on ${words}`) };
}

function readList(tokens: readonly Token[], start: number): { days: readonly Weekday[]; to: number } | null {
  const found = new Set<Weekday>();
  let to = start;
  for (let i = start; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token === undefined || token.quoted) break;
    const joins = token.plain === 'and' || token.plain === '&' || token.plain === '';
    if (joins && found.size > 0) continue;
    const range = readSpacedRange(tokens, i);
    const days = range ?? readItems(token.plain);
    if (days === null) break;
    if (range !== null) i += 2;
    for (const day of days) found.add(day);
    to = i + 1;
  }
  return found.size === 0 ? null : { days: [...found].toSorted((a, b) => a - b), to };
}

/** `mon to fri`, `mon - fri`: three tokens. */
function readSpacedRange(tokens: readonly Token[], i: number): readonly Weekday[] | null {
  const [from, joint, to] = tokens.slice(i, i + 3);
  if (from === undefined || joint === undefined || to === undefined || to.quoted) return null;
  return /^(?:to|through|-)$/.test(joint.plain) ? readRange(`${from.plain}-${to.plain}`) : null;
}

/** The days of one word: `mon`, `mon,wed`, `mon-fri`, `weekends`. Null unless the whole word is made of days. */
function readItems(word: string): readonly Weekday[] | null {
  const days: Weekday[] = [];
  for (const item of word.split(/[,/&+]/)) {
    const group = GROUPS.get(item) ?? readRange(item);
    if (group === null) return null;
    days.push(...group);
  }
  return days;
}

function readRange(item: string): readonly Weekday[] | null {
  const ends = item.split('-').map((name) => NAMES.get(name));
  const [from, to = from] = ends;
  if (ends.length > 2 || ends.includes(undefined) || from === undefined || to === undefined) return null;
  const length = ((to - from + 7) % 7) + 1;
  return [...EVERY_DAY, ...EVERY_DAY].slice(from - 1, from - 1 + length);
}
