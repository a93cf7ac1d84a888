import { has, hasBit, sift } from './core/pile.ts';
import { addName, addTerm, boost, mostOccurrences, oneOccurrence, rarity } from './core/score.ts';
import type { Columns } from './core/columns.ts';
import { slotOf } from './core/postings.ts';
import type { OfferAll, Pile } from './core/pile.ts';
import { paperCount } from './core/shelf.ts';
import type { Shelf } from './core/shelf.ts';
import { partsOf } from './query-terms.ts';
import type { QueryTerms, QueryWord, WeightedTerm } from './query-terms.ts';
import { createWordTest } from './word-test.ts';
import type { Bits } from './word-test.ts';

/** Papers that have something of a query, before filters, and what each of them has. */
export type Candidates = {
  /** Of papers that have something, and of some removed ones: twice the slot, and one more when they have everything. */
  sifted(): { readonly list: Uint32Array; readonly count: number };
  /**
   * The short way where there are no filters and no removed papers: offers every one by its score, and counts those that have
   * something and those that have everything. Null where there is none.
   */
  readonly offerAll: OfferAll | null;
  /** By slot. */
  readonly scores: Float64Array;
  /** The words of the query that it has, as they are shown. */
  words(slot: number): readonly string[];
  /** The share of the words that count which a paper has: 0 to 1. */
  share(slot: number): number;
  /** False when it surely has not the term. */
  mayHave(slot: number, term: string): boolean;
  /** What to take when no paper has any word. */
  readonly instead: Candidates | null;
};

/** All papers, for a query that has filters only. */
export function allPapers({ columns }: Shelf, pile: Pile): Candidates {
  return {
    sifted: () => {
      const { slots } = columns;
      pile.prepare(slots, 0);
      const list = pile.sifted;
      for (let slot = 0; slot < slots; slot += 1) list[slot] = 2 * slot + 1;
      return { list, count: slots };
    },
    offerAll: null,
    scores: new Float64Array(0),
    words: () => [],
    share: () => 1,
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
    offerAll: null,
    words: (slot) => {
      const matched = [...bits].filter(([, bit]) => hasBit(pile, slot, bit)).map(([term]) => term);
      return [...new Set(telling.flatMap((word) => partsOf(word, matched)))];
    },
    share: () => 1,
    instead: null,
  };
  const test = createWordTest(pile, slots, telling, bits);
  return {
    ...found,
    sifted: () => ({ count: test.sift(), list: pile.sifted }),
    offerAll: test.offerAll,
    words: (slot) => test.words(slot),
    share: (slot) => test.share(slot),
    instead: parts,
  };
}

function gather(shelf: Shelf, pile: Pile, { words, terms, instead, names }: QueryTerms): Bits {
  const { vocabulary, columns } = shelf;
  const ids = words.flatMap((word) => word.all).filter((word) => slotById(shelf, word) !== undefined);
  const years = [...new Set(words.map(({ word }) => word).filter((word) => /^(?:19|20)\d\d$/.test(word)))];
  const bits = new Map<string, number>();
  for (const term of [
    ...terms.map((one) => one.term),
    ...instead.map((one) => one.term),
    ...names.map((one) => one.term),
    ...ids,
    ...years,
  ]) {
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
  for (const { term, weight, unless } of instead) {
    const had = unless.flatMap((one) => bits.get(one) ?? []);
    // No paper has all of them when none has one.
    const all = had.length === unless.length ? had : [];
    addTerm(shelf, pile, vocabulary.find(term) ?? 0, weight, bits.get(term) ?? 0, all);
  }
  for (const id of new Set(ids)) {
    // Worth as much as five words that only this paper has: whoever gives an id means the paper.
    pile.add(slotById(shelf, id) ?? 0, 5 * oneOccurrence * Math.log(1 + paperCount(shelf)), bits.get(id) ?? 0);
  }
  for (const year of years) addYear(shelf, pile, Number(year), bits.get(year) ?? 0);
  addCategory(shelf, pile, words, bits);
  return bits;
}

/** A year beside other words is the year of the paper, too: worth what a name is that so many papers have. */
function addYear({ columns }: Shelf, pile: Pile, year: number, bit: number): void {
  const worth = yearWorth(columns, year);
  for (let at = 0, end = pile.count; at < end; at += 1) {
    const slot = pile.touched[at] ?? 0;
    if (yearOf(columns, slot) === year) pile.add(slot, worth, bit);
  }
}

/** 0 when it is not known. */
export function yearOf({ published }: Columns, slot: number): number {
  return Math.floor((published[slot] ?? 0) / 10_000);
}

export function yearWorth(columns: Columns, year: number): number {
  let papers = 0;
  for (let slot = 0; slot < columns.slots; slot += 1) {
    if (yearOf(columns, slot) === year && columns.gone[slot] === 0) papers += 1;
  }
  return oneOccurrence * rarity(columns.slotOf.size, papers);
}

/**
 * A lone word that is a category (`cs.CV`) means the papers of that category, not those about a CV. Being in it is worth
 * as much as the rarest word could be for every part of the name, in a title and throughout a text. Not so a category whose
 * name more papers have in their texts (`Search`): that is a word.
 */
function addCategory(shelf: Shelf, pile: Pile, words: readonly QueryWord[], bits: Bits): void {
  const [word, ...others] = words;
  if (word === undefined || others.length > 0) return;
  const { vocabulary, categories, columns, knownCategories } = shelf;
  const category = vocabulary.find(word.word.toLowerCase()) ?? 0;
  // The whole name as a term; a word in one piece may also be the name of an author, which says nothing here.
  const term = word.all.length > 1 ? word.any[0] : word.all[0];
  if (term === undefined || !knownCategories.has(category)) return;
  const { array, from, to } = categories.row(category);
  const slots = Array.from(array.subarray(from, to), slotOf).filter((slot) => columns.gone[slot] === 0);
  if (slots.length < vocabulary.papers('text', vocabulary.find(term) ?? 0)) return;
  const parts = word.all.length + word.any.length;
  const worth = parts * (boost.text + boost.title) * mostOccurrences * rarity(paperCount(shelf), 1);
  for (const slot of slots) pile.add(slot, worth, bits.get(term) ?? 0);
}

/** The paper that a word of a query names by its arXiv id: `like 2401.01234 but newer`. */
function slotById({ columns }: Shelf, word: string): number | undefined {
  return /^\d{4}\.\d{4,5}$/.test(word) ? columns.slotOf.get(`arxiv:${word}`) : undefined;
}
