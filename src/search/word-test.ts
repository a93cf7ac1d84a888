import { has, hasBit, sift, siftByMasks } from './core/pile.ts';
import type { Has, Pile } from './core/pile.ts';
import type { QueryWord } from './query-terms.ts';

/** Which bit of a pile stands for which term. */
export type Bits = ReadonlyMap<string, number>;

export type WordTest = {
  /** As `sift` in `pile.ts` does it: what was touched and has a word, told apart from what has every word. */
  sift(): number;
  /** The words that a paper has, each once, as they are shown. */
  words(slot: number): readonly string[];
};

/** Tests the papers of a pile by the bits that they gathered. */
export function createWordTest(pile: Pile, slots: number, words: readonly QueryWord[], bits: Bits): WordTest {
  const made = words.map((word) => oneWord(pile, word, bits));
  return {
    sift: () => {
      // So it is for nearly every query: few bits, and for each word any of some of them is enough.
      const enough = made.map((word) => word.enough);
      const simple = bits.size <= 32 && enough.every((some) => some !== null);
      return simple ? siftByMasks(pile, slots, Uint32Array.from(enough, maskOf)) : sift(pile, slots, byWords(made));
    },
    words: (slot) => [...new Set(words.filter((_, place) => made[place]?.has(slot)).map(({ word }) => word))],
  };
}

function maskOf(bits: readonly number[] | null): number {
  return (bits ?? []).reduce((mask, bit) => mask | (1 << (bit & 31)), 0);
}

function byWords(words: readonly OneWord[]): (slot: number) => Has {
  return (slot) => {
    let some = false;
    let every = true;
    for (const word of words) {
      if (word.has(slot)) some = true;
      else every = false;
      if (some && !every) return has.some;
    }
    return some ? has.every : has.none;
  };
}

type OneWord = {
  readonly has: (slot: number) => boolean;
  /** Bits of which any one is enough, when that is all there is to it. */
  readonly enough: readonly number[] | null;
};

function oneWord(pile: Pile, { all, grams, any }: QueryWord, bits: Bits): OneWord {
  const bitsOf = (terms: readonly string[]): number[] => terms.flatMap((term) => bits.get(term) ?? []);
  const [inAny, inAll, inGrams] = [bitsOf(any), bitsOf(all), bitsOf(grams)];
  // A term that no paper has is nobody's bit.
  const possible = all.length + grams.length > 0 && inAll.length === all.length && 2 * inGrams.length >= grams.length;
  if (!possible || (grams.length === 0 && all.length === 1)) {
    const enough = possible ? [...inAny, ...inAll] : inAny;
    return { has: anyOf(pile, enough), enough };
  }
  const one = anyOf(pile, inAny);
  const holds = (slot: number): boolean => {
    if (one(slot)) return true;
    if (!inAll.every((bit) => hasBit(pile, slot, bit))) return false;
    return 2 * inGrams.filter((bit) => hasBit(pile, slot, bit)).length >= grams.length;
  };
  return { has: holds, enough: null };
}

function anyOf(pile: Pile, bits: readonly number[]): (slot: number) => boolean {
  const at = (bits[0] ?? 0) >>> 5;
  const lane = pile.lanes[at];
  if (lane === undefined || bits.some((bit) => bit >>> 5 !== at)) {
    return (slot) => bits.some((bit) => hasBit(pile, slot, bit));
  }
  const mask = maskOf(bits);
  return (slot) => ((lane[slot] ?? 0) & mask) !== 0;
}
