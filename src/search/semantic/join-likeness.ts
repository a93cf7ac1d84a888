import { isBefore } from '../core/best.ts';
import type { Scored } from '../core/best.ts';
import type { Columns } from '../core/columns.ts';
import { likeness } from './paper-vectors.ts';
import type { PaperVectors } from './paper-vectors.ts';

/** What pointing the same way counts beside the words: a paper has hundreds of words, so its direction is sure. */
const weight = 0.7;

/**
 * Orders papers by their words and by how much they are like the one in a slot; every score is a mean of both, in units of
 * the best score. Those beyond the first `count` keep their order and stay behind.
 */
export function joinLikeness(
  vectors: PaperVectors,
  slot: number,
  ranked: readonly Scored[],
  count: number,
  columns: Columns,
): readonly Scored[] {
  const highest = ranked[0]?.score ?? 0;
  if (highest <= 0) return ranked;
  const head = ranked
    .slice(0, count)
    .map((one): Scored => {
      const like = Math.max(0, likeness(vectors, slot, one.slot));
      return { slot: one.slot, score: (1 - weight) * one.score + weight * highest * like };
    })
    .toSorted((a, b) => b.score - a.score || (isBefore(columns, a.slot, b.slot) ? -1 : 1));
  return [...head, ...ranked.slice(count).map((one) => ({ slot: one.slot, score: (1 - weight) * one.score }))];
}
