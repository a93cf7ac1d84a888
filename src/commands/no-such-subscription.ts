import type { Answer } from '../cards/card.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { nothing, problem } from './answers.ts';

/**
 * An old button, or a slip: a number that the place does not have, or no more. `instead`: the sentence that makes a new
 * one of what was to become of it, so that nothing that was written is lost; null where nothing was.
 */
export function noSuchSubscription(
  number: number,
  here: readonly Subscription[],
  instead: string | null = null,
): Answer {
  const numbers = here.map((subscription) => subscription.number).join(', ');
  const known =
    here.length === 0
      ? 'There are none at all.'
      : here.length === 1
        ? `The only one is number ${numbers}.`
        : `There are ${numbers}.`;
  const title = `There is no subscription ${number} here`;
  const ended = `It may have ended before. ${known}`;
  const all = { label: 'Show all here', says: 'list' };
  if (instead === null) return nothing({ title, text: [ended], actions: [all] });
  return problem({
    title,
    text: [ended, [{ text: 'This line makes a new one: ' }, { text: instead, style: 'code' }]],
    actions: [{ label: 'Make a new one', says: instead }, all],
  });
}
