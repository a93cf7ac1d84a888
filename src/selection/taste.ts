import type { Paper } from '../paper/paper.ts';
import type { Liking } from '../store/liking.ts';
import type { Vector } from './term-space.ts';

/** A paper, and what the people of the place showed that they think of it. */
export type Opinion = { readonly paper: Paper; readonly liking: Liking };

/** What each term of a paper is worth to a place: what was liked has weight above 0, what was not below. */
export type Taste = Vector;

/** An opinion is believed by halves when there are this many of them. */
const DOUBT = 5;
/** Papers of one field share a tenth of their terms; this much likeness to what was liked counts in full. */
const GAIN = 10;

/**
 * A linear model that anybody can check by hand: the mean of the papers' terms, each paper weighed with what is thought
 * of it, and held near 0 while there are few.
 */
export function learnTaste(opinions: readonly Opinion[], vectorOf: (paper: Paper) => Vector): Taste {
  const weights = new Map<string, number>();
  for (const { paper, liking } of opinions) {
    const share = valueOf(liking) / (opinions.length + DOUBT);
    if (share === 0) continue;
    for (const [term, value] of vectorOf(paper)) weights.set(term, (weights.get(term) ?? 0) + share * value);
  }
  return weights;
}

/** −1 to 1: how much a paper is to the taste of the place; 0 where nothing is known. */
export function toTaste(taste: Taste, vector: Vector): number {
  if (taste.size === 0) return 0;
  let sum = 0;
  for (const [term, value] of vector) sum += value * (taste.get(term) ?? 0);
  return Math.max(-1, Math.min(1, GAIN * sum));
}

/** −1 to 1: one 👍 or save is a half, and every further one adds less. An opening is a quarter of a 👍. */
function valueOf({ likes, dislikes, saves, opens }: Liking): number {
  const sum = likes - dislikes + saves + opens / 4;
  return sum / (1 + Math.abs(sum));
}
