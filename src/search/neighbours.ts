import type { Collected } from './collect.ts';
import { createBest, isBefore } from './core/best.ts';
import type { Scored } from './core/best.ts';
import type { Shelf } from './core/shelf.ts';
import type { Tokens } from './core/token-store.ts';
import { endOf, startOf } from './paper-text.ts';
import type { Acronyms } from './semantic/acronyms.ts';
import { analyse, untex } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Only the first results are looked at again; a page of them is what a person sees. */
export const looked = 100;
/** How much a paper gains that has every two neighbours of the query next to each other. */
const gain = 0.3;
/** How much a paper gains, besides, that has two neighbours of the query in one name: whoever types a full name means that person. */
const gainOfName = 0.3;
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
  const pairs = neighbours(words, shelf);
  if (pairs.length === 0) return ranked;
  // A filter by some bits of the number: most words of a paper are none of the query, and that is soon known.
  const firsts = new Uint8Array(1024);
  for (const { first, acronym } of pairs) {
    firsts[first & 1023] = 1;
    if (acronym > 0) firsts[acronym & 1023] = 1;
  }
  const mostOfName = pairs.some(({ isName }) => isName) ? gainOfName : 0;
  const best = createBest(needed, shelf.columns);
  const head = ranked.slice(0, looked).map((one): Scored => {
    const possible = pairs.filter(({ terms }) => terms.every((term) => from.mayHave(one.slot, term))).length;
    if (possible === 0 || one.score * (1 + (gain * possible) / pairs.length + mostOfName) < best.least) {
      if (one.score >= best.least) best.offer(one.slot, one.score);
      return one;
    }
    // Names, titles and abstracts come first.
    const text = shelf.tokens.readFirst(one.slot, 3);
    const { near, isNamed } = found(text, pairs, firsts, shelf.vocabulary);
    const score = one.score * (1 + (gain * near) / pairs.length + (isNamed ? gainOfName : 0));
    if (score >= best.least) best.offer(one.slot, score);
    return { slot: one.slot, score };
  });
  head.sort((a, b) => b.score - a.score || (isBefore(shelf.columns, a.slot, b.slot) ? -1 : 1));
  return [...head, ...ranked.slice(looked)];
}

type Pair = {
  readonly first: number;
  readonly second: number;
  readonly terms: readonly string[];
  /** Both are in names. */
  readonly isName: boolean;
  /** The stem of an acronym for words that both are among; 0 for none. */
  readonly acronym: number;
};

/** Different pairs of neighbouring stems, without those of a word that no paper has. */
function neighbours(words: readonly string[], { vocabulary, semantics }: Shelf): readonly Pair[] {
  const row = words
    .flatMap((word) => analyse(untex(word)).tokens)
    .slice(0, maxPairs + 1)
    .map(({ surface }) => {
      const [stem, id] = [vocabulary.findStem(surface), vocabulary.find(surface) ?? 0];
      const isName = vocabulary.papers('names', id) > 0;
      return { surface, isName, stem: isName || vocabulary.papers('any', stem) > 0 ? stem : 0 };
    });
  const acronyms = acronymsIn(
    row.map(({ stem }) => stem),
    semantics.acronyms,
  );
  const pairs: Pair[] = [];
  for (let place = 1; place < row.length; place += 1) {
    const [one, other] = [row[place - 1], row[place]];
    if (one === undefined || other === undefined || one.stem === 0 || other.stem === 0) continue;
    const [first, second] = [one.stem, other.stem];
    if (pairs.some((pair) => pair.first === first && pair.second === second)) continue;
    const isName = one.isName && other.isName;
    const acronym = acronyms[place] ?? 0;
    // A name has the bit of the word as it is, a word of a text that of its stem; and the acronym has one of its own.
    const terms = isName || acronym > 0 ? [] : [vocabulary.surface(first), vocabulary.surface(second)];
    pairs.push({ first, second, terms, isName, acronym });
  }
  return pairs;
}

/** At each place the acronym of words that it and the place before are among; 0 for none. */
function acronymsIn(stems: readonly number[], acronyms: Acronyms): readonly number[] {
  const places = stems.map(() => 0);
  for (const [at, stem] of stems.entries()) {
    for (const long of stem === 0 ? [] : (acronyms.beginningWith.get(stem) ?? [])) {
      if (!long.stems.every((one, next) => stems[at + next] === one)) continue;
      places.fill(long.acronym, at + 1, at + long.stems.length);
    }
  }
  return places;
}

/** How many of the pairs stand next to each other in the title or the abstract, or are said by an acronym there, and whether one stands in a name. */
function found(
  text: Tokens,
  pairs: readonly Pair[],
  firsts: Uint8Array,
  vocabulary: Vocabulary,
): { readonly near: number; readonly isNamed: boolean } {
  const seen = new Set<Pair>();
  let isNamed = false;
  for (const section of ['authors', 'title', 'abstract'] as const) {
    const end = endOf(text, section);
    for (let place = startOf(text, section); place < end; place += 1) {
      const first = vocabulary.stemOf(text.tokens[place] ?? 0);
      if (firsts[first & 1023] === 0) continue;
      for (const pair of pairs) if (pair.acronym === first && first !== 0) seen.add(pair);
      const second = place + 1 < end ? vocabulary.stemOf(text.tokens[place + 1] ?? 0) : 0;
      const pair = pairs.find((one) => one.first === first && one.second === second);
      if (pair === undefined) continue;
      if (section === 'authors') isNamed = true;
      else seen.add(pair);
    }
  }
  return { near: seen.size, isNamed };
}
