import { describeWish } from '../subscription/grammar.ts';
import type { Wish } from '../subscription/subscription.ts';
import { clamp } from './clamp.ts';

const MAX_WISH = 600;

/** What a subscription asks for, said so that nothing is left out: no topic is "any paper". */
export function wishInWords(wish: Wish): string {
  const words = clamp(describeWish(wish), MAX_WISH);
  return wish.query.trim() === '' ? `any paper ${words}` : words;
}
