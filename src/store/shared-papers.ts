import { placeKey, wholePlace } from '../chat/place.ts';
import type { Place } from '../chat/place.ts';
import type { PaperId } from '../paper/paper.ts';
import { chunks, MOST_PARAMETERS } from './chunks.ts';
import { formerIds } from './read-papers.ts';
import type { Queryable } from './schema.ts';

/** What was shared by hand is not news in a place for this long. */
const LATELY_DAYS = 30;
const DAY_MS = 86_400_000;

/** Papers that were shared by hand in a place, of a thread also in its channel, in the days up to `date`. */
export async function sharedLately(
  db: Queryable,
  place: Place,
  date: string,
  only?: readonly PaperId[],
): Promise<readonly PaperId[]> {
  const since = latelySince(new Date(date));
  const rows = await db
    .selectFrom('shared_paper')
    .select('paper_id')
    .where('place', 'in', keysOf(place))
    .where('at', '>=', since)
    .$if(only !== undefined, (query) => query.where('paper_id', 'in', only ?? []))
    .execute();
  const awaited = await arrivedOf(db, await awaitedIn(db, place, since));
  const arrived = [...awaited.keys()].filter((id) => only === undefined || only.includes(id));
  return [...new Set([...rows.map((row) => row.paper_id), ...arrived])];
}

/** Only the last sharing of a paper is kept, and that of one that nobody knows for as long as it counts. */
export async function writeShared(db: Queryable, place: Place, ids: readonly PaperId[], at: string): Promise<void> {
  const former = await formerIds(db, ids);
  for (const id of new Set(ids.map((one) => former.get(one) ?? one))) {
    const known = await db.selectFrom('paper').select('id').where('id', '=', id).executeTakeFirst();
    await db
      .insertInto(known === undefined ? 'awaited_paper' : 'shared_paper')
      .values({ place: placeKey(place), paper_id: id, at })
      .onConflict((conflict) => conflict.columns(['place', 'paper_id']).doUpdateSet({ at }))
      .execute();
  }
  await db
    .deleteFrom('awaited_paper')
    .where('at', '<', latelySince(new Date(at)))
    .execute();
}

export async function lastShared(db: Queryable, place: Place, id: PaperId): Promise<string | null> {
  const former = await formerIds(db, [id]);
  const stored = former.get(id) ?? id;
  const rows = await db
    .selectFrom('shared_paper')
    .select('at')
    .where('place', 'in', keysOf(place))
    .where('paper_id', '=', stored)
    .execute();
  const awaited = (await arrivedOf(db, await awaitedIn(db, place, ''))).get(stored);
  return [...rows.map(({ at }) => at), ...(awaited === undefined ? [] : [awaited])].toSorted().at(-1) ?? null;
}

/** Whoever reads a thread reads its channel. */
function keysOf(place: Place): readonly string[] {
  return [...new Set([placeKey(place), placeKey(wholePlace(place))])];
}

function latelySince(date: Date): string {
  return new Date(date.getTime() - LATELY_DAYS * DAY_MS).toISOString();
}

type Awaited = { readonly paper_id: PaperId; readonly at: string };

/** Oldest first. */
async function awaitedIn(db: Queryable, place: Place, since: string): Promise<readonly Awaited[]> {
  return db
    .selectFrom('awaited_paper')
    .select(['paper_id', 'at'])
    .where('place', 'in', keysOf(place))
    .where('at', '>=', since)
    .orderBy('at')
    .execute();
}

/** Those that came meanwhile, by the ids that they have now, with when they were shared last. */
async function arrivedOf(db: Queryable, awaited: readonly Awaited[]): Promise<ReadonlyMap<PaperId, string>> {
  if (awaited.length === 0) return new Map();
  const former = await formerIds(
    db,
    awaited.map(({ paper_id: id }) => id),
  );
  const sharedAt = new Map(awaited.map(({ paper_id: id, at }) => [former.get(id) ?? id, at]));
  const arrived = new Map<PaperId, string>();
  for (const ids of chunks([...sharedAt.keys()], MOST_PARAMETERS)) {
    const rows = await db.selectFrom('paper').select('id').where('id', 'in', ids).execute();
    for (const { id } of rows) arrived.set(id, sharedAt.get(id) ?? '');
  }
  return arrived;
}
