import type { Collected } from './collect.ts';
import { isBefore } from './core/best.ts';
import type { Scored } from './core/best.ts';
import type { Columns } from './core/columns.ts';

/**
 * How much a paper gains that has every word, against one that has next to none. Whoever remembers three words of a paper
 * wants one that has all three, though it may have none of them often. Of long questions every paper lacks some words, and
 * on the judged collections, which have those, the gain changes next to nothing.
 */
const gain = 1;

/** Moves papers up, among the first `count`, by the share of the words that they have. */
export function preferComplete({ best, from }: Collected, count: number, columns: Columns): readonly Scored[] {
  const head = best
    .slice(0, count)
    .map(({ slot, score }): Scored => ({ slot, score: score * (1 + gain * from.share(slot)) }))
    .toSorted((a, b) => b.score - a.score || (isBefore(columns, a.slot, b.slot) ? -1 : 1));
  return [...head, ...best.slice(count)];
}
