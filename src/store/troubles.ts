import type { Pause } from '../subscription/subscription.ts';
import { entriesOf } from './ledger-entries.ts';
import { snapshot } from './read-papers.ts';
import type { Db, Queryable } from './schema.ts';
import { storableText } from './storable.ts';
import type { Ledger } from './store.ts';

/** Troubles of slots, until whoever made the subscription heard of them. */
export function createTroubles(db: Db): Pick<Ledger, 'untold' | 'takeUntold' | 'told'> {
  return {
    async untold(at, limit) {
      return snapshot(db, async (read) => {
        const rows = await read
          .selectFrom('slot')
          .selectAll()
          .where('tell_at', '<=', at)
          .orderBy('tell_at')
          .orderBy('subscription_id')
          .orderBy('date')
          .limit(limit)
          .execute();
        return entriesOf(read, rows);
      });
    },

    async takeUntold(slot, at, again) {
      const result = await db
        .updateTable('slot')
        .set({ tell_at: again })
        .where('subscription_id', '=', slot.subscriptionId)
        .where('date', '=', slot.date)
        .where('tell_at', '<=', at)
        .executeTakeFirst();
      return Number(result.numUpdatedRows) > 0;
    },

    async told(slot) {
      await db
        .updateTable('slot')
        .set({ tell_at: null })
        .where('subscription_id', '=', slot.subscriptionId)
        .where('date', '=', slot.date)
        .execute();
    },
  };
}

/** Until somebody resumes it, the subscription posts nothing; one that is paused already stays as it is. */
export async function setAside(db: Queryable, id: string, reason: string): Promise<void> {
  const pause: Pause = { by: 'trouble', until: null, reason: storableText(reason) };
  await db
    .updateTable('subscription')
    .set({ pause: JSON.stringify(pause) })
    .where('id', '=', id)
    .where('pause', 'is', null)
    .execute();
}
