import type { Subscription } from '../subscription/subscription.ts';
import type { Action, Block, Card, Fact } from './card.ts';
import { instantInWords } from './dates.ts';
import { wishInWords } from './wish-in-words.ts';

export type SubscriptionRow = {
  readonly subscription: Subscription;
  /** When its next post is due. */
  readonly next: Date;
  /** How its newest post ended, in words; null when there was none. */
  readonly last: string | null;
};

/** The subscriptions of one place, by number. */
export function subscriptionsCard(rows: readonly SubscriptionRow[]): Card {
  if (rows.length === 0) return emptyCard();
  const title = rows.length === 1 ? 'One subscription here' : `${rows.length} subscriptions here`;
  return { title: { text: title }, blocks: rows.flatMap(subscriptionBlocks) };
}

/** One of them. */
export function subscriptionCard(row: SubscriptionRow): Card {
  return { title: { text: `Subscription ${row.subscription.number}` }, blocks: subscriptionBlocks(row) };
}

/** What it asks for, how it is doing, and what can be done with it in its own place. */
export function subscriptionBlocks(row: SubscriptionRow): readonly Block[] {
  const { number } = row.subscription;
  const actions: readonly Action[] = [
    { label: `Edit ${number}`, says: `edit ${number}` },
    { label: `Unsubscribe ${number}`, says: `unsubscribe ${number}` },
  ];
  return [
    { kind: 'facts', facts: [subscriptionFact(row), ...timeFacts(row)] },
    { kind: 'actions', actions },
  ];
}

/** What a subscription asks for, under its number. */
export function subscriptionFact({ subscription }: SubscriptionRow): Fact {
  return { label: `Number ${subscription.number}`, value: [{ text: wishInWords(subscription) }] };
}

/** When it posts next and how the last post ended. */
export function timeFacts({ subscription, next, last }: SubscriptionRow): readonly Fact[] {
  return [
    { label: 'Next post', value: [{ text: instantInWords(next, subscription.timetable.zone) }] },
    ...(last === null ? [] : [{ label: 'Last post', value: [{ text: last }] }]),
  ];
}

function emptyCard(): Card {
  return {
    title: { text: 'No subscriptions here yet' },
    blocks: [
      {
        kind: 'text',
        spans: [
          { text: 'A paper of the day can come here by itself. Say for example ' },
          { text: 'subscribe quantization at 9:00 on weekdays', style: 'code' },
          { text: '.' },
        ],
      },
      { kind: 'actions', actions: [{ label: 'How to subscribe', says: 'help subscribe' }] },
    ],
  };
}
