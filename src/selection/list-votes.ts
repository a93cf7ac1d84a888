import { isOfListAlone, isSettled } from '../paper/list-day.ts';
import type { Paper } from '../paper/paper.ts';
import type { Query } from '../search/query.ts';

/**
 * Whether a paper is known from a list alone that was not settled at that instant, so that it is not compared yet: others
 * of its day may be missing, and its votes have only begun.
 */
export function isUnfinished({ listedOn, sightings }: Pick<Paper, 'listedOn' | 'sightings'>, at: Date): boolean {
  const [first = ''] = sightings.map((sighting) => sighting.at).toSorted();
  return listedOn !== null && !isSettled(listedOn, at) && isOfListAlone(listedOn, first);
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

/** Whether a paper has too few votes for a query by those of its settled list; the index knows only all of them. */
export function lacksVotes(
  { min }: Pick<Query, 'min'>,
  paper: Pick<Paper, 'listedOn' | 'upvotes' | 'upvotesAt'>,
): boolean {
  return min !== null && (listVotes(paper) ?? 0) < min;
}
