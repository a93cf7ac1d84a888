import { likely, sure } from './clause.ts';
import type { Clause } from './clause.ts';
import { openHour, readSpokenTime, withSecondTime } from './spoken-times.ts';
import type { Token } from './tokens.ts';

const NAMED: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' };
/** `9:30`, `9:30pm`, `9am`, `9.30 p.m.`, `21h`, `21h30`. A point divides only where `am` or `pm` follows: `0.25` is a number. */
const CLOCK =
  /^(?<hours>\d{1,2})(?:(?::|(?<point>\.))(?<minutes>\d{2})|(?<h>h)(?<after>\d{2})?)?(?<half>[ap]\.?m\.?)?$/;

/** A time of the day at token `i`: after `at`, or on its own where it can be nothing else. */
export function readTime(tokens: readonly Token[], i: number): Clause | null {
  const found = oneTime(tokens, i);
  return found === null || tokens[i]?.plain !== 'at' ? found : withSecondTime(tokens, found);
}

function oneTime(tokens: readonly Token[], i: number): Clause | null {
  const first = tokens[i];
  if (first === undefined || first.quoted) return null;
  const spoken = readSpokenTime(tokens, i, first.plain === 'at' ? i + 1 : i);
  if (spoken !== null) return spoken;
  if (first.plain.startsWith('@')) return atSign(tokens, i);
  if (first.plain === 'in') return timeInPlaceOfZone(tokens, i);
  if (first.plain !== 'at') return bareTime(tokens, i);
  const word = tokens[i + 1];
  if (word === undefined || word.quoted) return null;
  const { text, length } = withHalf(tokens, i + 1);
  const pointed = readPoint(text, i, i + 1 + length);
  if (pointed !== null) return pointed;
  const named = NAMED[text];
  const at = named ?? clock(text);
  const to = i + 1 + length;
  if (at !== null) return sure(i, to, { kind: 'at', at });
  if (/^\d{1,2}$/.test(text) && Number(text) <= 23) return openHour(i, to, Number(text));
  const joined = readJoined(text, i, to);
  if (joined !== null) return joined;
  const message = noTime(word.text, text);
  // A relation of small numbers (`pruning at 2:4 sparsity`) has this shape, too.
  if (/^\d{1,2}:\d$/.test(text)) return likely(i, to, { kind: 'doubt', message });
  return NEARLY.test(text) ? sure(i, to, { kind: 'doubt', message }) : null;
}

const NEARLY = /^\d{1,2}:\d{2}$|^\d{1,2}(?:[:.]\d{1,2})?[ap]\.?m\.?$/;

function noTime(said: string, text: string): string {
  const like = text === '24:00' ? '00:00 for midnight' : 'it like 09:00, 9am or 21:30';
  return `“${said}” is not a time of the day. Write ${like}.`;
}

/** `at 0830` is a time; `at 1730` may be a number (`at 1024`, `at 2024`). */
function readJoined(text: string, from: number, to: number): Clause | null {
  const [, hours = '', minutes = ''] = /^(\d{2})(\d{2})h?$/.exec(text) ?? [];
  const at = hours === '' ? null : clock(`${hours}:${minutes}`);
  if (at === null) return null;
  if (hours.startsWith('0')) return likely(from, to, { kind: 'at', at });
  const message = `Is “at ${text}” a time? Write at ${at} for it, or put it in quotes for the topic: "at ${text}".`;
  return likely(from, to, { kind: 'doubt', message });
}

/** `at 17.30`: a time. `at 1.58` may be a number, and is asked back where a time is expected; `at 0.25` is one. */
function readPoint(text: string, from: number, to: number): Clause | null {
  const [, hours = '', minutes = ''] = /^(\d{1,2})\.(\d{2})$/.exec(text) ?? [];
  const at = hours === '' || hours === '0' ? null : clock(`${hours}:${minutes}`);
  if (at === null) return null;
  if (hours.length === 2) return likely(from, to, { kind: 'at', at });
  const message = `Is “at ${text}” a time? Write at ${hours}:${minutes} for it, or put it in quotes for the topic: "at ${text}".`;
  return likely(from, to, { kind: 'doubt', message });
}

