import { describeWish, parseWish } from '../../src/subscription/grammar.ts';
import type { Wish } from '../../src/subscription/subscription.ts';

export const defaults = { zone: 'Asia/Tokyo' };

/** What is understood; throws where it is asked back. */
export function wishOf(text: string): Wish {
  const read = parseWish(text, defaults);
  if (read.kind === 'question') throw new Error(`${text}: ${read.message}`);
  return read.wish;
}

/** What is asked back; throws where it is understood. */
export function questionOf(text: string): string {
  const read = parseWish(text, defaults);
  if (read.kind === 'wish') throw new Error(`${text}: ${describeWish(read.wish)}`);
  return read.message;
}
