import type { Subscription } from '../subscription/subscription.ts';
import type { Action, Block, Card, Fact } from './card.ts';
import { instantInWords } from './dates.ts';
import { pauseInWords } from './pause-in-words.ts';
import { wishInWords, wishSpans } from './wish-in-words.ts';

export type SubscriptionRow = {
  readonly subscription: Subscription;
  /** When its next post is due; null: not before it is resumed. */
  readonly next: Date | null;
  /** How its newest post went, in words; null when there was none. */
  readonly last: string | null;
  /** What last kept a post from appearing, in words; null when nothing did of late. */
  readonly trouble: string | null;
};

/** The subscriptions of one place, by number. */
export function subscriptionsCard(rows: readonly SubscriptionRow[]): Card {
  if (rows.length === 0) return emptyCard();
  const title = rows.length === 1 ? 'One subscription here' : `${rows.length} subscriptions here`;
  return { title: { text: title }, blocks: rows.flatMap((row) => subscriptionBlocks(row)) };
}

/** One of them. */
export function subscriptionCard(row: SubscriptionRow): Card {
  return { title: { text: `Subscription ${row.subscription.number}` }, blocks: subscriptionBlocks(row) };
}

/** What it asks for, how it is doing, and what can be done with it in its own place. */
function subscriptionBlocks(row: SubscriptionRow): readonly Block[] {
  const { subscription } = row;
  return [
    { kind: 'facts', facts: subscriptionFacts(row) },
    { kind: 'actions', actions: subscriptionActions(subscription, '') },
  ];
}

/** `before`: what has to be said before a sentence that is about another place; empty for this one. */
export function subscriptionActions(subscription: Subscription, before: string): readonly Action[] {
  const { number, pause, owner } = subscription;
  const rest = pause === null ? 'pause' : 'resume';
  return [
    ...(owner === 'file' ? [] : [{ label: `Edit ${number}`, says: `${before}edit ${number}` }]),
    ...(pause?.by === 'file'
      ? []
      : [{ label: pause === null ? `Pause ${number}` : `Resume ${number}`, says: `${before}${rest} ${number}` }]),
    ...(owner === 'file' && pause?.by !== 'file' ? [] : [unsubscribeNumbered(subscription, before)]),
  ];
}

function unsubscribeNumbered(subscription: Subscription, before: string): Action {
  return { ...unsubscribeAction(subscription, before), label: `Unsubscribe ${subscription.number}` };
}

/** Asks before: what it has posted stays, but nobody gets its next paper. */
export function unsubscribeAction(subscription: Subscription, before = ''): Action {
  const { number } = subscription;
  return {
    label: 'Unsubscribe',
    says: `${before}unsubscribe ${number}`,
    confirm: {
      title: `End subscription ${number}?`,
      text: `Nothing more is posted for it: ${wishInWords(subscription)}`,
      yes: 'End it',
      no: 'Keep it',
    },
  };
}

/** What a subscription asks for, under its number, when it posts next, and how it is doing. */
export function subscriptionFacts({ subscription, next, last, trouble }: SubscriptionRow): readonly Fact[] {
  const { number, pause, owner, timetable } = subscription;
  return [
    { label: `Number ${number}`, value: wishSpans(subscription) },
    ...(owner === 'file' ? [fact('Kept by', 'the file of whoever runs Paperboy')] : []),
    ...(pause === null ? [] : [fact('Paused', pauseInWords(pause, number))]),
    ...(next === null ? [] : [fact('Next post', instantInWords(next, timetable.zone))]),
    ...(last === null ? [] : [fact('Last post', last)]),
    ...(trouble === null ? [] : [fact('Last trouble', trouble)]),
  ];
}

function fact(label: string, text: string): Fact {
  return { label, value: [{ text }] };
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
