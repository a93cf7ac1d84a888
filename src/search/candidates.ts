import { has, hasBit, sift } from './core/pile.ts';
import { addName, addTerm, oneOccurrence } from './core/score.ts';
import type { Pile } from './core/pile.ts';
import { paperCount } from './core/shelf.ts';
import type { Shelf } from './core/shelf.ts';
import { partsOf } from './query-terms.ts';
import type { QueryTerms, WeightedTerm } from './query-terms.ts';
import { createWordTest } from './word-test.ts';
import type { Bits } from './word-test.ts';

/** Papers that have something of a query, before filters, and what each of them has. */
export type Candidates = {
  /** Of papers that have something, and of some removed ones: twice the slot, and one more when they have everything. */
  sifted(): { readonly list: Uint32Array; readonly count: number };
  /** By slot. */
  readonly scores: Float64Array;
  /** The words of the query that it has, as they are shown. */
  words(slot: number): readonly string[];
  /** False when it surely has not the term. */
  mayHave(slot: number, term: string): boolean;
  /** What to take when no paper has any word. */
  readonly instead: Candidates | null;
};

/** All papers, for a query that has filters only. */
export function allPapers({ columns }: Shelf): Candidates {
  return {
    sifted: () => ({ list: Uint32Array.from({ length: columns.slots }, (_, at) => 2 * at + 1), count: columns.slots }),
    scores: new Float64Array(0),
    words: () => [],
    mayHave: () => true,
    instead: null,
  };
}

/** Papers with terms of the query. The pile must be clear, and holds the answer until it is cleared. */
export function withTerms(shelf: Shelf, pile: Pile, wanted: QueryTerms): Candidates {
  const bits = gather(shelf, pile, wanted);
  const { slots } = shelf.columns;
  const telling = wanted.words.filter((word) => word.counts);
  const found = {
    scores: pile.scores,
    mayHave: (slot: number, term: string) => {
      const bit = bits.get(term);
      return bit === undefined || hasBit(pile, slot, bit);
    },
  };
  // Parts of compounds are better than nothing.
  const parts: Candidates = {
    ...found,
    sifted: () => ({ count: sift(pile, slots, () => has.some), list: pile.sifted }),
    words: (slot) => {
      const matched = [...bits].filter(([, bit]) => hasBit(pile, slot, bit)).map(([term]) => term);
      return [...new Set(telling.flatMap((word) => partsOf(word, matched)))];
    },
    instead: null,
  };
  const test = createWordTest(pile, slots, telling, bits);
  return {
    ...found,
    sifted: () => ({ count: test.sift(), list: pile.sifted }),
    words: (slot) => test.words(slot),
    instead: parts,
  };
}

function gather(shelf: Shelf, pile: Pile, { words, terms, names }: QueryTerms): Bits {
  const { vocabulary, columns } = shelf;
  const ids = words.flatMap((word) => word.all).filter((word) => slotById(shelf, word) !== undefined);
  const bits = new Map<string, number>();
  for (const term of [...terms.map((one) => one.term), ...names.map((one) => one.term), ...ids]) {
    if (!bits.has(term)) bits.set(term, bits.size);
  }
  pile.prepare(columns.slots, bits.size);
  const each = (list: readonly WeightedTerm[], add: typeof addTerm): void => {
    for (const { term, weight } of list) {
      add(shelf, pile, vocabulary.find(term) ?? 0, weight, bits.get(term) ?? 0);
    }
  };
  each(terms, addTerm);
  each(names, addName);
  for (const id of new Set(ids)) {
    // Worth as much as five words that only this paper has: whoever gives an id means the paper.
    pile.add(slotById(shelf, id) ?? 0, 5 * oneOccurrence * Math.log(1 + paperCount(shelf)), bits.get(id) ?? 0);
  }
  return bits;
}

/** The paper that a word of a query names by its arXiv id: `like 2401.01234 but newer`. */
function slotById({ columns }: Shelf, word: string): number | undefined {
  return /^\d{4}\.\d{4,5}$/.test(word) ? columns.slotOf.get(`arxiv:${word}`) : undefined;
}
