export type Period = 'day' | 'week' | 'month';

const DAYS: Readonly<Record<Period, number>> = { day: 1, week: 7, month: 30 };
const DAY_MS = 86_400_000;

export function isPeriod(word: string): word is Period {
  return Object.hasOwn(DAYS, word);
}

/** The date (UTC, `YYYY-MM-DD`) with which the last day, week or month before `now` begins. */
export function periodStart(period: Period, now: Date): string {
  return new Date(now.getTime() - DAYS[period] * DAY_MS).toISOString().slice(0, 10);
}
