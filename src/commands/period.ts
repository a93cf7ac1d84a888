import { dateInWords } from '../cards/dates.ts';
import { partialDate } from '../paper/partial-date.ts';
import { addDays, slotInstant } from '../subscription/timetable.ts';
import { splitFirstWord } from './split-first-word.ts';

type Period = 'day' | 'week' | 'month';

/** A period that ends with a day. */
export type Time = {
  readonly period: Period;
  /** Its last day, `YYYY-MM-DD`; never later than today. */
  readonly end: string;
  /** It ended before today, so newer papers are not of it. */
  readonly isPast: boolean;
};

const DAYS: Readonly<Record<Period, number>> = { day: 1, week: 7, month: 30 };

/** `week 2026-11-24 quantization`: a period, its last day and a topic; the week, today and no topic where nothing is said. */
export function readTime(args: string, today: string): Time & { readonly topic: string } {
  const { first, rest } = splitFirstWord(args);
  const word = first.toLowerCase();
  if (!isPeriod(word)) return { period: 'week', end: today, isPast: false, topic: topicOf(args) };
  const second = splitFirstWord(rest);
  const date = /^\d{4}-\d{2}-\d{2}$/u.test(second.first) ? partialDate(second.first) : null;
  const isPast = date !== null && date < today;
  return { period: word, end: isPast ? date : today, isPast, topic: topicOf(date === null ? rest : second.rest) };
}

/** Its beginning and its end on the clock: so many days of 24 hours up to now, or to the end of its last day in the zone. */
export function timeSpan(
  { period, end, isPast }: Time,
  now: Date,
  zone: string,
): { readonly from: Date; readonly to: Date } {
  const to = isPast ? slotInstant({ at: '00:00', zone }, addDays(end, 1)) : now;
  return { from: new Date(to.getTime() - DAYS[period] * 86_400_000), to };
}

/** The date with which it begins. */
export function timeStart({ period, end }: Time): string {
  return addDays(end, -DAYS[period]);
}

/** `the last week`, `the week to 24 Nov 2026`. */
export function timeInWords({ period, end, isPast }: Time): string {
  return isPast ? `the ${period} to ${dateInWords(end)}` : `the last ${period}`;
}

function isPeriod(word: string): word is Period {
  return Object.hasOwn(DAYS, word);
}

function topicOf(text: string): string {
  return text.replace(/^(?:about|on|in|for)\s+/iu, '');
}
