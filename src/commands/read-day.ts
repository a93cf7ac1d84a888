import { datesOf } from '../paper/dates-of.ts';
import { EVERY_DAY } from '../subscription/day-list.ts';
import { dayTitle, weekdayOn } from '../subscription/day-words.ts';
import { addDays } from '../subscription/timetable.ts';

const NAMED: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

/**
 * A day as `YYYY-MM-DD`, in another writing that means one day only (`31.12.2026`, `2026/12/31`, `12/31/2026`), `yesterday`,
 * `today` or `tomorrow`; null for anything else.
 */
export function readDay(text: string, today: string): string | null {
  const word = text.trim().toLowerCase();
  const days = NAMED[word];
  if (days !== undefined) return addDays(today, days);
  const [date, ...others] = possibleDays(word);
  return others.length === 0 ? (date ?? null) : null;
}

/** The days that a date in figures can mean: two where day and month could be either way round (`05/06/2026`). */
export function possibleDays(text: string): readonly string[] {
  return datesOf(text).filter((date) => date.length === FULL_DATE.length);
}

const FULL_DATE = '2026-12-31';

/** As {@link readDay}, and also the next day of a name (`monday`), which is never today. */
export function readComingDay(text: string, today: string): string | null {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^(?:next|on)\s+/u, '');
  const weekday = EVERY_DAY.find((day) => dayTitle(day).toLowerCase() === word);
  if (weekday === undefined) return readDay(text, today);
  return addDays(today, ((weekday - weekdayOn(today) + 6) % 7) + 1);
}
