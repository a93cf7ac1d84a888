import { describeWish } from '../subscription/grammar.ts';
import type { Wish } from '../subscription/subscription.ts';
import type { Span } from './card.ts';
import { clamp } from './clamp.ts';
import { textOf } from './clean-spans.ts';

const MAX_WISH = 600;

/** What a subscription asks for, said so that nothing is left out: no topic is "any paper". The role that it calls is named. */
export function wishSpans(wish: Wish): readonly Span[] {
  const { extras = {}, ...plain } = wish;
  const words = clamp(describeWish({ ...plain, thread: false }), MAX_WISH);
  const what = plain.query.trim() === '' ? `any paper ${words}` : words;
  const { ping } = extras;
  return [
    {
      text: [
        what,
        ...(plain.thread ? ['with abstracts in a thread'] : []),
        ...(extras.crosspost === true ? ['passed on to followers'] : []),
      ].join(', '),
    },
    ...(ping === undefined ? [] : [{ text: ', calling ' }, { text: 'a role', role: ping }]),
    ...(extras.tag === undefined ? [] : [{ text: `, tagged “${extras.tag}”` }]),
  ];
}

/** The same where nothing but text can stand. */
export function wishInWords(wish: Wish): string {
  return textOf(wishSpans(wish));
}
