import { describeWish } from '../subscription/grammar.ts';
import type { Wish } from '../subscription/subscription.ts';
import { clamp } from './clamp.ts';

const MAX_WISH = 600;

/** What a subscription asks for, said so that nothing is left out: no topic is "any paper". */
export function wishInWords(wish: Wish): string {
  const { extras = {}, ...plain } = wish;
  const words = clamp(describeWish({ ...plain, thread: false }), MAX_WISH);
  const what = plain.query.trim() === '' ? `any paper ${words}` : words;
  return [
    what,
    ...(plain.thread ? ['with abstracts in a thread'] : []),
    ...(extras.crosspost === true ? ['passed on to followers'] : []),
    ...(extras.ping === undefined ? [] : ['calling a role']),
    ...(extras.tag === undefined ? [] : [`tagged “${extras.tag}”`]),
  ].join(', ');
}
