import { placeFromKey, placeKey } from '../chat/place.ts';
import type { Slot } from '../subscription/subscription.ts';
import { entriesOf } from './ledger-entries.ts';
import { formerIds, snapshot } from './read-papers.ts';
import type { Db, Queryable, SlotRow } from './schema.ts';
import { servedDays } from './served-days.ts';
import { lastShared, writeShared } from './shared-papers.ts';
import { deletePapers, lastPapersIn, releaseShowings, restoreShowings, showingsIn, takeShowings } from './showings.ts';
import { deleteSlot, insertSlot, outcomeColumns } from './slots.ts';
import { storableText } from './storable.ts';
import { createTroubles, setAside } from './troubles.ts';
import type { Claim, Ledger, Outcome, Trouble } from './store.ts';
import { wishJson } from './wish-row.ts';

export function createLedger(db: Db): Ledger {
  return {
    async claim(claim) {
      if (claim.papers.length === 0 && claim.note === undefined) {
        throw new Error('Expected a claim with at least one paper or a note, got none');
      }
      return db.transaction().execute(async (transaction) => {
        if (!(await insertSlot(transaction, claim.slot, claim.place, claim.at, claimColumns(claim)))) return 'taken';
        if (await takeShowings(transaction, claim)) return 'claimed';
        await deleteSlot(transaction, claim.slot);
        return 'repeat';
      });
    },

    async settle(slot, outcome, trouble) {
      await db.transaction().execute((transaction) => settle(transaction, slot, outcome, trouble ?? null));
    },

    async close(slot, place, outcome) {
      return insertSlot(db, slot, place, outcome.at, outcomeColumns(outcome));
    },

    async reopen(slot) {
      return db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom('slot')
          .innerJoin('subscription', 'subscription.id', 'slot.subscription_id')
          .select(['state', 'slot.place', 'query'])
          .where('subscription_id', '=', slot.subscriptionId)
          .where('date', '=', slot.date)
          .executeTakeFirst();
        if (row === undefined || !['skipped', 'failed', 'missed'].includes(row.state ?? '')) return false;
        const asked = { id: slot.subscriptionId, place: placeFromKey(row.place), query: row.query };
        if ((await servedDays(transaction, asked, slot.date)).includes(slot.date)) return false;
        await deletePapers(transaction, slot);
        await deleteSlot(transaction, slot);
        return true;
      });
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

    async hold(slot, heldAt, at) {
      const result = await db
        .updateTable('slot')
        .set({ held_at: at })
        .where('subscription_id', '=', slot.subscriptionId)
        .where('date', '=', slot.date)
        .where('state', 'is', null)
        .where((where) => where(where.fn.coalesce('held_at', 'claimed_at'), '=', heldAt))
        .executeTakeFirst();
      return Number(result.numUpdatedRows) > 0;
    },

    async recent(subscriptionId, limit, before) {
      return snapshot(db, async (read) => {
        const rows = await read
          .selectFrom('slot')
          .selectAll()
          .where('subscription_id', '=', subscriptionId)
          .$if(before !== undefined, (query) => query.where('date', '<', before ?? ''))
          .orderBy('date', 'desc')
          .limit(limit)
          .execute();
        return entriesOf(read, rows);
      });
    },

    async lastReached(subscriptionId, before) {
      const row = await db
        .selectFrom('slot')
        .select('date')
        .where('subscription_id', '=', subscriptionId)
        .where('date', '<', before)
        .where((where) => where.or([where('state', 'is', null), where('state', 'in', ['sent', 'unknown'])]))
        .orderBy('date', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : { subscriptionId, date: row.date };
    },

    lastPapers: (place, limit) => lastPapersIn(db, place, limit),

    async recentIn(place, limit) {
      return snapshot(db, async (read) => {
        const rows = await read
          .selectFrom('slot')
          .selectAll()
          .where('place', '=', placeKey(place))
          .orderBy('date', 'desc')
          .orderBy('claimed_at', 'desc')
          .orderBy('subscription_id')
          .limit(limit)
          .execute();
        return entriesOf(read, rows);
      });
    },

    async onDate(place, date) {
      return snapshot(db, async (read) => {
        const rows = await read
          .selectFrom('slot')
          .selectAll()
          .where('place', '=', placeKey(place))
          .where('date', '=', date)
          .orderBy('claimed_at')
          .orderBy('subscription_id')
          .execute();
        return entriesOf(read, rows);
      });
    },

    async dates(subscriptionId, until, limit) {
      const rows = await db
        .selectFrom('slot')
        .select('date')
        .where('subscription_id', '=', subscriptionId)
        .where('date', '<=', until)
        .orderBy('date', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => row.date);
    },

    ...createTroubles(db),

    async shownIn(place, date) {
      return snapshot(db, async (read) => {
        const showings = await showingsIn(read, place, date);
        return new Map([...showings].map(([id, { times }]) => [id, times]));
      });
    },

    shared: (place, ids, at) => db.transaction().execute((transaction) => writeShared(transaction, place, ids, at)),
    lastShared: (place, id) => snapshot(db, (read) => lastShared(read, place, id)),

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

/**
 * The first end of a slot stands, with two exceptions: `unknown` gives way to whatever is found out later, and `sent` to
 * nothing and everything to it, for what a person has seen cannot be undone.
 */
async function settle(db: Queryable, slot: Slot, outcome: Outcome, trouble: Trouble | null): Promise<void> {
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
    .set({ ...outcomeColumns(outcome), tell_at: trouble === null ? null : outcome.at })
    .where('subscription_id', '=', slot.subscriptionId)
    .where('date', '=', slot.date)
    .execute();
  if (trouble === 'set-aside') await setAside(db, slot.subscriptionId, outcome.reason);
  if (outcome.state === 'sent' || outcome.state === 'unknown') await restoreShowings(db, slot);
  else await releaseShowings(db, slot);
}

function claimColumns({ note, reasoning, wish }: Claim): Partial<SlotRow> {
  return {
    wish: wish === undefined ? null : wishJson(wish),
    note: note === undefined ? null : storableText(note),
    reasoning: reasoning === undefined ? null : JSON.stringify(reasoning),
  };
}
