import type { Place } from '../chat/place.ts';
import { placeKey } from '../chat/place.ts';
import type { Slot } from '../subscription/subscription.ts';
import type { Queryable, SlotRow } from './schema.ts';
import { storableText } from './storable.ts';
import type { Outcome } from './store.ts';

/** False when the slot exists already. */
export async function insertSlot(
  db: Queryable,
  slot: Slot,
  place: Place,
  claimedAt: string,
  columns: Partial<SlotRow>,
): Promise<boolean> {
  const result = await db
    .insertInto('slot')
    .values({
      subscription_id: slot.subscriptionId,
      date: slot.date,
      place: placeKey(place),
      claimed_at: claimedAt,
      ...columns,
    })
    .onConflict((conflict) => conflict.columns(['subscription_id', 'date']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function deleteSlot(db: Queryable, slot: Slot): Promise<void> {
  await db
    .deleteFrom('slot')
    .where('subscription_id', '=', slot.subscriptionId)
    .where('date', '=', slot.date)
    .execute();
}

export function outcomeColumns(outcome: Outcome): Pick<SlotRow, 'state' | 'reason' | 'ended_at' | 'message'> {
  return {
    state: outcome.state,
    reason: storableText(outcome.reason),
    ended_at: outcome.at,
    message: outcome.message,
  };
}
