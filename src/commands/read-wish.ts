import type { Answer } from '../cards/card.ts';
import { parseWish } from '../subscription/grammar.ts';
import type { WishDefaults } from '../subscription/grammar.ts';
import type { Wish } from '../subscription/subscription.ts';
import { problem } from './answers.ts';

/** A topic, not a document: what a subscription asks for is read back to people many times. */
const MAX_QUERY = 500;

/** What was asked for, or what to ask back. */
export type FoundWish =
  { readonly kind: 'wish'; readonly wish: Wish } | { readonly kind: 'problem'; readonly answer: Answer };

/** Reads what is to be posted. What is not said is as in `unsaid.wish`, or else as always, in `unsaid.zone`. */
export function readWish(text: string, unsaid: WishDefaults): FoundWish {
  const parsed = parseWish(text, unsaid);
  if (parsed.kind === 'question') {
    return { kind: 'problem', answer: problem({ title: 'One question first', text: [parsed.message] }) };
  }
  const { length } = parsed.wish.query;
  if (length <= MAX_QUERY) return parsed;
  const answer = problem({
    title: 'This topic is too long',
    text: [`A topic can have ${MAX_QUERY} characters, this one has ${length}. A few words work best.`],
  });
  return { kind: 'problem', answer };
}
