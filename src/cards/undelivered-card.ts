import type { Subscription } from '../subscription/subscription.ts';
import type { Card } from './card.ts';
import { noticeCard } from './notice-card.ts';
import { wishInWords } from './wish-in-words.ts';

export type Undelivered = {
  readonly reason: string;
  readonly sees: boolean;
  /** The place is no more. */
  readonly isGone: boolean;
};

/**
 * For whoever made a subscription whose post could not be shown: which and where, why, and what happens next. What it asks
 * for is told only to somebody who `sees` the place: others may have changed it since.
 */
export function undeliveredCard(subscription: Subscription, { reason, sees, isGone }: Undelivered): Card {
  const { number, place } = subscription;
  const channel = { text: place.channel, channel: place.channel };
  const which = sees ? `${number}: ${wishInWords(subscription)}` : `${number}`;
  return noticeCard({
    title: 'Your paper of the day could not be posted',
    text: [
      [{ text: 'Number ' }, { text: which, style: 'strong' }, { text: ', in ' }, channel],
      reason,
      isGone
        ? 'As long as that is so, nothing is posted there. To go on reading, subscribe in another place.'
        : 'It will be tried again when the next one is due. You will hear of this once, not every day.',
    ],
  });
}
