import type { Candidates } from './candidates.ts';
import { createBest } from './core/best.ts';
import type { Scored } from './core/best.ts';
import type { Columns } from './core/columns.ts';
import type { Sort } from './clause.ts';
import type { Test } from './filters.ts';
import { has } from './word-test.ts';

export type Collected = {
  /** The best, as many as asked for, best first. */
  readonly best: Scored[];
  readonly total: number;
  readonly complete: number;
  readonly words: (slot: number) => readonly string[];
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
  const { slots, count, has: hasOf, score, words } = candidates;
  const { gone } = columns;
  const key = keyOf(sort, columns, score);
  // By date or votes, a paper that only shares one word of three would hide those that are meant.
  const apart = sort !== 'relevance';
  const best = createBest(limit, columns);
  const whole = apart ? createBest(limit, columns) : best;
  let belongs = false;
  let total = 0;
  let complete = 0;
  for (let at = 0; at < count; at += 1) {
    const slot = slots === null ? at : (slots[at] ?? 0);
    if (gone[slot] === 1) continue;
    const own = hasOf(slot);
    if (own === has.none) continue;
    belongs = true;
    if (passes !== null && !passes(slot)) continue;
    total += 1;
    if (own === has.every) complete += 1;
    const kept = own === has.every ? whole : best;
    const worth = key(slot);
    if (worth >= kept.least) kept.offer(slot, worth);
  }
  if (!belongs && candidates.instead !== null) return collect(candidates.instead, columns, passes, sort, limit);
  if (apart && complete > 0) return { best: whole.sorted(), total: complete, complete, words };
  return { best: best.sorted(), total, complete, words };
}

function keyOf(sort: Sort, { published, upvotes }: Columns, score: (slot: number) => number): (slot: number) => number {
  if (sort === 'new') return (slot) => published[slot] ?? 0;
  if (sort === 'top') return (slot) => upvotes[slot] ?? -1;
  return score;
}
