import { partialDate } from '../paper/partial-date.ts';
import { EVERY_DAY, dayTitle, weekdayOn } from '../subscription/day-words.ts';
import { addDays } from '../subscription/timetable.ts';

const NAMED: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

/** A day as `YYYY-MM-DD`, `yesterday`, `today` or `tomorrow`; null for anything else. */
export function readDay(text: string, today: string): string | null {
  const word = text.trim().toLowerCase();
  const days = NAMED[word];
  if (days !== undefined) return addDays(today, days);
  return /^\d{4}-\d{1,2}-\d{1,2}$/u.test(word) ? partialDate(word) : null;
}

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
