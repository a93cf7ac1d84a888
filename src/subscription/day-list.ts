import type { Weekday } from './subscription.ts';
import type { Token } from './tokens.ts';

export const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
const WEEKENDS: readonly Weekday[] = [6, 7];

export const SHORT = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const FULL = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export const NAMES: ReadonlyMap<string, Weekday> = new Map(
  EVERY_DAY.flatMap((day) => {
    const full = (FULL[day - 1] ?? '').toLowerCase();
    return [SHORT[day - 1] ?? '', full, `${full}s`].map((name) => [name, day] as const);
  }),
)
  .set('tues', 2)
  .set('thur', 4)
  .set('thurs', 4);
/** As calendars write them, in English and in German. */
export const BRIEF: ReadonlyMap<string, Weekday> = new Map<string, Weekday>(
  ['mo', 'tu di', 'we mi', 'th do', 'fr', 'sa', 'su so'].flatMap((names, at) =>
    names.split(' ').map((name): [string, Weekday] => [name, EVERY_DAY[at] ?? 7]),
  ),
);
export const GROUPS: ReadonlyMap<string, readonly Weekday[]> = new Map([
  ['day', EVERY_DAY],
  ['days', EVERY_DAY],
  ['daily', EVERY_DAY],
  ['everyday', EVERY_DAY],
  ['weekday', WEEKDAYS],
  ['weekdays', WEEKDAYS],
  ['workdays', WEEKDAYS],
  ['weekend', WEEKENDS],
  ['weekends', WEEKENDS],
]);

/** Days, and the token behind the last of them. */
export type Days = { readonly days: readonly Weekday[]; readonly to: number };

/** The days that a list at token `start` names: `mon, wed and fri`, `mon-fri`. `said`: behind a word like `on`, where also two letters are a day. */
export function readList(tokens: readonly Token[], start: number, said = false): Days | null {
  const found = new Set<Weekday>();
  let to = start;
  for (let i = start; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token === undefined || token.quoted) break;
    const joins = token.plain === 'and' || token.plain === '&' || token.plain === '';
    if (joins && found.size > 0) continue;
    const range = readSpacedRange(tokens, i);
    const days = range ?? readItems(token.plain) ?? (said ? readBrief(token.plain) : readWorkweek(token.plain));
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

/** Several days by two letters: `mo-fr`, `mo,we,fr`. One alone (`do`, `we`) is a word. */
function readBrief(word: string): readonly Weekday[] | null {
  const items = word.split(/[,/&+]/).map((item) => readRange(item, BRIEF));
  if (items.length === 1 && !word.includes('-')) return null;
  return items.some((days) => days === null) ? null : items.flatMap((days) => days ?? []);
}

/** `Mo-Fr`, also where nothing before it says that days come. */
function readWorkweek(word: string): readonly Weekday[] | null {
  return /^(?:mo|sa)-(?:fr|sa|so|su)$/.test(word) ? readRange(word, BRIEF) : null;
}

function readRange(item: string, names: ReadonlyMap<string, Weekday> = NAMES): readonly Weekday[] | null {
  const ends = item.split('-').map((name) => names.get(name));
  const [from, to = from] = ends;
  if (ends.length > 2 || ends.includes(undefined) || from === undefined || to === undefined) return null;
  const length = ((to - from + 7) % 7) + 1;
  return [...EVERY_DAY, ...EVERY_DAY].slice(from - 1, from - 1 + length);
}
