import type { Scored } from './core/best.ts';
import type { Shelf } from './core/shelf.ts';
import type { Tokens } from './core/token-store.ts';
import { endOf, startOf } from './paper-text.ts';
import { analyse, untex } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Only the first results are looked at again; a page of them is what a person sees. */
export const looked = 100;
/** How much a paper gains that has every two neighbours of the query next to each other. */
const gain = 0.3;
/** A pasted text has too many neighbours to say anything. */
const maxPairs = 40;

/**
 * What papers gain from having neighbouring words of the query next to each other (`weight decay` against a paper about
 * weights and decay). To be used on the first {@link looked} results; null when the query has no neighbours.
 */
export function neighbourGain(shelf: Shelf, words: readonly string[]): ((one: Scored) => Scored) | null {
  const pairs = neighbours(words, shelf.vocabulary);
  if (pairs.size === 0) return null;
  return ({ slot, score }) => ({
    slot,
    score: score * (1 + gain * share(shelf.tokens.read(slot), pairs, shelf.vocabulary)),
  });
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
function share(text: Tokens, pairs: ReadonlyMap<number, ReadonlySet<number>>, vocabulary: Vocabulary): number {
  const found = new Map<number, Set<number>>();
  let count = 0;
  for (const section of ['title', 'abstract'] as const) {
    const to = endOf(text, section);
    let first = 0;
    for (let place = startOf(text, section); place < to; place += 1) {
      const second = vocabulary.stemOf(text.tokens[place] ?? 0);
      const followers = pairs.get(first);
      if (followers?.has(second) === true && found.get(first)?.has(second) !== true) {
        found.set(first, (found.get(first) ?? new Set<number>()).add(second));
        count += 1;
      }
      first = second;
    }
  }
  let all = 0;
  for (const followers of pairs.values()) all += followers.size;
  return count / all;
}
