import { Temporal } from 'temporal-polyfill';

/** `2026-11-24`, in UTC: the clock by which Hugging Face and arXiv date their lists. */
export function utcDay(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The date so many days after one, or before it when they are negative. */
export function plusDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Monday is 1, Sunday is 7. */
export function weekday(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** Every date from the first to the last; none when the first is later. */
export function* daysFrom(first: string, last: string): Generator<string> {
  for (let day = first; day <= last; day = plusDays(day, 1)) yield day;
}
