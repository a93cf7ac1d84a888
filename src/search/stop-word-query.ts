import type { Candidates } from './candidates.ts';
import { has, sift } from './core/pile.ts';
import type { Has, Pile } from './core/pile.ts';
import { inAbstract, inTitle, slotOf } from './core/postings.ts';
import type { Shelf } from './core/shelf.ts';
import { analyse, untex } from './terms.ts';

/** As many bits as one integer has, once for the title and once for all. */
const maxStems = 32;

/**
 * Papers for words that are not ranked by because they say nothing (`to be or not to be`, `the who`): by how many of them
 * a paper has in its title, and in title and abstract. The pile must be clear, and holds the answer until it is cleared.
 */
export function withStopWords(shelf: Shelf, pile: Pile, words: readonly string[]): Candidates {
  const { wanted, distinct } = stemsOf(shelf, words);
  pile.prepare(shelf.columns.slots, 2 * maxStems);
  for (const [bit, { stem }] of wanted.entries()) {
    for (const postings of [shelf.telling, shelf.silent]) {
      const { array, from, to } = postings.row(stem);
      for (let at = from; at < to; at += 1) {
        const posting = array[at] ?? 0;
        if (inTitle(posting) > 0) pile.add(slotOf(posting), 1, bit + maxStems);
        if (inTitle(posting) + inAbstract(posting) > 0) pile.add(slotOf(posting), 1, bit);
      }
    }
  }
  const [all = new Uint32Array(0), title = new Uint32Array(0)] = pile.lanes;
  for (let at = 0; at < pile.count; at += 1) {
    const slot = pile.touched[at] ?? 0;
    const inTitles = ones(title[slot] ?? 0);
    // A long title has many of them by chance: the share that they are of the title breaks the tie.
    const share = inTitles / ((shelf.columns.titleWords[slot] ?? 0) + 1);
    pile.scores[slot] = 3 * inTitles + ones(all[slot] ?? 0) + share;
  }
  const hasOf = (slot: number): Has => (ones(all[slot] ?? 0) >= distinct ? has.every : has.some);
  return {
    sifted: () => ({ count: sift(pile, shelf.columns.slots, hasOf), list: pile.sifted }),
    offerAll: null,
    scores: pile.scores,
    share: () => 1,
    mayHave: () => true,
    words: (slot) => [
      ...new Set(wanted.filter((_, bit) => (((all[slot] ?? 0) >>> bit) & 1) === 1).map(({ word }) => word)),
    ],
    instead: null,
  };
}

type Wanted = { readonly stem: number; readonly word: string };

/** Stems that the corpus has, and how many different words there are in the query. */
function stemsOf({ vocabulary }: Shelf, words: readonly string[]): { wanted: readonly Wanted[]; distinct: number } {
  const wanted = new Map<number, string>();
  let distinct = 0;
  for (const word of new Set(words)) {
    for (const { surface } of analyse(untex(word)).tokens) {
      distinct += 1;
      const id = vocabulary.find(surface);
      if (id !== undefined) wanted.set(vocabulary.stemOf(id), word);
    }
  }
  return { wanted: Array.from(wanted, ([stem, word]) => ({ stem, word })).slice(0, maxStems), distinct };
}

function ones(bits: number): number {
  let rest = bits >>> 0;
  let count = 0;
  while (rest !== 0) {
    rest = (rest & (rest - 1)) >>> 0;
    count += 1;
  }
  return count;
}
