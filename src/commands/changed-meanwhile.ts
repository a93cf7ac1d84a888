import type { Answer, Card } from '../cards/card.ts';
import { withNote } from '../cards/with-note.ts';
import { wishInWords } from '../cards/wish-in-words.ts';
import { describeWish } from '../subscription/grammar.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { marksOf } from '../subscription/wish-marks.ts';
import type { Merged } from '../subscription/wish-marks.ts';
import { nothing } from './answers.ts';

/** A button with a longer sentence is left out; Slack's limit for the value of a button is 2,000. */
const MAX_BUTTON_SENTENCE = 1500;

/** Two people changed the same part of a subscription: nothing is saved before one of them has seen both. */
export function changedMeanwhile(now: Subscription, { wish, conflicts }: Merged): Answer {
  const { number } = now;
  const mine = describeWish(wish);
  // Of a third change it is told again.
  const save = `edit ${number} ${marksOf(now)} to ${mine}`;
  return nothing({
    title: `Somebody else has changed subscription ${number} meanwhile`,
    text: [
      `Both of you changed ${listed(conflicts)}, so nothing of yours is saved yet. It is now: ${wishInWords(now)}`,
      [{ text: 'This line makes it as you wanted it: ' }, { text: `edit ${number} to ${mine}`, style: 'code' }],
    ],
    actions: [
      ...(save.length > MAX_BUTTON_SENTENCE ? [] : [{ label: 'Save mine', says: save }]),
      { label: 'Edit it as it is now', says: `edit ${number}` },
    ],
  });
}

/** Says what somebody else changed while a form stood open. */
export function othersStay(card: Card, others: readonly string[]): Card {
  if (others.length === 0) return card;
  return withNote(card, `Somebody else has changed ${listed(others)} meanwhile: that stays as they made it.`);
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
