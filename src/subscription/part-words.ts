import { sure } from './clause.ts';
import type { Clause, Meaning } from './clause.ts';
import { readDays } from './day-words.ts';
import { readTime } from './time-words.ts';
import { QUOTE, readTokens } from './tokens.ts';
import type { Token } from './tokens.ts';
import { readTop } from './top-words.ts';
import { nearestCities, readZone } from './zone-words.ts';

const words = ['at', 'in', 'on', 'top'] as const;
type Word = (typeof words)[number];

const WORDS = /^(at|in|on|top)\s+(\S.*)$/isu;
const SHAPE = /^(at|in|on|top|what):"([^"]*)"$/isu;

/**
 * A part of the schedule that somebody filled in where nothing else belongs, such as `at 9am` or `in Berlin`: as it is
 * where the grammar reads it so, else in the form that {@link readPart} asks back. Any other words are left as they are.
 */
export function asPart(text: string): string {
  const [, word, value = ''] = WORDS.exec(text) ?? [];
  const meaning = readWhole(text)?.meaning;
  if (word === undefined || (meaning !== undefined && meaning.kind !== 'doubt')) return text;
  return `${word.toLowerCase()}:${inQuotes(value)}`;
}

/** That part of the schedule, with or without its word, in the form that {@link readPart} reads. */
export function partOf(word: Word, text: string): string {
  return `${word}:${inQuotes(text.replace(new RegExp(`^${word}\\s+`, 'iu'), ''))}`;
}

/** Words where only parts of the schedule belong, and which are none: {@link readPart} asks what they mean. */
export function unknownPart(text: string): string {
  const [, word, value = ''] = WORDS.exec(text) ?? [];
  return word === undefined ? `what:${inQuotes(text)}` : `${word.toLowerCase()}:${inQuotes(value)}`;
}

function inQuotes(value: string): string {
  return `"${value.replaceAll(QUOTE, '').replace(/[\s,;]+$/u, '')}"`;
}

/** A sentence with such parts, as a person writes it. */
export function withoutParts(text: string): string {
  return text.replaceAll(/(?<=^|\s)(at|in|on|top|what):"([^"]*)"/giu, (_, word: string, value: string) =>
    word.toLowerCase() === 'what' ? value : `${word.toLowerCase()} ${value}`,
  );
}

/** `at:"9.30"`, `in:"…"`, `on:"…"`, `top:"…"`, `what:"…"`: that part of the schedule, or a question, but never topic. */
export function readPart(tokens: readonly Token[], i: number): Clause | null {
  const [, name = '', value = ''] = SHAPE.exec(tokens[i]?.text ?? '') ?? [];
  const word = words.find((one) => one === name.toLowerCase());
  if (word !== undefined) return sure(i, i + 1, meaningOf(word, value.trim()));
  return name === '' ? null : sure(i, i + 1, { kind: 'doubt', message: whatIsMeant(value.trim()) });
}

function meaningOf(word: Word, value: string): Meaning {
  const plain = value.replace(new RegExp(`^${word}\\s+`, 'iu'), '');
  const said = word === 'at' ? plain.replace(/^(\d{1,2})[.]?(\d{2})$/u, '$1:$2') : plain;
  return readWhole(`${word} ${said}`)?.meaning ?? { kind: 'doubt', message: question(word, value) };
}

/** The clause that all of the words are. */
function readWhole(text: string): Clause | null {
  const tokens = readTokens(text);
  const clause = readTime(tokens, 0) ?? readZone(tokens, 0, false) ?? readDays(tokens, 0) ?? readTop(tokens, 0);
  return clause?.to === tokens.length ? clause : null;
}

function whatIsMeant(value: string): string {
  const zone = readWhole(`in ${value}`)?.meaning.kind === 'zone' ? ` Did you mean “in ${value}”?` : '';
  return `I do not know what “${value}” means here.${zone} Write a filter like cat:cs.CL, or parts like in Berlin or top 3; words to look for belong to the topic.`;
}

function question(word: Word, value: string): string {
  switch (word) {
    case 'at':
      return `“${value}” is not a time of the day. Write it like 09:00, 9am or 21:30.`;
    case 'in': {
      const near = nearestCities(value).join(' or ');
      const guess = near === '' ? 'Write a city like Berlin, or a name like Europe/Berlin.' : `Did you mean ${near}?`;
      return `I know no time zone called “${value}”. ${guess}`;
    }
    case 'on':
      return `I do not know the days “${value}”. Write them like monday, mon,wed or weekdays.`;
    case 'top':
      return `“${value}” is not a number of papers. A post can hold 1 to 10: write a number like 3.`;
    default:
      return word satisfies never;
  }
}
