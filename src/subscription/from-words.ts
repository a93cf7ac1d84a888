import { partialDate } from '../paper/partial-date.ts';
import { likely, sure } from './clause.ts';
import type { Clause } from './clause.ts';
import { joinTokens } from './tokens.ts';
import type { Token } from './tokens.ts';

const DAYS = 'mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun';
const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const NUMBER = '\\d{1,2}(?:st|nd|rd|th)?';
const SHAPE = /^\d{4}-\d{1,2}-\d{1,2}$/;
/** `1.12.2026`, `12/1/2026`: which of them is the month is anybody's guess. */
const OTHER_SHAPE = /^\d{1,2}[./]\d{1,2}[./](?:\d{2}|\d{4})$/;

/** A day that is told by another one, or without its year: `tomorrow`, `monday`, `next week`, `1 dec`, `December 1`. */
const SPOKEN = new RegExp(
  `^(?:today|tomorrow|now|(?:next )?(?:week|month|(?:${DAYS})(?:day)?)|${NUMBER} (?:${MONTHS})|(?:${MONTHS}) ${NUMBER})$`,
);

/** The date of the first post at token `i`: `from 2026-12-01`. `amid`: a part of the schedule ends there. */
export function readFrom(tokens: readonly Token[], i: number, amid: boolean): Clause | null {
  const [first, date] = tokens.slice(i, i + 2);
  if (first?.plain !== 'from' && first?.plain !== 'starting') return null;
  if (date === undefined || date.quoted || first.quoted) return null;
  const from = SHAPE.test(date.plain) ? partialDate(date.plain) : null;
  if (from !== null) return sure(i, i + 2, { kind: 'from', from });
  const message = notADate(date.text);
  if (SHAPE.test(date.plain)) return sure(i, i + 2, { kind: 'doubt', message });
  if (OTHER_SHAPE.test(date.plain)) return likely(i, i + 2, { kind: 'doubt', message });
  const spoken = spokenAt(tokens, i + 1);
  if (spoken !== null)
    return likely(i, i + 1 + spoken.length, { kind: 'doubt', message: notADate(joinTokens(spoken)) });
  return amid ? likely(i, i + 2, { kind: 'doubt', message }) : null;
}

function spokenAt(tokens: readonly Token[], i: number): readonly Token[] | null {
  for (const count of [2, 1]) {
    const words = tokens.slice(i, i + count);
    if (words.every(({ quoted }) => !quoted) && SPOKEN.test(words.map(({ plain }) => plain).join(' '))) return words;
  }
  return null;
}

function notADate(text: string): string {
  return `“${text}” is not a date. Write it as year, month and day, like: from 2026-12-01.`;
}
