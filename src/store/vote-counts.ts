import type { Paper } from '../paper/paper.ts';
import { chunks, MOST_PARAMETERS } from './chunks.ts';
import type { Queryable } from './schema.ts';
import type { VoteHistory } from './store.ts';

const COLUMNS = 3;

/** Keeps the counts that these papers have now. */
export async function writeVoteCounts(db: Queryable, papers: readonly Paper[]): Promise<void> {
  const rows = papers.flatMap(({ id, upvotes, upvotesAt }) =>
    upvotes === null || upvotesAt === null ? [] : [{ paper_id: id, at: upvotesAt, upvotes }],
  );
  for (const some of chunks(rows, MOST_PARAMETERS / COLUMNS)) {
    await db
      .insertInto('vote_count')
      .values(some)
      .onConflict((conflict) => conflict.columns(['paper_id', 'at']).doNothing())
      .execute();
  }
}

/** {@link PaperStore.votesSince}. */
export async function votesSince(db: Queryable, since: string): Promise<readonly VoteHistory[]> {
  const counted = db.selectFrom('vote_count').select('paper_id').where('at', '>', since);
  const rows = await db
    .selectFrom('vote_count')
    .innerJoin('paper', 'paper.id', 'vote_count.paper_id')
    .select(['paper.id', 'paper.listed_on', 'vote_count.at', 'vote_count.upvotes'])
    .where('vote_count.paper_id', 'in', counted)
    .orderBy('vote_count.paper_id')
    .orderBy('vote_count.at')
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, counts]) => ({
    id,
    listedOn: counts[0]?.listed_on ?? null,
    counts: counts.map(({ at, upvotes }) => ({ at, upvotes })),
  }));
}
