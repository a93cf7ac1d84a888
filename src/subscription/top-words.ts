import { likely, sure, topicOrSchedule } from './clause.ts';
import type { Clause } from './clause.ts';
import { joinTokens } from './tokens.ts';
import type { Token } from './tokens.ts';

export const MAX_TOP = 10;
const NUMBER_WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** How many papers a post holds, at token `i`: `top 3`. */
export function readTop(tokens: readonly Token[], i: number): Clause | null {
  const tight = readTight(tokens, i);
  if (tight !== null) return tight;
  const number = tokens[i + 1];
  if (tokens[i]?.plain !== 'top' || number === undefined) return null;
  const word = NUMBER_WORDS.indexOf(number.plain) + 1;
  if (word === 0 && !/^[-+]?\d{1,9}$/.test(number.plain)) return null;
  const top = word === 0 ? Number(number.plain) : word;
  if (top < 1 || top > MAX_TOP) return likely(i, i + 2, { kind: 'doubt', message: outside(top) });
  const words = joinTokens(tokens.slice(i, i + 2));
  const ask = { amidTopic: topicOrSchedule(words, `${words} at the end`) };
  return likely(i, i + 2, { kind: 'top', top }, ask);
}

/** `top3`, `top:3`, `top=3`, `top: 3`. The first one is topic amid a topic (`imagenet top5 accuracy`), and asked back before one. */
function readTight(tokens: readonly Token[], i: number): Clause | null {
  const [first, next] = tokens.slice(i, i + 2);
  if (first === undefined || first.quoted) return null;
  const isSplit = /^top[:=]$/.test(first.plain) && next?.quoted === false;
  const [, sign = '', digits] = /^top([:=]?)([-+]?\d{1,9})$/.exec(first.plain + (isSplit ? next.plain : '')) ?? [];
  if (digits === undefined) return null;
  const top = Number(digits);
  const isNumber = top >= 1 && top <= MAX_TOP;
  const meaning = isNumber ? ({ kind: 'top', top } as const) : ({ kind: 'doubt', message: outside(top) } as const);
  const to = i + (isSplit ? 2 : 1);
  const beforeTopic = topicOrSchedule(first.text, `top ${top} at the end`);
  return sign === '' ? likely(i, to, meaning, isNumber ? { beforeTopic } : {}) : sure(i, to, meaning);
}

function outside(top: number): string {
  return `A post can hold 1 to ${MAX_TOP} papers, not ${top}. Write it like: top 3.`;
}
