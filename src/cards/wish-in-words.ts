import { describeWish } from '../subscription/grammar.ts';
import type { Wish } from '../subscription/subscription.ts';
import { clamp } from './clamp.ts';

const MAX_WISH = 600;

/** What a subscription asks for, said so that nothing is left out: no topic is "any paper". */
export function wishInWords(wish: Wish): string {
  const words = clamp(describeWish({ ...wish, thread: false }), MAX_WISH);
  const what = wish.query.trim() === '' ? `any paper ${words}` : words;
  return wish.thread ? `${what}, with abstracts in a thread` : what;
}
