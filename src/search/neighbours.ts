import { spanOf } from './entry.ts';
import type { Entry } from './entry.ts';
import type { Ranked } from './ranked.ts';
import { byScore } from './ranked.ts';
import { analyse, untex } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Only the first results are looked at again; a page of them is what a person sees. */
const looked = 100;
/** How much a paper gains that has every two neighbours of the query next to each other. */
const gain = 0.3;
/** A pasted text has too many neighbours to say anything. */
const maxPairs = 40;

/**
 * Moves papers up that have neighbouring words of the query next to each other (`weight decay` against a paper about
 * weights and decay), in place. `ranked` must be sorted; the order beyond the first hundred stays as it is.
 */
export function preferNeighbours(ranked: Ranked[], words: readonly string[], vocabulary: Vocabulary): void {
  const pairs = neighbours(words, vocabulary);
  if (pairs.size === 0) return;
  const head = ranked.slice(0, looked).map((candidate) => ({
    ...candidate,
    score: candidate.score * (1 + gain * share(candidate.entry, pairs, vocabulary)),
  }));
  head.sort(byScore);
  for (const [place, candidate] of head.entries()) ranked[place] = candidate;
}

/** Pairs of neighbouring stems, as `first → the ones that follow`. */
function neighbours(words: readonly string[], vocabulary: Vocabulary): ReadonlyMap<number, ReadonlySet<number>> {
  const row = words
    .flatMap((word) => analyse(untex(word)).tokens)
    .slice(0, maxPairs + 1)
    .map(({ surface }) => vocabulary.stemOf(vocabulary.find(surface) ?? 0));
  const pairs = new Map<number, Set<number>>();
  for (let place = 1; place < row.length; place += 1) {
    const [first = 0, second = 0] = [row[place - 1], row[place]];
    if (first === 0 || second === 0) continue;
    pairs.set(first, (pairs.get(first) ?? new Set()).add(second));
  }
  return pairs;
}

/** The share of the pairs that stand next to each other in the title or the abstract: 0 to 1. */
function share(entry: Entry, pairs: ReadonlyMap<number, ReadonlySet<number>>, vocabulary: Vocabulary): number {
  const found = new Map<number, Set<number>>();
  let count = 0;
  const { to } = spanOf(entry, 'abstract');
  const titleEnd = spanOf(entry, 'title').to;
  for (let place = 1; place < to; place += 1) {
    if (place === titleEnd) continue;
    const first = vocabulary.stemOf(entry.tokens[place - 1] ?? 0);
    const followers = pairs.get(first);
    if (followers === undefined) continue;
    const second = vocabulary.stemOf(entry.tokens[place] ?? 0);
    const known = found.get(first) ?? new Set<number>();
    if (!followers.has(second) || known.has(second)) continue;
    found.set(first, known.add(second));
    count += 1;
  }
  let all = 0;
  for (const followers of pairs.values()) all += followers.size;
  return count / all;
}
