import type { Subscription } from '../subscription/subscription.ts';
import type { Card } from './card.ts';
import { noticeCard } from './notice-card.ts';
import { wishInWords } from './wish-in-words.ts';

export type Undelivered = {
  /** In plain words. */
  readonly reason: string;
  /** The post is certainly not there, and the subscription was set aside; false: nobody knows whether it is. */
  readonly isCertain: boolean;
  /** Whether the person may read the place. */
  readonly sees: boolean;
};

/**
 * For whoever made a subscription whose post could not be shown: which and where, why, and what to do next. What it asks
 * for is told only to somebody who sees the place: others may have changed it since.
 */
export function undeliveredCard(subscription: Subscription, { reason, isCertain, sees }: Undelivered): Card {
  const { number, place } = subscription;
  const channel = { text: place.channel, channel: place.channel };
  const which = sees ? `${number}: ${wishInWords(subscription)}` : `${number}`;
  return noticeCard({
    title: isCertain ? 'Your paper of the day could not be posted' : 'Your paper of the day may not have been posted',
    text: [
      [{ text: 'Number ' }, { text: which, style: 'strong' }, { text: ', in ' }, channel],
      reason,
      isCertain
        ? [
            { text: 'It is set aside and posts nothing for now. When this is put right, say ' },
            { text: `resume ${number}`, style: 'code' },
            { text: ' there: it goes on with the next one. Where that cannot be, subscribe in another place.' },
          ]
        : 'The next one comes as planned.',
    ],
  });
}