/** `@ 9:00`, `@9am`. */
function atSign(tokens: readonly Token[], i: number): Clause | null {
  const alone = tokens[i]?.plain === '@';
  const at = clock(alone ? (tokens[i + 1]?.plain ?? '') : (tokens[i]?.plain.slice(1) ?? ''));
  return at === null ? null : sure(i, i + (alone ? 2 : 1), { kind: 'at', at });
}

/** `in 9:00`: no place has such a name. */
function timeInPlaceOfZone(tokens: readonly Token[], i: number): Clause | null {
  const { text, length } = withHalf(tokens, i + 1);
  if (tokens[i + 1]?.quoted !== false || clock(text) === null) return null;
  const message = `“in ${text}” is no time zone. Write at ${text} for the time, and in with a city for the zone.`;
  return sure(i, i + 1 + length, { kind: 'doubt', message });
}

function bareTime(tokens: readonly Token[], i: number): Clause | null {
  const { text, length } = withHalf(tokens, i);
  if (!/:\d\d|m\.?$/.test(text)) return null;
  const at = clock(text);
  if (at !== null) return likely(i, i + length, { kind: 'at', at });
  const isNearly = /^\d{1,2}:\d{2}[ap]\.?m\.?$/.test(text);
  return isNearly ? likely(i, i + length, { kind: 'doubt', message: noTime(text, text) }) : null;
}

/** The token at `i`, joined with the `am` or `pm` that may follow it. */
function withHalf(tokens: readonly Token[], i: number): { readonly text: string; readonly length: number } {
  const text = tokens[i]?.plain ?? '';
  const next = tokens[i + 1];
  const joined = next !== undefined && !next.quoted && /^[ap]\.?m\.?$/.test(next.plain) && /^\d/.test(text);
  return joined ? { text: text + next.plain, length: 2 } : { text, length: 1 };
}

/** `HH:MM`, or null when the text is no time of the day. */
function clock(text: string): string | null {
  const parts = CLOCK.exec(text)?.groups;
  if (parts === undefined) return null;
  const half = parts['half']?.[0];
  const divided = parts['minutes'] !== undefined || parts['h'] !== undefined;
  if (half === undefined && (!divided || parts['point'] !== undefined)) return null;
  if (half !== undefined && parts['h'] !== undefined) return null;
  const hours = Number(parts['hours']);
  const minutes = Number(parts['minutes'] ?? parts['after'] ?? 0);
  if (minutes > 59 || hours > 23 || (half !== undefined && (hours < 1 || hours > 12))) return null;
  const hour24 = half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
  return `${String(hour24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** `21h`: behind a part of the schedule (`amid`) a time, else maybe a length (`12h forecasts`). */
export function readHours(tokens: readonly Token[], i: number, amid: boolean): Clause | null {
  const token = tokens[i];
  const at =
    token === undefined || token.quoted || !/^\d{1,2}h(?:\d{2})?$/.test(token.plain) ? null : clock(token.plain);
  if (token === undefined || at === null) return null;
  if (amid) return likely(i, i + 1, { kind: 'at', at });
  const message = `Is “${token.text}” a time? Write at ${at} for it, or put it in quotes for the topic: "${token.text}".`;
  return likely(i, i + 1, { kind: 'doubt', message });
}

/** `around 9am`, `after 9:00`: asked back, for a post has its minute. */
export function readAbout(tokens: readonly Token[], i: number): Clause | null {
  const first = tokens[i];
  if (first === undefined || first.quoted || !/^(?:around|about|by|after|before|until)$/.test(first.plain)) return null;
  const { text, length } = withHalf(tokens, i + 1);
  const at = tokens[i + 1]?.quoted === false && /:\d\d|m\.?$/.test(text) ? clock(text) : null;
  if (at === null) return null;
  return likely(i, i + 1 + length, { kind: 'doubt', message: `I post at one time of the day. Write at ${at}.` });
}
