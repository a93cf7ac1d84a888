import type { Paper } from '../paper/paper.ts';
import type { Liking } from '../store/liking.ts';
import type { Vector } from './term-space.ts';

/** A paper, and what the people of the place showed that they think of it. */
export type Opinion = { readonly paper: Paper; readonly liking: Liking };

/** What each term of a paper is worth to a place: what is liked has weight above 0, what is not below. */
export type Taste = Vector;

/** Opinions are believed by halves when there are this many of them. */
const DOUBT = 2;
/** What is not liked tells half as much: the next paper may miss the field in a hundred ways. */
const DISLIKED = 0.5;
/** Papers of one field share a twentieth more of their terms than any two do; that much is taste in full. */
const GAIN = 20;

/**
 * A linear model that anybody can check by hand: the mean of the terms of what is liked, less half the mean of what is
 * not, each held near 0 while there are few opinions.
 */
export function learnTaste(opinions: readonly Opinion[], vectorOf: (paper: Paper) => Vector): Taste {
  const valued = opinions.map(({ paper, liking }) => ({ paper, value: valueOf(liking) }));
  const liked = valued.filter(({ value }) => value > 0);
  const disliked = valued.filter(({ value }) => value < 0);
  const weights = new Map<string, number>();
  for (const [some, strength] of [[liked, 1] as const, [disliked, DISLIKED] as const]) {
    for (const { paper, value } of some) {
      const share = (strength * value) / (some.length + DOUBT);
      for (const [term, part] of vectorOf(paper)) weights.set(term, (weights.get(term) ?? 0) + share * part);
    }
  }
  return weights;
}

/**
 * How much each of some papers is to the taste of the place, more or less than they are on average: −1 to 1, and 0 for
 * all where nothing is known.
 */
export function tasteOf(vectors: readonly Vector[], taste: Taste): readonly number[] {
  if (taste.size === 0) return vectors.map(() => 0);
  const sums = vectors.map((vector) => {
    let sum = 0;
    for (const [term, value] of vector) sum += value * (taste.get(term) ?? 0);
    return sum;
  });
  const mean = sums.reduce((total, sum) => total + sum, 0) / sums.length;
  return sums.map((sum) => Math.tanh(GAIN * (sum - mean)));
}

/** −1 to 1. An opening is a quarter of a 👍; however many say the same, a paper counts once. */
function valueOf({ likes, dislikes, saves, opens }: Liking): number {
  return Math.max(-1, Math.min(1, likes - dislikes + saves + opens / 4));
}
