import { datesOf } from '../paper/dates-of.ts';
import { partialDate } from '../paper/partial-date.ts';
import { likely, sure } from './clause.ts';
import type { Clause, Meaning } from './clause.ts';
import { dayNamed, weekdayOn } from './day-words.ts';
import { addDays } from './timetable.ts';
import { joinTokens } from './tokens.ts';
import type { Token } from './tokens.ts';

const DAYS = 'mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun';
const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const NUMBER = '\\d{1,2}(?:st|nd|rd|th)?';
const SHAPE = /^\d{4}([-/])\d{1,2}\1\d{1,2}$/;
/** `1.12.2026` is one day; of `12/1/2026` it is anybody's guess which is the month, unless one is no month (`12/31/2026`). */
const OTHER_SHAPE = /^\d{1,2}([./])\d{1,2}\1(?:\d{2}|\d{4})$/;

/** A day that is told by another one, or without its year: `tomorrow`, `monday`, `next week`, `1 dec`, `December 1`. */
const SPOKEN = new RegExp(
  `^(?:today|tomorrow|now|(?:next )?(?:week|month|(?:${DAYS})(?:day)?)|${NUMBER} (?:${MONTHS})|(?:${MONTHS}) ${NUMBER})$`,
);

const AHEAD: Readonly<Record<string, number>> = { today: 0, now: 0, tomorrow: 1 };

/** The date of the first post at token `i`: `from 2026-12-01`. `amid`: a part of the schedule ends there. */
export function readFrom(tokens: readonly Token[], i: number, amid: boolean): Clause | null {
  const [first, date] = tokens.slice(i, i + 2);
  if (first?.plain !== 'from' && first?.plain !== 'starting') return null;
  if (date === undefined || date.quoted || first.quoted) return null;
  const from = SHAPE.test(date.plain) ? partialDate(date.plain) : certainDate(date.plain);
  if (from !== null) return sure(i, i + 2, { kind: 'from', from });
  const message = notADate(date.text);
  if (SHAPE.test(date.plain)) return sure(i, i + 2, { kind: 'doubt', message });
  if (OTHER_SHAPE.test(date.plain)) return likely(i, i + 2, { kind: 'doubt', message });
  const spoken = spokenAt(tokens, i + 1);
  if (spoken !== null) return likely(i, i + 1 + spoken.length, meaningOf(spoken));
  return amid ? likely(i, i + 2, { kind: 'doubt', message }) : null;
}

function certainDate(text: string): string | null {
  if (!OTHER_SHAPE.test(text)) return null;
  const [date, ...others] = datesOf(text);
  return others.length === 0 ? (date ?? null) : null;
}

function spokenAt(tokens: readonly Token[], i: number): readonly Token[] | null {
  for (const count of [2, 1]) {
    const words = tokens.slice(i, i + count);
    if (words.every(({ quoted }) => !quoted) && SPOKEN.test(words.map(({ plain }) => plain).join(' '))) return words;
  }
  return null;
}

function meaningOf(spoken: readonly Token[]): Meaning {
  const said = joinTokens(spoken);
  const words = spoken.map(({ plain }) => plain).join(' ');
  const ahead = AHEAD[words];
  if (ahead !== undefined) return { kind: 'coming', coming: { ahead }, said };
  const weekday = dayNamed(words.replace(/^next /, ''));
  if (weekday !== null) return { kind: 'coming', coming: { weekday }, said };
  return { kind: 'doubt', message: notADate(said) };
}

/** The date that is meant where `today` is the day of the asking: a day of the week is never today. */
export function comingDate(coming: Extract<Meaning, { kind: 'coming' }>['coming'], today: string): string {
  if ('ahead' in coming) return addDays(today, coming.ahead);
  return addDays(today, ((coming.weekday - weekdayOn(today) + 6) % 7) + 1);
}

/** What to ask for words that are no date. */
export function notADate(text: string): string {
  return `“${text}” is not a date. Write it as year, month and day, like: from 2026-12-01.`;
}
