import type { Place } from '../chat/place.ts';
import { placeKey } from '../chat/place.ts';
import type { PaperId } from '../paper/paper.ts';
import type { Slot } from '../subscription/subscription.ts';
import { storedIds } from './read-papers.ts';
import type { Queryable } from './schema.ts';
import { sharedLately } from './shared-papers.ts';
import { storableText } from './storable.ts';
import type { Claim } from './store.ts';

/** How often a paper was shown in a place, and the highest of the rounds that tell those showings apart. */
export type Showings = { readonly times: number; readonly lastRound: number };

/**
 * The papers that were shown in a place until `date`. A paper of a slot that reached nobody has no round, and does not
 * count; one that was shared by hand lately counts once more.
 */
export async function showingsIn(
  db: Queryable,
  place: Place,
  date: string,
  only?: readonly PaperId[],
): Promise<ReadonlyMap<PaperId, Showings>> {
  const rows = await db
    .selectFrom('slot_paper')
    .select((expression) => [
      'paper_id',
      expression.fn.count('round').as('times'),
      expression.fn.max('round').as('last_round'),
    ])
    .where('place', '=', placeKey(place))
    .where('round', 'is not', null)
    .$if(only !== undefined, (query) => query.where('paper_id', 'in', only ?? []))
    .groupBy('paper_id')
    .execute();
  const showings = new Map<PaperId, Showings>(
    rows.map((row) => [row.paper_id, { times: Number(row.times), lastRound: row.last_round ?? 0 }]),
  );
  for (const id of await sharedLately(db, place, date, only)) {
    const { times, lastRound } = showings.get(id) ?? { times: 0, lastRound: 0 };
    showings.set(id, { times: times + 1, lastRound });
  }
  return showings;
}

/** The papers that posts showed in a place last, newest first, each once. */
export async function lastPapersIn(db: Queryable, place: Place, limit: number): Promise<readonly PaperId[]> {
  const rows = await db
    .selectFrom('slot_paper')
    .innerJoin('slot', (join) =>
      join.onRef('slot.subscription_id', '=', 'slot_paper.subscription_id').onRef('slot.date', '=', 'slot_paper.date'),
    )
    .select(({ fn }) => ['slot_paper.paper_id', fn.max('slot.claimed_at').as('last'), fn.min('position').as('first')])
    .where('slot_paper.place', '=', placeKey(place))
    .where('slot_paper.round', 'is not', null)
    .groupBy('slot_paper.paper_id')
    .orderBy('last', 'desc')
    .orderBy('first')
    .orderBy('slot_paper.paper_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.paper_id);
}

/**
 * Writes the papers of a slot that was just inserted. False when one of them was not shown as often as the chooser
 * believes, or when somebody shows it at this moment; nothing is written then.
 */
export async function takeShowings(db: Queryable, { slot, place, papers }: Claim): Promise<boolean> {
  if (papers.length === 0) return true;
  const ids = await storedIds(
    db,
    papers.map((paper) => paper.id),
  );
  const showings = await showingsIn(db, place, slot.date, ids);
  const rows = papers.map((paper, position) => {
    const id = ids[position] ?? paper.id;
    return {
      subscription_id: slot.subscriptionId,
      date: slot.date,
      position,
      place: placeKey(place),
      paper_id: id,
      reason: storableText(paper.reason),
      shown_before: paper.shownBefore,
      round: (showings.get(id)?.lastRound ?? 0) + 1,
    };
  });
  if (rows.some((row) => row.shown_before !== (showings.get(row.paper_id)?.times ?? 0))) return false;

  const result = await db
    .insertInto('slot_paper')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['place', 'paper_id', 'round']).doNothing())
    .executeTakeFirst();
  if (Number(result.numInsertedOrUpdatedRows ?? 0) === rows.length) return true;
  await deletePapers(db, slot);
  return false;
}

export async function deletePapers(db: Queryable, slot: Slot): Promise<void> {
  await db
    .deleteFrom('slot_paper')
    .where('subscription_id', '=', slot.subscriptionId)
    .where('date', '=', slot.date)
    .execute();
}

/** The papers of a slot count as not shown. */
export async function releaseShowings(db: Queryable, slot: Slot): Promise<void> {
  await db
    .updateTable('slot_paper')
    .set({ round: null })
    .where('subscription_id', '=', slot.subscriptionId)
    .where('date', '=', slot.date)
    .execute();
}

/** The papers of a slot count as shown after all, if they did not. */
export async function restoreShowings(db: Queryable, slot: Slot): Promise<void> {
  const rows = await db
    .selectFrom('slot_paper')
    .select(['position', 'place', 'paper_id'])
    .where('subscription_id', '=', slot.subscriptionId)
    .where('date', '=', slot.date)
    .where('round', 'is', null)
    .execute();
  for (const { position, place, paper_id } of rows) {
    await db
      .updateTable('slot_paper')
      .set((expression) => ({
        round: expression
          .selectFrom('slot_paper as shown')
          .select(({ fn, eb }) => eb(fn.coalesce(fn.max('shown.round'), eb.val(0)), '+', 1).as('next'))
          .where('shown.place', '=', place)
          .where('shown.paper_id', '=', paper_id),
      }))
      .where('subscription_id', '=', slot.subscriptionId)
      .where('date', '=', slot.date)
      .where('position', '=', position)
      .execute();
  }
}
