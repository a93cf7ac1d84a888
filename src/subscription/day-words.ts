import { likely, sure, topicOrSchedule } from './clause.ts';
import type { Clause } from './clause.ts';
import type { Weekday } from './subscription.ts';
import { BRIEF, EVERY_DAY, FULL, GROUPS, NAMES, SHORT, readList } from './day-list.ts';
import type { Days } from './day-list.ts';
import { editDistance } from './edit-distance.ts';
import { joinTokens } from './tokens.ts';
import type { Token } from './tokens.ts';

/** Days of the week at token `i`: after `on` or `every`, or on their own where they can be nothing else. */
export function readDays(tokens: readonly Token[], i: number): Clause | null {
  const first = tokens[i];
  if (first === undefined || first.quoted) return null;
  if (first.plain === 'weekly' || (first.plain === 'every' && tokens[i + 1]?.plain === 'week')) {
    const to = i + (first.plain === 'weekly' ? 1 : 2);
    const beforeTopic = topicOrSchedule(joinTokens(tokens.slice(i, to)), 'weekly at the end');
    return likely(i, to, { kind: 'weekly' }, { beforeTopic });
  }
  const allBut = readExcept(tokens, i, false);
  if (allBut !== null) return without(EVERY_DAY, allBut, i);
  const isEach = first.plain === 'every' || first.plain === 'each';
  if (first.plain !== 'on' && !isEach) return bareDays(tokens, i);
  const skip = first.plain === 'on' && /^(?:every|the)$/.test(tokens[i + 1]?.plain ?? '') ? 2 : 1;
  const found = readList(tokens, i + skip, true);
  if (found === null) return null;
  const less = readExcept(tokens, found.to, true);
  if (less !== null) return without(found.days, less, i);
  const meaning = { kind: 'days', days: found.days } as const;
  const words = tokens.slice(i + skip, found.to);
  if (words.length === 1 && words[0]?.text === 'SAT') {
    // Satisfiability is a topic of papers, written exactly like this.
    const message = 'Does “on SAT” mean on Saturdays? Write on saturday for the day, or "SAT" in quotes for the topic.';
    return sure(i, found.to, { kind: 'doubt', message });
  }
  // "every day objects", "on the weekend effect" and "on day one" can be topic; "on mon,wed" cannot.
  const isThe = tokens[i + 1]?.plain === 'the';
  const loose = isEach || isThe || words.some((word) => word.plain === 'day' || word.plain === 'days');
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

/** The day of a name in any length (`mon`, `mondays`), folded; null for anything else. */
export function dayNamed(name: string): Weekday | null {
  return NAMES.get(name) ?? null;
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
  const brief = /^(?:mo|tu|fr|sa|su)$/.test(word) ? BRIEF.get(word) : undefined;
  if (brief !== undefined) return { day: dayTitle(brief).toLowerCase() };
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
  const less = readExcept(tokens, found.to, true);
  if (less !== null) return without(found.days, less, i);
  const words = tokens.slice(i, found.to);
  const only = words.length === 1 ? words[0]?.plain : undefined;
  // A short name alone ("sat", "sun") is more often topic than day.
  if (only !== undefined && (SHORT.some((name) => name === only) || only === 'day' || only === 'days')) return null;
  const mistakable = only !== undefined && (only === 'daily' || /^\w+day$/.test(only) || /^week(end)?$/.test(only));
  return likely(i, found.to, { kind: 'days', days: found.days }, mistakable ? leading(joinTokens(words)) : {});
}

/** The days that are left out, at token `i`: `except friday`, `not on weekends`; `behind` other days also `but not wed`. */
function readExcept(tokens: readonly Token[], i: number, behind: boolean): Days | null {
  const [first, second, third] = tokens.slice(i, i + 3);
  if (first === undefined || first.quoted) return null;
  const isOut =
    /^(?:except|excluding)$/.test(first.plain) ||
    (first.plain === 'not' && (behind || second?.plain === 'on')) ||
    (first.plain === 'but' && behind);
  if (!isOut) return null;
  const fillers = isFiller(second) ? (isFiller(third) ? 2 : 1) : 0;
  return readList(tokens, i + 1 + fillers, true);
}

function isFiller(token: Token | undefined): boolean {
  return /^(?:not|on|for)$/.test(token?.plain ?? '');
}

function without(days: readonly Weekday[], less: Days, from: number): Clause {
  const left = days.filter((day) => !less.days.includes(day));
  if (left.length > 0) return sure(from, less.to, { kind: 'days', days: left });
  const message = 'This leaves no day. Write the days on which I should post, like: on mon,wed.';
  return sure(from, less.to, { kind: 'doubt', message });
}

function leading(words: string): { readonly beforeTopic: string } {
  return { beforeTopic: topicOrSchedule(words, words.toLowerCase() === 'daily' ? 'every day' : `on ${words}`) };
}
