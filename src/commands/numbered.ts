import type { Answer } from '../cards/card.ts';
import { subscriptionsCard } from '../cards/subscriptions-card.ts';
import type { Request } from '../chat/request.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { toPerson } from './answers.ts';
import type { CommandParts } from './command.ts';
import { noSuchSubscription } from './no-such-subscription.ts';
import { subscriptionRows } from './subscription-rows.ts';

/** The subscription that was meant, or what to tell the person. */
export type FoundSubscription =
  | { readonly kind: 'subscription'; readonly subscription: Subscription }
  | { readonly kind: 'problem'; readonly answer: Answer };

/** `2`, `#2`: the number of a subscription; null for anything else. */
export function readNumber(text: string): number | null {
  const [, number] = /^#?(\d{1,9})$/u.exec(text.trim()) ?? [];
  return number === undefined ? null : Number(number);
}

/** The subscription of this place with a number. Null: the only one; where there are several, it is asked back. */
export async function findSubscription(
  number: number | null,
  request: Request,
  parts: CommandParts,
): Promise<FoundSubscription> {
  const here = await parts.store.subscriptions.list(request.place);
  const [only, ...others] = here;
  const found = number === null && others.length === 0 ? only : here.find((one) => one.number === number);
  if (found !== undefined) return { kind: 'subscription', subscription: found };
  const answer = number === null ? await which(request, parts) : noSuchSubscription(number, here);
  return { kind: 'problem', answer };
}

/** All of them, to choose from; what can be asked for, where there are none. */
export async function which({ place }: Request, parts: CommandParts): Promise<Answer> {
  const rows = await subscriptionRows(place, parts);
  const card = subscriptionsCard(rows);
  if (rows.length === 0) return { ...toPerson(card), outcome: 'nothing' };
  return { ...toPerson({ ...card, title: { text: 'Which one? Say its number' } }), outcome: 'problem' };
}
