import type { SubscriptionRow } from '../cards/subscriptions-card.ts';
import { dateInWords } from '../cards/dates.ts';
import type { Place } from '../chat/place.ts';
import type { Entry } from '../store/store.ts';
import type { Subscription } from '../subscription/subscription.ts';
import type { CommandParts } from './command.ts';
import { nextPost } from '../selection/next-posts.ts';

/** A trouble older than so many slots is history. */
const RECENT = 10;

/** The subscriptions of a place, each with its next post and with how its newest ones ended. */
export async function subscriptionRows(place: Place, parts: CommandParts): Promise<readonly SubscriptionRow[]> {
  const subscriptions = await parts.store.subscriptions.list(place);
  return Promise.all(subscriptions.map((subscription) => subscriptionRow(subscription, parts)));
}

export async function subscriptionRow(subscription: Subscription, parts: CommandParts): Promise<SubscriptionRow> {
  const entries = await parts.store.ledger.recent(subscription.id, RECENT);
  const next = await nextPost(subscription, parts);
  const last = entries.find(({ outcome }) => outcome === null || outcome.state === 'sent');
  const trouble = entries.find(isTrouble);
  return {
    subscription,
    next: next?.at ?? null,
    last: last === undefined ? null : outcomeInWords(last),
    trouble: trouble === undefined ? null : outcomeInWords(trouble),
  };
}

function isTrouble({ outcome }: Entry): boolean {
  return outcome !== null && outcome.state !== 'sent' && outcome.state !== 'skipped';
}

/** `24 Nov 2026: sent (Posted on time.)`. */
export function outcomeInWords({ slot, outcome }: Entry): string {
  const date = dateInWords(slot.date);
  if (outcome === null) return `${date}: being posted`;
  // What was sent needs no word for it beside how that was.
  if (outcome.state === 'sent' && outcome.reason !== '') return `${date}: ${outcome.reason}`;
  return `${date}: ${outcome.state}. ${outcome.reason}`.trimEnd();
}
