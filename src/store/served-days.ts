import { placeKey } from '../chat/place.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { localDate } from '../subscription/timetable.ts';
import type { Queryable } from './schema.ts';
import { insertSlot, outcomeColumns } from './slots.ts';
import { storableText } from './storable.ts';
import { wishFromJson } from './wish-row.ts';

type Served = Pick<Subscription, 'id' | 'place' | 'query'>;

/**
 * The dates from `from` on that had, or may have had, their post for the same query in the same place, by a subscription
 * that asks for it no more: it was ended, or asks for something else by now.
 */
export async function servedDays(
  db: Queryable,
  { id, place, query }: Served,
  from: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('slot')
    .leftJoin('subscription', 'subscription.id', 'slot.subscription_id')
    .select(['slot.date', 'slot.wish', 'subscription.query as query_now'])
    .where('slot.place', '=', placeKey(place))
    .where('slot.date', '>=', from)
    .where('slot.subscription_id', '!=', id)
    .where((where) => where.or([where('state', 'is', null), where('state', 'in', ['sent', 'unknown'])]))
    .execute();
  const asked = storableText(query);
  const served = rows.filter((row) => wishFromJson(row.wish)?.query === asked && row.query_now !== asked);
  return [...new Set(served.map(({ date }) => date))];
}

/** Closes what another subscription posted already, so that no date gets a second post for a query in a place. */
export async function closeServedDays(db: Queryable, subscription: Subscription, at: string): Promise<void> {
  const { id, place, timetable } = subscription;
  for (const date of await servedDays(db, subscription, localDate(new Date(at), timetable.zone))) {
    const reason = 'The same was posted here on that day, for a subscription that has ended or was changed since.';
    await insertSlot(
      db,
      { subscriptionId: id, date },
      place,
      at,
      outcomeColumns({ state: 'skipped', reason, at, message: null }),
    );
  }
}
