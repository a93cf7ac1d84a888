import type { Collected } from './collect.ts';
import { createBest, isBefore } from './core/best.ts';
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

/** Whether the query has neighbouring words that {@link preferNeighbours} can look for. */
export function hasNeighbours(words: readonly string[]): boolean {
  return words.length > 1 || (words[0] !== undefined && analyse(untex(words[0])).tokens.length > 1);
}

/**
 * Moves papers up that have neighbouring words of the query next to each other (`weight decay` against a paper about
 * weights and decay), among the first {@link looked} of what was found. Of the order that comes out only
 * the first `needed` are sure: papers that could not come among them whatever they have are not read.
 */
export function preferNeighbours(
  shelf: Shelf,
  { best: ranked, from }: Collected,
  words: readonly string[],
  needed: number,
): readonly Scored[] {
  const pairs = neighbours(words, shelf.vocabulary);
  if (pairs.length === 0) return ranked;
  // A filter by some bits of the number: most words of a paper are none of the query, and that is soon known.
  const firsts = new Uint8Array(1024);
  for (const { first } of pairs) firsts[first & 1023] = 1;
  const best = createBest(needed, shelf.columns);
  const head = ranked.slice(0, looked).map((one): Scored => {
    const possible = pairs.filter(({ terms }) => terms.every((term) => from.mayHave(one.slot, term))).length;
    if (possible === 0 || one.score * (1 + (gain * possible) / pairs.length) < best.least) {
      if (one.score >= best.least) best.offer(one.slot, one.score);
      return one;
    }
    // Names, titles and abstracts come first.
    const text = shelf.tokens.readFirst(one.slot, 3);
    const score = one.score * (1 + (gain * found(text, pairs, firsts, shelf.vocabulary)) / pairs.length);
    if (score >= best.least) best.offer(one.slot, score);
    return { slot: one.slot, score };
  });
  head.sort((a, b) => b.score - a.score || (isBefore(shelf.columns, a.slot, b.slot) ? -1 : 1));
  return [...head, ...ranked.slice(looked)];
}

type Pair = { readonly first: number; readonly second: number; readonly terms: readonly string[] };

/** Different pairs of neighbouring stems, without those of a word that no paper has. */
function neighbours(words: readonly string[], vocabulary: Vocabulary): readonly Pair[] {
  const row = words
    .flatMap((word) => analyse(untex(word)).tokens)
    .slice(0, maxPairs + 1)
    .map(({ surface }) => vocabulary.findStem(surface))
    .map((stem) => (vocabulary.papers('any', stem) > 0 ? stem : 0));
  const pairs: Pair[] = [];
  for (let place = 1; place < row.length; place += 1) {
    const [first = 0, second = 0] = [row[place - 1], row[place]];
    const known = pairs.some((pair) => pair.first === first && pair.second === second);
    if (first === 0 || second === 0 || known) continue;
    pairs.push({ first, second, terms: [vocabulary.surface(first), vocabulary.surface(second)] });
  }
  return pairs;
}

/** How many of the pairs stand next to each other in the title or the abstract. */
function found(text: Tokens, pairs: readonly Pair[], firsts: Uint8Array, vocabulary: Vocabulary): number {
  const seen = new Set<Pair>();
  for (const section of ['title', 'abstract'] as const) {
    const last = endOf(text, section) - 1;
    for (let place = startOf(text, section); place < last; place += 1) {
      const first = vocabulary.stemOf(text.tokens[place] ?? 0);
      if (firsts[first & 1023] === 0) continue;
      const second = vocabulary.stemOf(text.tokens[place + 1] ?? 0);
      const pair = pairs.find((one) => one.first === first && one.second === second);
      if (pair !== undefined) seen.add(pair);
    }
  }
  return seen.size;
}
