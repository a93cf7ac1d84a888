import type { Answer } from '../cards/card.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { nothing } from './answers.ts';

/** An old button, or a slip: a number that the place does not have, or no more. */
export function noSuchSubscription(number: number, here: readonly Subscription[]): Answer {
  const numbers = here.map((subscription) => subscription.number).join(', ');
  const known =
    here.length === 0
      ? 'There are none at all.'
      : here.length === 1
        ? `The only one is number ${numbers}.`
        : `There are ${numbers}.`;
  return nothing({
    title: `There is no subscription ${number} here`,
    text: [`It may have ended before. ${known}`],
    actions: [{ label: 'Show all here', says: 'list' }],
  });
}
