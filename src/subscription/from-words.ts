import { partialDate } from '../paper/partial-date.ts';
import { likely, sure } from './clause.ts';
import type { Clause } from './clause.ts';
import type { Token } from './tokens.ts';

const SHAPE = /^\d{4}-\d{1,2}-\d{1,2}$/;
/** `1.12.2026`, `12/1/2026`: which of them is the month is anybody's guess. */
const OTHER_SHAPE = /^\d{1,2}[./]\d{1,2}[./](?:\d{2}|\d{4})$/;

/** The date of the first post at token `i`: `from 2026-12-01`. `amid`: a part of the schedule ends there. */
export function readFrom(tokens: readonly Token[], i: number, amid: boolean): Clause | null {
  const [first, date] = tokens.slice(i, i + 2);
  if (first?.plain !== 'from' && first?.plain !== 'starting') return null;
  if (date === undefined || date.quoted || first.quoted) return null;
  const from = SHAPE.test(date.plain) ? partialDate(date.plain) : null;
  if (from !== null) return sure(i, i + 2, { kind: 'from', from });
  const message = `“${date.text}” is not a date. Write it as year, month and day, like: from 2026-12-01.`;
  if (SHAPE.test(date.plain)) return sure(i, i + 2, { kind: 'doubt', message });
  return amid || OTHER_SHAPE.test(date.plain) ? likely(i, i + 2, { kind: 'doubt', message }) : null;
}
