import { createHash } from 'node:crypto';
import type { Paper, PaperId } from '../paper/paper.ts';
import { chunks, MOST_PARAMETERS } from './chunks.ts';
import type { Queryable } from './schema.ts';

/**
 * What a source told of a paper. The same again is no news, whatever was told in between: a file whose records contradict
 * each other comes to rest, and an older file undoes no correction.
 */
export type Telling = {
  readonly paper: Paper;
  /** Names what was told and by whom, word for word, but not when; 132 bits, so two never meet. */
  readonly digest: string;
};

const TELLING_COLUMNS = 2;

/**
 * A count of votes with a time is no part of it: the newest count counts, also when it is one that was told before. What
 * is not known of the later fields is left out, so that what was told before there were such fields is still known.
 */
export function tellingOf(paper: Paper): Telling {
  const told = {
    ...paper,
    upvotes: paper.upvotesAt === null ? paper.upvotes : undefined,
    upvotesAt: undefined,
    listedOn: paper.listedOn ?? undefined,
    comment: paper.comment ?? undefined,
    rawTitle: paper.rawTitle ?? undefined,
    rawAbstract: paper.rawAbstract ?? undefined,
    sightings: paper.sightings.map(({ source, sourceId }) => [source, sourceId]),
  };
  return { paper, digest: createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22) };
}

/** Which paper each of these digests was taken for, by the id that it had then; those that are new are left out. */
export async function knownTellings(db: Queryable, digests: readonly string[]): Promise<Map<string, PaperId>> {
  const known = new Map<string, PaperId>();
  for (const some of chunks(digests, MOST_PARAMETERS)) {
    const rows = await db.selectFrom('telling').selectAll().where('digest', 'in', some).execute();
    for (const row of rows) known.set(row.digest, row.paper_id);
  }
  return known;
}

export async function writeTellings(db: Queryable, tellings: ReadonlyMap<string, PaperId>): Promise<void> {
  const rows = [...tellings].map(([digest, paper_id]) => ({ digest, paper_id }));
  for (const some of chunks(rows, MOST_PARAMETERS / TELLING_COLUMNS)) {
    await db
      .insertInto('telling')
      .values(some)
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .execute();
  }
}
