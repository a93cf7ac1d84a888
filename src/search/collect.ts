import type { Candidates } from './candidates.ts';
import { createBest } from './core/best.ts';
import type { Scored } from './core/best.ts';
import type { Columns } from './core/columns.ts';
import type { Sort } from './clause.ts';
import type { Test } from './filters.ts';

export type Collected = {
  /** The best, as many as asked for, best first. */
  readonly best: readonly Scored[];
  readonly total: number;
  readonly complete: number;
  /** What the best were taken from. */
  readonly from: Candidates;
};

/**
 * Looks at every candidate once: counts those that pass, and keeps the first `limit` of them in the order asked for.
 *
 * @param passes The filters, which no empty slot passes; null when there are none.
 */
export function collect(
  candidates: Candidates,
  columns: Columns,
  passes: Test | null,
  sort: Sort,
  limit: number,
): Collected {
  const mayBeGone = columns.slots > columns.slotOf.size;
  if (candidates.offerAll !== null && passes === null && sort === 'relevance' && !mayBeGone) {
    const best = createBest(limit, columns);
    const counts = candidates.offerAll(best);
    if (counts.total > 0) return { best: best.sorted(), ...counts, from: candidates };
  }
  const { list, count } = candidates.sifted();
  const { gone } = columns;
  const keys = { relevance: candidates.scores, new: columns.published, top: columns.upvotes }[sort];
  // By date or votes, a paper that only shares one word of three would hide those that are meant.
  const apart = sort !== 'relevance';
  const best = createBest(limit, columns);
  const whole = apart ? createBest(limit, columns) : best;
  let { least } = best;
  let belongs = false;
  let total = 0;
  let complete = 0;
  for (let at = 0; at < count; at += 1) {
    const one = list[at] ?? 0;
    const slot = one >>> 1;
    if (mayBeGone && gone[slot] === 1) continue;
    belongs = true;
    if (passes !== null && !passes(slot)) continue;
    total += 1;
    complete += one & 1;
    const key = keys[slot] ?? 0;
    // Nearly none is among the best of all; what is best of those with every word is kept apart.
    if (apart && (one & 1) === 1) {
      if (key >= whole.least) whole.offer(slot, key);
    } else if (key >= least) {
      best.offer(slot, key);
      least = best.least;
    }
  }
  if (!belongs && candidates.instead !== null) return collect(candidates.instead, columns, passes, sort, limit);
  if (!apart) return { best: best.sorted(), total, complete, from: candidates };
  const kept = complete > 0 ? whole : best;
  const scored = kept.sorted().map(({ slot }) => ({ slot, score: candidates.scores[slot] ?? 0 }));
  return { best: scored, total: complete > 0 ? complete : total, complete, from: candidates };
}
