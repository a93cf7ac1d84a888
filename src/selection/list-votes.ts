import { isSettled } from '../paper/list-day.ts';
import type { Paper } from '../paper/paper.ts';

/**
 * Whether a paper is known from a list that was not settled at that instant, so that it is not compared yet: others of its
 * day may be missing, and its votes have only begun.
 */
export function isUnfinished({ listedOn }: Pick<Paper, 'listedOn'>, at: Date): boolean {
  return listedOn !== null && !isSettled(listedOn, at);
}

/** The votes of a paper, if they are of its settled list; null: no count is comparable with that of others. */
export function listVotes({
  listedOn,
  upvotes,
  upvotesAt,
}: Pick<Paper, 'listedOn' | 'upvotes' | 'upvotesAt'>): number | null {
  const isEarly = listedOn !== null && upvotesAt !== null && !isSettled(listedOn, new Date(upvotesAt));
  return isEarly ? null : upvotes;
}
