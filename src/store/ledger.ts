import type { Place } from '../chat/place.ts';
import { placeKey } from '../chat/place.ts';
import type { Slot } from '../subscription/subscription.ts';
import { entriesOf } from './ledger-entries.ts';
import { formerIds, snapshot } from './read-papers.ts';
import type { Db, Queryable } from './schema.ts';
import { releaseShowings, restoreShowings, showingsIn, takeShowings } from './showings.ts';
import { storableText } from './storable.ts';
import type { Ledger, Outcome } from './store.ts';

export function createLedger(db: Db): Ledger {
  return {
    async claim(claim) {
      if (claim.papers.length === 0) throw new Error('Expected a claim with at least one paper, got none');
      return db.transaction().execute(async (transaction) => {
        if (!(await insertSlot(transaction, claim.slot, claim.place, claim.at, null))) return 'taken';
        if (await takeShowings(transaction, claim)) return 'claimed';
        await deleteSlot(transaction, claim.slot);
        return 'repeat';
      });
    },

    async settle(slot, outcome) {
      await db.transaction().execute((transaction) => settle(transaction, slot, outcome));
    },

    async close(slot, place, outcome) {
      return insertSlot(db, slot, place, outcome.at, outcome);
    },

    async get(slot) {
      return snapshot(db, async (read) => {
        const rows = await read
          .selectFrom('slot')
          .selectAll()
          .where('subscription_id', '=', slot.subscriptionId)
          .where('date', '=', slot.date)
          .execute();
        const [entry] = await entriesOf(read, rows);
        return entry ?? null;
      });
    },

    async open() {
      return snapshot(db, async (read) => {
        const rows = await read
          .selectFrom('slot')
          .selectAll()
          .where('state', 'is', null)
          .orderBy('claimed_at')
          .orderBy('subscription_id')
          .orderBy('date')
          .execute();
        return entriesOf(read, rows);
      });
    },

    async recent(subscriptionId, limit) {
      return snapshot(db, async (read) => {
        const rows = await read
          .selectFrom('slot')
          .selectAll()
          .where('subscription_id', '=', subscriptionId)
          .orderBy('date', 'desc')
          .limit(limit)
          .execute();
        return entriesOf(read, rows);
      });
    },

    async shownIn(place) {
      const showings = await showingsIn(db, place);
      return new Map([...showings].map(([id, { times }]) => [id, times]));
    },

    async lastShown(place, id) {
      return snapshot(db, async (read) => {
        const former = await formerIds(read, [id]);
        const rows = await read
          .selectFrom('slot')
          .selectAll('slot')
          .innerJoin('slot_paper', (join) =>
            join
              .onRef('slot_paper.subscription_id', '=', 'slot.subscription_id')
              .onRef('slot_paper.date', '=', 'slot.date'),
          )
          .where('slot_paper.place', '=', placeKey(place))
          .where('slot_paper.paper_id', '=', former.get(id) ?? id)
          .where('slot_paper.round', 'is not', null)
          .orderBy('slot_paper.round', 'desc')
          .limit(1)
          .execute();
        const [entry] = await entriesOf(read, rows);
        return entry ?? null;
      });
    },
  };
}

/** False when the slot exists already. */
async function insertSlot(
  db: Queryable,
  slot: Slot,
  place: Place,
  claimedAt: string,
  outcome: Outcome | null,
): Promise<boolean> {
  const result = await db
    .insertInto('slot')
    .values({
      subscription_id: slot.subscriptionId,
      date: slot.date,
      place: placeKey(place),
      claimed_at: claimedAt,
      ...outcomeColumns(outcome),
    })
    .onConflict((conflict) => conflict.columns(['subscription_id', 'date']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

async function deleteSlot(db: Queryable, slot: Slot): Promise<void> {
  await db
    .deleteFrom('slot')
    .where('subscription_id', '=', slot.subscriptionId)
    .where('date', '=', slot.date)
    .execute();
}

/**
 * The first end of a slot stands, with two exceptions: `unknown` gives way to whatever is found out later, and `sent` to
 * nothing and everything to it, for what a person has seen cannot be undone.
 */
async function settle(db: Queryable, slot: Slot, outcome: Outcome): Promise<void> {
  const row = await db
    .selectFrom('slot')
    .select('state')
    .where('subscription_id', '=', slot.subscriptionId)
    .where('date', '=', slot.date)
    .executeTakeFirst();
  if (row === undefined) throw new Error(`Expected a claimed slot, got ${slot.subscriptionId} on ${slot.date}`);
  const isOpen = row.state === null || row.state === 'unknown';
  if (!isOpen && (row.state === 'sent' || outcome.state !== 'sent')) return;

  await db
    .updateTable('slot')
    .set(outcomeColumns(outcome))
    .where('subscription_id', '=', slot.subscriptionId)
    .where('date', '=', slot.date)
    .execute();
  if (outcome.state === 'sent' || outcome.state === 'unknown') await restoreShowings(db, slot);
  else await releaseShowings(db, slot);
}

function outcomeColumns(outcome: Outcome | null): {
  state: string | null;
  reason: string | null;
  ended_at: string | null;
  message: string | null;
} {
  return {
    state: outcome?.state ?? null,
    reason: outcome === null ? null : storableText(outcome.reason),
    ended_at: outcome?.at ?? null,
    message: outcome?.message ?? null,
  };
}
