import { isBefore } from '../core/best.ts';
import type { Scored } from '../core/best.ts';
import type { Columns } from '../core/columns.ts';
import type { WeightedTerm } from '../query-terms.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { addRow, dampened, dimensions, knows } from './basis.ts';
import { likeness, nearness } from './paper-vectors.ts';
import type { PaperVectors } from './paper-vectors.ts';

/** Where a query points, and how much that counts beside its words. */
export type Meaning = {
  readonly vectors: PaperVectors;
  /** Of length 1. */
  readonly direction: Float32Array;
  /** Between 0 and 1: the rest is for the words. */
  readonly weight: number;
  /** How many words of the query it knows. */
  readonly known: number;
};

/**
 * A question of many words is about something, and its topic says more than any of its words; one or two words are meant
 * as they are. So the weight grows with the words that are known: 0.7 · n / (n + 6).
 */
const mostWeight = 0.7;
const halfWeight = 6;
/** How much of the score of a paper comes from those around it, as a share of the weight (Diaz 2005: score regularization). */
const fromNeighbours = 0.7;
const neighbours = 5;
/** Papers that are neighbours of each other; with fewer words than this there are none. */
export const smoothed = 50;
const fewestWords = 3;

/** Null where the model knows none of the words. */
export function meaningOf(
  vectors: PaperVectors | null,
  terms: readonly WeightedTerm[],
  vocabulary: Vocabulary,
): Meaning | null {
  if (vectors === null) return null;
  const direction = new Float32Array(dimensions);
  let known = 0;
  for (const { term, weight } of terms) {
    const stem = vocabulary.find(term) ?? 0;
    if (!knows(vectors.basis, stem)) continue;
    if (weight >= 1) known += 1;
    addRow(vectors.basis, stem, weight >= 1 ? dampened(weight) : weight, direction);
  }
  const length = Math.hypot(...direction);
  if (known === 0 || length === 0) return null;
  for (let at = 0; at < dimensions; at += 1) direction[at] = (direction[at] ?? 0) / length;
  return { vectors, direction, weight: (mostWeight * known) / (known + halfWeight), known };
}

/**
 * Orders papers by their words and by where they point; every score is a mean of both, in units of the best score. Those
 * that are pinned stay above the others, in their order.
 *
 * @param ranked Best first, by the words; those beyond the first `count` keep their order and stay behind.
 */
export function joinMeaning(
  { vectors, direction, weight, known }: Meaning,
  ranked: readonly Scored[],
  count: number,
  pinned: ReadonlySet<number>,
  columns: Columns,
): readonly Scored[] {
  const highest = ranked[0]?.score ?? 0;
  if (highest <= 0) return ranked;
  const head = ranked.slice(0, count);
  const byWords = ({ score }: Scored): number => (1 - weight) * (score / highest);
  // What points elsewhere counts as if it pointed nowhere: so nothing falls behind what was not looked at.
  const joined = head.map((one): Scored => {
    if (pinned.has(one.slot)) return { slot: one.slot, score: 1 + one.score / highest };
    const near = Math.max(0, nearness(vectors, one.slot, direction));
    return { slot: one.slot, score: byWords(one) + weight * near };
  });
  joined.sort(byScore(columns));
  const settled = known < fewestWords ? joined : smooth(vectors, joined, pinned, fromNeighbours * weight);
  return [
    ...settled.toSorted(byScore(columns)).map(({ slot, score }) => ({ slot, score: score * highest })),
    ...ranked.slice(count).map((one) => ({ slot: one.slot, score: byWords(one) * highest })),
  ];
}

function byScore(columns: Columns): (a: Scored, b: Scored) => number {
  return (a, b) => b.score - a.score || (isBefore(columns, a.slot, b.slot) ? -1 : 1);
}

/** Gives each of the first papers a part of the mean score of those among them that are most like it. */
function smooth(
  vectors: PaperVectors,
  joined: readonly Scored[],
  pinned: ReadonlySet<number>,
  part: number,
): readonly Scored[] {
  const own = joined.filter(({ slot }) => !pinned.has(slot)).slice(0, smoothed);
  const likenesses = new Float64Array(own.length * own.length);
  for (let one = 0; one < own.length; one += 1) {
    for (let other = 0; other < one; other += 1) {
      const like = Math.max(0, likeness(vectors, own[one]?.slot ?? 0, own[other]?.slot ?? 0));
      likenesses[one * own.length + other] = like;
      likenesses[other * own.length + one] = like;
    }
  }
  const around = new Map(
    own.map((paper, place) => [paper.slot, meanAround(own, likenesses.subarray(place * own.length), paper.score)]),
  );
  return joined.map(({ slot, score }) => ({ slot, score: score + part * ((around.get(slot) ?? score) - score) }));
}

/** The mean of the scores of the nearest, each as much as it is like the paper; the paper's own score where none is. */
function meanAround(papers: readonly Scored[], likenesses: Float64Array, own: number): number {
  const nearest: { readonly like: number; readonly score: number }[] = [];
  for (const [place, { score }] of papers.entries()) {
    const like = likenesses[place] ?? 0;
    const last = nearest[neighbours - 1];
    if (like === 0 || (last !== undefined && like <= last.like)) continue;
    const before = nearest.findIndex((one) => one.like < like);
    nearest.splice(before < 0 ? nearest.length : before, 0, { like, score });
    if (nearest.length > neighbours) nearest.pop();
  }
  const total = nearest.reduce((sum, { like }) => sum + like, 0);
  return total === 0 ? own : nearest.reduce((sum, { like, score }) => sum + like * score, 0) / total;
}
