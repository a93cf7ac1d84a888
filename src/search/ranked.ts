import type { Entry } from './entry.ts';

/** A paper that matches, on its way to a page of results. */
export type Ranked = {
  readonly entry: Entry;
  readonly score: number;
  /** The words of the query that it has, as they are shown. */
  readonly words: readonly string[];
  /** Whether it has every word. */
  readonly complete: boolean;
};

/** Best first; then newest; then by id, so that there is one order only. */
export function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || newestFirst(a, b);
}

/** Most votes first; not counted comes last. */
export function byVotes(a: Ranked, b: Ranked): number {
  return b.entry.upvotes - a.entry.upvotes || newestFirst(a, b);
}

/** Papers without a date come last. */
export function newestFirst(a: Ranked, b: Ranked): number {
  return compare(b.entry.published, a.entry.published) || compare(a.entry.id, b.entry.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
