import type { PaperId } from '../paper/paper.ts';
import { chunks, MOST_PARAMETERS } from './chunks.ts';
import type { Queryable } from './schema.ts';
import type { Keep } from './store.ts';
import { takeNumbers } from './write-papers.ts';

/** Lets papers go; {@link PaperStore.letGo} says which. Run it inside a transaction. */
export async function letGo(db: Queryable, keep: Keep): Promise<readonly PaperId[]> {
  const ids = await notNeeded(db, keep);
  if (ids.length === 0) return [];
  const before = await takeNumbers(db, ids.length);
  for (const [index, some] of [...chunks(ids, MOST_PARAMETERS / 2)].entries()) {
    const first = before + index * (MOST_PARAMETERS / 2) + 1;
    await db
      .insertInto('gone_paper')
      .values(some.map((id, at) => ({ id, seq: first + at })))
      .onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({ seq: row.ref('excluded.seq') })))
      .execute();
    // Under whatever id it was told: else the same telling would be no news, and the paper never come back.
    const former = db.selectFrom('alias').select('id').where('paper_id', 'in', some);
    await db
      .deleteFrom('telling')
      .where((row) => row.or([row('paper_id', 'in', some), row('paper_id', 'in', former)]))
      .execute();
    // Sightings, former ids and counts of votes go with it.
    await db.deleteFrom('paper').where('id', 'in', some).execute();
  }
  return ids;
}

/** In the order of telling. Nobody saved it or said a word about it, and it was never posted or shared nor is about to be. */
async function notNeeded(db: Queryable, keep: Keep): Promise<readonly PaperId[]> {
  const needed = db
    .selectFrom('saved_paper')
    .select('paper_id')
    .union(db.selectFrom('slot_paper').select('paper_id'))
    .union(db.selectFrom('shared_paper').select('paper_id'))
    .union(db.selectFrom('awaited_paper').select('paper_id'))
    .union(
      db.selectFrom('awaited_paper').innerJoin('alias', 'alias.id', 'awaited_paper.paper_id').select('alias.paper_id'),
    )
    .union(db.selectFrom('vote').select('paper_id'))
    .union(db.selectFrom('interest').select('paper_id'));
  const candidates = db
    .selectFrom('paper')
    .innerJoin('sighting', (join) => join.onRef('sighting.paper_id', '=', 'paper.id').on('sighting.position', '=', 0))
    .select('paper.id')
    .where('paper.id', 'not in', needed)
    .orderBy('sighting.at')
    .orderBy('paper.id');
  if (keep.kind === 'since') {
    return (await candidates.where('sighting.at', '<', keep.at).execute()).map(({ id }) => id);
  }
  const { count } = await db
    .selectFrom('paper')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  const tooMany = Number(count) - keep.count;
  return tooMany <= 0 ? [] : (await candidates.limit(tooMany).execute()).map(({ id }) => id);
}
