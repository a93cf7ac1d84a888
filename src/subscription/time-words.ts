import { likely, sure } from './clause.ts';
import type { Clause } from './clause.ts';
import type { Token } from './tokens.ts';

const NAMED: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' };
/** `9:30`, `9:30pm`, `9am`, `9.30 p.m.`, `21h`, `21h30`. A point divides only where `am` or `pm` follows: `0.25` is a number. */
const CLOCK =
  /^(?<hours>\d{1,2})(?:(?::|(?<point>\.))(?<minutes>\d{2})|(?<h>h)(?<after>\d{2})?)?(?<half>[ap]\.?m\.?)?$/;

/** A time of the day at token `i`: after `at`, or on its own where it can be nothing else. */
export function readTime(tokens: readonly Token[], i: number): Clause | null {
  const first = tokens[i];
  if (first === undefined || first.quoted) return null;
  if (first.plain !== 'at') return bareTime(tokens, i);
  const word = tokens[i + 1];
  if (word === undefined || word.quoted) return null;
  const { text, length } = withHalf(tokens, i + 1);
  const named = NAMED[text];
  const at = named ?? clock(text);
  const to = i + 1 + length;
  if (at !== null) return sure(i, to, { kind: 'at', at });
  if (/^\d{1,2}$/.test(text) && Number(text) <= 23) return bareHour(i, to, Number(text));
  if (!/^\d{1,2}:\d{2}$|^\d{1,2}[ap]\.?m\.?$/.test(text)) return null;
  const like = text === '24:00' ? '00:00 for midnight' : 'it like 09:00, 9am or 21:30';
  const message = `“${word.text}” is not a time of the day. Write ${like}.`;
  return sure(i, to, { kind: 'doubt', message });
}

function bareHour(from: number, to: number, hour: number): Clause {
  const choices = hour >= 1 && hour <= 12 ? `at ${hour}am or at ${hour}pm` : `at ${hour}:00`;
  return likely(from, to, { kind: 'doubt', message: `At which time is “at ${hour}”? Write ${choices}.` });
}

function bareTime(tokens: readonly Token[], i: number): Clause | null {
  const { text, length } = withHalf(tokens, i);
  if (!/:\d\d|m\.?$/.test(text)) return null;
  const at = clock(text);
  return at === null ? null : likely(i, i + length, { kind: 'at', at });
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
