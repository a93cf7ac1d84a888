import { likely, topicOrSchedule } from './clause.ts';
import type { Clause } from './clause.ts';
import { joinTokens } from './tokens.ts';
import type { Token } from './tokens.ts';

export const MAX_TOP = 10;
const NUMBER_WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** How many papers a post holds, at token `i`: `top 3`. */
export function readTop(tokens: readonly Token[], i: number): Clause | null {
  const number = tokens[i + 1];
  if (tokens[i]?.plain !== 'top' || number === undefined) return null;
  const word = NUMBER_WORDS.indexOf(number.plain) + 1;
  if (word === 0 && !/^[-+]?\d{1,9}$/.test(number.plain)) return null;
  const top = word === 0 ? Number(number.plain) : word;
  if (top < 1 || top > MAX_TOP) {
    const message = `A post can hold 1 to ${MAX_TOP} papers, not ${top}. Write it like: top 3.`;
    return likely(i, i + 2, { kind: 'doubt', message });
  }
  const words = joinTokens(tokens.slice(i, i + 2));
  const ask = { amidTopic: topicOrSchedule(words, `${words} at the end`) };
  return likely(i, i + 2, { kind: 'top', top }, ask);
}
