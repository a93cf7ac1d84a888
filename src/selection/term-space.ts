import type { Paper } from '../paper/paper.ts';
import { paperTerms } from '../search/paper-terms.ts';

/** The terms of a paper, each with its share: a vector of length 1, or empty. */
export type Vector = ReadonlyMap<string, number>;

/**
 * Reads papers as vectors of their terms. A term weighs more the fewer of `among` have it, so that what they all are
 * about tells none from the other.
 */
export function termSpace(among: readonly Paper[]): (paper: Paper) => Vector {
  const terms = new Map<Paper, ReadonlySet<string>>();
  const papersWith = new Map<string, number>();
  for (const paper of among) {
    const own = paperTerms(paper);
    terms.set(paper, own);
    for (const term of own) papersWith.set(term, (papersWith.get(term) ?? 0) + 1);
  }
  const weight = (term: string): number => Math.log((among.length + 1) / ((papersWith.get(term) ?? 0) + 0.5));
  return (paper) => {
    const weighed = [...(terms.get(paper) ?? paperTerms(paper))].map((term) => [term, weight(term)] as const);
    const length = Math.hypot(...weighed.map(([, value]) => value));
    return new Map(weighed.map(([term, value]) => [term, value / length]));
  };
}

export function dot(a: Vector, b: Vector): number {
  const [short, long] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, value] of short) sum += value * (long.get(term) ?? 0);
  return sum;
}
