import type { SubscriptionRow } from '../cards/subscriptions-card.ts';
import { dateInWords } from '../cards/dates.ts';
import type { Place } from '../chat/place.ts';
import type { Entry } from '../store/store.ts';
import type { Subscription } from '../subscription/subscription.ts';
import type { CommandParts } from './command.ts';
import { nextPost } from './next-post.ts';

/** The subscriptions of a place, each with its next post and with how its newest one ended. */
export async function subscriptionRows(place: Place, parts: CommandParts): Promise<readonly SubscriptionRow[]> {
  const subscriptions = await parts.store.subscriptions.list(place);
  return Promise.all(subscriptions.map((subscription) => subscriptionRow(subscription, parts)));
}

export async function subscriptionRow(subscription: Subscription, parts: CommandParts): Promise<SubscriptionRow> {
  const [newest] = await parts.store.ledger.recent(subscription.id, 1);
  const next = await nextPost(subscription, parts);
  return { subscription, next, last: newest === undefined ? null : outcomeInWords(newest) };
}

function outcomeInWords({ slot, outcome }: Entry): string {
  const date = dateInWords(slot.date);
  if (outcome === null) return `${date}: being posted`;
  // What was sent needs no word for it beside how that was.
  if (outcome.state === 'sent' && outcome.reason !== '') return `${date}: ${outcome.reason}`;
  return `${date}: ${outcome.state}. ${outcome.reason}`.trimEnd();
}
