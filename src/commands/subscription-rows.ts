import type { SubscriptionRow } from '../cards/subscriptions-card.ts';
import { dateInWords } from '../cards/dates.ts';
import type { Place } from '../chat/place.ts';
import type { Entry } from '../store/store.ts';
import { nextSlot } from '../subscription/timetable.ts';
import type { CommandParts } from './command.ts';

/** The subscriptions of a place, each with its next slot and with how its newest post ended. */
export async function subscriptionRows(place: Place, parts: CommandParts): Promise<readonly SubscriptionRow[]> {
  const subscriptions = await parts.store.subscriptions.list(place);
  return Promise.all(
    subscriptions.map(async (subscription): Promise<SubscriptionRow> => {
      const [newest] = await parts.store.ledger.recent(subscription.id, 1);
      const { at } = nextSlot(subscription.timetable, parts.now());
      return { subscription, next: at, last: newest === undefined ? null : outcomeInWords(newest) };
    }),
  );
}

function outcomeInWords({ slot, outcome }: Entry): string {
  const date = dateInWords(slot.date);
  if (outcome === null) return `${date}: being posted`;
  const reason = outcome.reason === '' ? '' : ` (${outcome.reason})`;
  return `${date}: ${outcome.state}${reason}`;
}
