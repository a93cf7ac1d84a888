import { parseQuery } from '../search/query.ts';
import type { Ledger } from '../store/store.ts';
import { deliveryKey } from '../subscription/subscription.ts';
import type { Subscription, Wish } from '../subscription/subscription.ts';
import { addDays, slotInstant } from '../subscription/timetable.ts';
import { choose } from './choose.ts';
import type { Chosen, ChooseParts } from './choose.ts';

export type ChooseForParts = ChooseParts & { readonly ledger: Pick<Ledger, 'lastReached'> };

/**
 * What the slot of a subscription on a date, due at an instant, holds: for the post, for its preview, and for whoever asks
 * before it.
 */
export async function chooseFor(
  parts: ChooseForParts,
  subscription: Subscription,
  date: string,
  at: Date,
): Promise<Chosen> {
  const { id, place, query, top } = subscription;
  return choose(parts, {
    query: parseQuery(query),
    place,
    date,
    at,
    since: await sinceFor(parts, subscription, date),
    seed: deliveryKey({ subscriptionId: id, date }),
    top,
  });
}

/**
 * From when on a paper is new to the first slot of a wish: the same time on the day before. Null where it need not be new.
 */
export function sinceDayBefore({ empty, timetable }: Wish, date: string): string | null {
  return empty === 'best-unseen' ? null : slotInstant(timetable, addDays(date, -1)).toISOString();
}

/**
 * From when on a paper is new to a slot; null where it need not be new. After a slot that reached nobody, what was new to
 * it is still new: so it makes no difference when, or whether, somebody wrote down that it did not.
 */
export async function sinceFor(
  { ledger }: Pick<ChooseForParts, 'ledger'>,
  subscription: Subscription,
  date: string,
): Promise<string | null> {
  const { empty, timetable, createdAt, from } = subscription;
  if (empty === 'best-unseen') return null;
  const before = await ledger.lastReached(subscription.id, date);
  if (before !== null) return slotInstant(timetable, before.date).toISOString();
  const begun = from === null ? createdAt : slotInstant(timetable, addDays(from, -1)).toISOString();
  const dayBefore = slotInstant(timetable, addDays(date, -1)).toISOString();
  // The first slot takes the day before; a later one of which none reached anybody, all since the beginning.
  return begun < dayBefore ? begun : dayBefore;
}
