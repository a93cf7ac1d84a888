import type { Place } from '../chat/place.ts';
import { placeKey } from '../chat/place.ts';
import type { PaperId } from '../paper/paper.ts';
import { formerIds } from './read-papers.ts';
import type { Queryable } from './schema.ts';

/** What was shared by hand is not news in a place for this long. */
const LATELY_DAYS = 30;
const DAY_MS = 86_400_000;

/** Papers that were shared by hand in a place in the days up to `date`. */
export async function sharedLately(
  db: Queryable,
  place: Place,
  date: string,
  only?: readonly PaperId[],
): Promise<readonly PaperId[]> {
  const since = new Date(Date.parse(date) - LATELY_DAYS * DAY_MS).toISOString();
  const rows = await db
    .selectFrom('shared_paper')
    .select('paper_id')
    .where('place', '=', placeKey(place))
    .where('at', '>=', since)
    .$if(only !== undefined, (query) => query.where('paper_id', 'in', only ?? []))
    .execute();
  return rows.map((row) => row.paper_id);
}

/** Only the last sharing of a paper is kept. Ids of papers that are not stored are left out. */
export async function writeShared(db: Queryable, place: Place, ids: readonly PaperId[], at: string): Promise<void> {
  const former = await formerIds(db, ids);
  for (const id of new Set(ids.map((one) => former.get(one) ?? one))) {
    const known = await db.selectFrom('paper').select('id').where('id', '=', id).executeTakeFirst();
    if (known === undefined) continue;
    await db
      .insertInto('shared_paper')
      .values({ place: placeKey(place), paper_id: id, at })
      .onConflict((conflict) => conflict.columns(['place', 'paper_id']).doUpdateSet({ at }))
      .execute();
  }
}

export async function lastShared(db: Queryable, place: Place, id: PaperId): Promise<string | null> {
  const former = await formerIds(db, [id]);
  const row = await db
    .selectFrom('shared_paper')
    .select('at')
    .where('place', '=', placeKey(place))
    .where('paper_id', '=', former.get(id) ?? id)
    .executeTakeFirst();
  return row?.at ?? null;
}
