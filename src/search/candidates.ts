import { hasBit } from './core/pile.ts';
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
  readonly count: number;
  slot(at: number): number;
  score(slot: number): number;
  /** Whether it belongs to the answer at all. */
  some(slot: number): boolean;
  /** Whether it has every word. */
  every(slot: number): boolean;
  /** The words of the query that it has, as they are shown. */
  words(slot: number): readonly string[];
  /** What to take when no paper belongs to the answer. */
  readonly instead: Candidates | null;
};

/** All papers, for a query that has filters only. */
export function allPapers({ columns }: Shelf): Candidates {
  return {
    count: columns.slots,
    slot: (at) => at,
    score: () => 0,
    some: () => true,
    every: () => true,
    words: () => [],
    instead: null,
  };
}

/** Papers with terms of the query. The pile must be clear, and holds the answer until it is cleared. */
export function withTerms(shelf: Shelf, pile: Pile, wanted: QueryTerms): Candidates {
  const bits = gather(shelf, pile, wanted);
  const telling = wanted.words.filter((word) => word.counts);
  const test = createWordTest(pile, telling, bits);
  const parts: Candidates = {
    ...inPile(pile),
    some: () => true,
    every: () => false,
    words: (slot) => {
      const matched = [...bits].filter(([, bit]) => hasBit(pile, slot, bit)).map(([term]) => term);
      return [...new Set(telling.flatMap((word) => partsOf(word, matched)))];
    },
    instead: null,
  };
  // Parts of compounds are better than nothing.
  return { ...inPile(pile), some: test.some, every: test.every, words: test.words, instead: parts };
}

export function inPile(pile: Pile): Pick<Candidates, 'count' | 'slot' | 'score'> {
  return {
    count: pile.count,
    slot: (at) => pile.touched[at] ?? 0,
    score: (slot) => pile.scores[slot] ?? 0,
  };
}

function gather(shelf: Shelf, pile: Pile, { words, terms, names }: QueryTerms): Bits {
  const { vocabulary, columns } = shelf;
  const ids = words.flatMap((word) => word.all).filter((word) => slotById(shelf, word) !== undefined);
  const bits = new Map<string, number>();
  for (const term of [...terms.map(({ term }) => term), ...names.map(({ term }) => term), ...ids]) {
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
