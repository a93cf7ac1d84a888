import type { Subscription } from '../subscription/subscription.ts';
import type { Block, Card } from './card.ts';
import { instantInWords } from './dates.ts';
import { wishInWords } from './wish-in-words.ts';

export type Subscribed = {
  readonly subscription: Subscription;
  /** The very same was asked for before. */
  readonly existing: boolean;
  /** When the next post is due. */
  readonly next: Date;
  /** How many papers fit today. */
  readonly fitting: number;
  /** How the text was read, where it could have been meant otherwise. */
  readonly notes: readonly string[];
};

/** Repeats what was understood, and says when the first post comes. */
export function subscribedCard(made: Subscribed): Card {
  const { subscription, existing, next, fitting, notes } = made;
  const { number, timetable } = subscription;
  const blocks: Block[] = [
    {
      kind: 'facts',
      facts: [
        { label: 'What', value: [{ text: wishInWords(subscription) }] },
        { label: existing ? 'Next post' : 'First post', value: [{ text: instantInWords(next, timetable.zone) }] },
        { label: 'Fits today', value: [{ text: fitting === 1 ? '1 paper' : `${fitting} papers` }] },
      ],
    },
    ...notes.map((text): Block => ({ kind: 'note', spans: [{ text }] })),
  ];
  if (fitting === 0) {
    blocks.push({
      kind: 'note',
      spans: [{ text: 'No paper fits yet. A day without a fitting paper is left out; nothing is posted then.' }],
    });
  }
  blocks.push({
    kind: 'actions',
    actions: [
      { label: 'Show all here', says: 'list' },
      { label: 'Unsubscribe', says: `unsubscribe ${number}` },
    ],
  });
  const title = existing ? `This is subscribed here already, as number ${number}` : `Subscribed, as number ${number}`;
  return { title: { text: title }, blocks };
}
