import type { Subscription } from '../subscription/subscription.ts';
import type { Card } from './card.ts';
import { noticeCard } from './notice-card.ts';
import { wishInWords } from './wish-in-words.ts';

/** For whoever made a subscription whose post could not be shown: which and where, why, and what happens next. */
export function undeliveredCard(subscription: Subscription, reason: string): Card {
  const channel = { text: subscription.place.channel, channel: subscription.place.channel };
  return noticeCard({
    title: 'Your paper of the day could not be posted',
    text: [
      [
        { text: 'Number ' },
        { text: `${subscription.number}: ${wishInWords(subscription)}`, style: 'strong' },
        { text: ', in ' },
        channel,
      ],
      reason,
      'It will be tried again when the next one is due. You will hear of this once, not every day.',
    ],
  });
}
