import { likely } from './clause.ts';
import type { Clause } from './clause.ts';
import { joinTokens } from './tokens.ts';
import type { Token } from './tokens.ts';

const ALONE = /^(?:bi-?weekly|fortnightly|bi-?monthly|monthly|yearly|hourly)$/;
const EACH = /^every (?:month|year|hour|fortnight)$/;
const EACH_SECOND =
  /^every (?:other|few|two|three|four|second|third|2nd|3rd|\d{1,2}) (?:day|week|month|hour|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?$/;
const PART_OF_DAY = /^every (?:morning|afternoon|evening|night)$/;
const SO_OFTEN = /^(?:once|twice) (?:a|per|every) (?:day|week|month)$/;
const TIMES = /^(?:two|three|four|\d{1,2}) times (?:a|per) (?:day|week|month)$/;

/** How often, in a way that no timetable here has, from token `i` on: `every other day`, `biweekly`, `monthly`. */
export function readRhythm(tokens: readonly Token[], i: number): Clause | null {
  const first = tokens[i];
  if (first === undefined || first.quoted) return null;
  for (const [length, shape] of [
    [1, ALONE],
    [2, EACH],
    [2, PART_OF_DAY],
    [3, EACH_SECOND],
    [3, SO_OFTEN],
    [4, TIMES],
  ] as const) {
    const words = tokens.slice(i, i + length);
    if (words.some(({ quoted }) => quoted) || !shape.test(words.map(({ plain }) => plain).join(' '))) continue;
    const said = joinTokens(words).replace(/[,;]$/, '');
    if (shape === PART_OF_DAY) return likely(i, i + length, { kind: 'doubt', message: whichHour(said) });
    const message = `I post on days of the week, not “${said}”. Write every day, on weekdays, on mon,wed or weekly. If it is part of the topic, put it in quotes: "${said}".`;
    return likely(i, i + length, { kind: 'doubt', message });
  }
  return null;
}

function whichHour(said: string): string {
  return `At which time is “${said}”? Write it like at 9am. If it is part of the topic, put it in quotes: "${said}".`;
}
