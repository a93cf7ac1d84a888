import type { PaperId } from '../paper/paper.ts';
import { chunks, MOST_PARAMETERS } from './chunks.ts';
import { withSightings } from './read-papers.ts';
import type { Queryable } from './schema.ts';
import type { PaperChanges } from './store.ts';

/** The last number that any paper got. */
export async function lastSeq(db: Queryable): Promise<number> {
  const { last_seq } = await db.selectFrom('paper_counter').select('last_seq').executeTakeFirstOrThrow();
  return last_seq;
}

/** At most `limit` papers that were written after `since`, in that order. Run it inside a snapshot. */
export async function changesAfter(db: Queryable, since: number, limit: number): Promise<PaperChanges> {
  const rows = await db.selectFrom('paper').selectAll().where('seq', '>', since).orderBy('seq').limit(limit).execute();
  const last = rows.at(-1);
  // The numbers of papers that were written again since are nobody's any more.
  const seq = last === undefined || rows.length < limit ? await lastSeq(db) : last.seq;
  const ids = rows.map(({ id }) => id);
  const formerIds = [...(await idsBefore(db, ids)), ...(await gone(db, since, seq))];
  return { seq, papers: await withSightings(db, rows), formerIds };
}

/** The papers that were let go between two numbers, and did not come back. */
async function gone(db: Queryable, since: number, seq: number): Promise<readonly PaperId[]> {
  const rows = await db
    .selectFrom('gone_paper')
    .select('id')
    .where('seq', '>', since)
    .where('seq', '<=', seq)
    .where('id', 'not in', db.selectFrom('paper').select('id'))
    .execute();
  return rows.map(({ id }) => id);
}

async function idsBefore(db: Queryable, ids: readonly PaperId[]): Promise<readonly PaperId[]> {
  const former: PaperId[] = [];
  for (const some of chunks(ids, MOST_PARAMETERS)) {
    const rows = await db.selectFrom('alias').select('id').where('paper_id', 'in', some).execute();
    former.push(...rows.map(({ id }) => id));
  }
  return former;
}
