import { isSettled } from '../paper/list-day.ts';

/** What a list of the day told of a paper. */
export type Listed = {
  /** The first day, `YYYY-MM-DD` in UTC, on which it was on the list; null: it never was. */
  readonly listedOn: string | null;
  /** Null: nobody counted. */
  readonly upvotes: number | null;
  /** When they were counted: ISO instant; null: nobody knows. */
  readonly upvotesAt: string | null;
};

/**
 * Whether a paper is known from a list that was not settled at that instant, so that it is not compared yet: others of its
 * day may be missing, and its votes have only begun.
 */
export function isUnfinished({ listedOn }: Pick<Listed, 'listedOn'>, at: Date): boolean {
  return listedOn !== null && !isSettled(listedOn, at);
}

/** The votes of a paper, if they are of its settled list; null: no count is comparable with that of others. */
export function listVotes({ listedOn, upvotes, upvotesAt }: Listed): number | null {
  const isEarly = listedOn !== null && upvotesAt !== null && !isSettled(listedOn, new Date(upvotesAt));
  return isEarly ? null : upvotes;
}
