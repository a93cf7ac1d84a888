import { likely, sure } from './clause.ts';
import type { Clause } from './clause.ts';
import type { Token } from './tokens.ts';

const HOURS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const OCLOCK = /^(?:o['’]?clock|uhr)$/;
const HALF = /^[ap]\.?m\.?$/;
/** Several at once: `9:00,17:00`. */
const SEVERAL = /^\d{1,2}(?:[:.]\d{2})?(?:[ap]m)?(?:[,/&+]\d{1,2}(?:[:.]\d{2})?(?:[ap]m)?)+$/;
const CLOCK = /^(\d{1,2})(?:[:.](\d{2}))?$/;

/**
 * A time in words from token `i` on: `nine`, `9 o'clock`, `7 in the evening`, `half past nine`. `from`: where its clause
 * begins, at `at` if there is one. What leaves the half of the day open is asked back.
 */
export function readSpokenTime(tokens: readonly Token[], from: number, i: number): Clause | null {
  const isAt = from !== i;
  const first = plainAt(tokens, i);
  if (isAt && SEVERAL.test(first)) return likely(from, i + 1, severalTimes);
  if (isAt && /^(?:half|quarter)$/.test(first)) return pastOrTo(tokens, from, i);
  const [, digits, minutes = '00'] = CLOCK.exec(first) ?? [];
  const word = HOURS.indexOf(first) + 1;
  const hour = digits === undefined ? word : Number(digits);
  if ((digits === undefined && word === 0) || hour > 23 || Number(minutes) > 59) return null;
  const hasClock = OCLOCK.test(plainAt(tokens, i + 1));
  const after = i + (hasClock ? 2 : 1);
  const part = partOfDay(tokens, after);
  if (part !== null) return inPart(hour, minutes, part.name, tokens.slice(i, part.to), from, part.to, isAt);
  if (hasClock)
    return hour > 12 || hour === 0 ? timed(from, after, hour, minutes, isAt) : openHour(from, after, hour, first);
  if (word === 0 || !isAt) return null;
  const half = plainAt(tokens, i + 1);
  if (HALF.test(half)) return timed(from, i + 2, (hour % 12) + (half.startsWith('p') ? 12 : 0), minutes, true);
  const isLonger = /^(?:thirty|fifteen|forty-?five)$/.test(half);
  return isLonger ? doubt(from, i + 2, whichTime(`${first} ${half}`)) : openHour(from, i + 1, hour, first);
}

/** `at 9` leaves open which half of the day. */
export function openHour(from: number, to: number, hour: number, said = String(hour)): Clause {
  const choices = hour >= 1 && hour <= 12 ? `at ${hour}am or at ${hour}pm` : `at ${hour}:00`;
  return doubt(from, to, `At which time is “at ${said}”? Write ${choices}.`);
}

/** A second time behind a clause with a time: `at 9 and 17`. All of it is asked back. */
export function withSecondTime(tokens: readonly Token[], clause: Clause): Clause {
  const { from, to } = clause;
  const isJoint = /^(?:and|or|&|\+)$/.test(plainAt(tokens, to));
  const second = plainAt(tokens, to + 1);
  if (!isJoint || !/^\d{1,2}(?:[:.]\d{2})?(?:[ap]\.?m\.?)?$/.test(second)) return clause;
  const end = to + (HALF.test(plainAt(tokens, to + 2)) ? 3 : 2);
  return clause.sure ? sure(from, end, severalTimes) : likely(from, end, severalTimes);
}

const severalTimes = {
  kind: 'doubt',
  message: 'One subscription has one time of the day. For a second time, subscribe twice.',
} as const;

/** `in the evening`, `at night`. */
function partOfDay(tokens: readonly Token[], i: number): { readonly name: string; readonly to: number } | null {
  const words = [0, 1, 2].map((ahead) => plainAt(tokens, i + ahead));
  if (words[0] === 'at' && words[1] === 'night') return { name: 'night', to: i + 2 };
  const [, name] = /^in the (morning|afternoon|evening)$/.exec(words.join(' ')) ?? [];
  return name === undefined ? null : { name, to: i + 3 };
}

function inPart(
  hour: number,
  minutes: string,
  name: string,
  words: readonly Token[],
  from: number,
  to: number,
  isAt: boolean,
): Clause {
  const hour24 = hourInPart(hour, name);
  if (hour24 !== null) return timed(from, to, hour24, minutes, isAt);
  return doubt(from, to, whichTime(words.map(({ text }) => text).join(' ')));
}

/** The hour of the day, or null where people do not mean one by it: `9 in the afternoon`. */
function hourInPart(hour: number, name: string): number | null {
  const late = hour > 12 ? hour : (hour % 12) + 12;
  switch (name) {
    case 'morning':
      return hour >= 1 && hour <= 11 ? hour : null;
    case 'afternoon':
      return late <= 18 ? late : null;
    case 'evening':
      return late >= 16 ? late : null;
    default:
      return late >= 18 ? late : null;
  }
}

/** `half past nine`, `quarter to 5`. */
function pastOrTo(tokens: readonly Token[], from: number, i: number): Clause | null {
  const [how, hour] = [plainAt(tokens, i + 1), plainAt(tokens, i + 2)];
  if (!/^(?:past|to|after|before)$/.test(how) || !(HOURS.includes(hour) || CLOCK.test(hour))) return null;
  return doubt(from, i + 3, whichTime(`${plainAt(tokens, i)} ${how} ${hour}`));
}

function timed(from: number, to: number, hour: number, minutes: string, isAt: boolean): Clause {
  const meaning = { kind: 'at', at: `${String(hour).padStart(2, '0')}:${minutes}` } as const;
  return isAt ? sure(from, to, meaning) : likely(from, to, meaning);
}

function doubt(from: number, to: number, message: string): Clause {
  return likely(from, to, { kind: 'doubt', message });
}

function whichTime(words: string): string {
  return `At which time is “${words}”? Write it like 09:00, 9am or 21:30.`;
}

function plainAt(tokens: readonly Token[], i: number): string {
  const token = tokens[i];
  return token === undefined || token.quoted ? '' : token.plain;
}
