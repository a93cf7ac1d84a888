import { readNumber } from './numbered.ts';
import { readDay } from './read-day.ts';
import { parseReference } from './reference.ts';
import { namesSeveral } from './references.ts';
import { splitFirstWord } from './split-first-word.ts';

/** What is asked about; null for what is not said. A number alone is in `name`: it may be a paper or a subscription. */
export type WhyAsked = {
  /** Of a subscription. */
  readonly number: number | null;
  /** A paper, as it was named. */
  readonly name: string | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
};

/** `1 2026-11-24`, `2310.04415 on 2026-11-24`, `2 2310.04415`, `2 2310.04415 on 2026-11-24`, or any one of these; null for anything else. */
export function readWhy(args: string, today: string): WhyAsked | null {
  const plain = { number: null, name: null, date: null };
  if (args === '') return plain;
  const whole = readDay(args.replace(/^on\s+/iu, ''), today);
  if (whole !== null) return { ...plain, date: whole };
  const three = ofThree(args, today);
  if (three !== null) return three;
  const [, before = '', day = ''] = /^(\S+)\s+(?:on\s+)?(\S+)$/iu.exec(args) ?? [];
  const date = readDay(day, today);
  const number = readNumber(before);
  if (date !== null) {
    if (number !== null && !/\son\s/iu.test(args)) return { ...plain, number, date };
    return isPaper(before) ? { ...plain, name: before, date } : null;
  }
  // "1 2" are two papers of a list.
  if (number !== null && readNumber(day) === null && isPaper(day)) return { number, name: day, date: null };
  return isPaper(args) ? { ...plain, name: splitFirstWord(args).first } : null;
}

/** The number of a subscription, a paper and a day. */
function ofThree(args: string, today: string): WhyAsked | null {
  const [, first = '', name = '', day = ''] = /^(\S+)\s+(\S+)\s+(?:on\s+)?(\S+)$/iu.exec(args) ?? [];
  const number = readNumber(first);
  const date = readDay(day, today);
  return number !== null && date !== null && isPaper(name) ? { number, name, date } : null;
}

function isPaper(text: string): boolean {
  return parseReference(text) !== null && !namesSeveral(text);
}
