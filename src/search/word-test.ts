import { hasBit } from './core/pile.ts';
import type { Pile } from './core/pile.ts';
import type { QueryWord } from './query-terms.ts';

/** Which bit of a pile stands for which term. */
export type Bits = ReadonlyMap<string, number>;

/** Whether a paper has words of a query, by the bits that it gathered. */
export type WordTest = {
  /** Whether it has one word at least. */
  some(slot: number): boolean;
  every(slot: number): boolean;
  /** The words that it has, each once, as they are shown. */
  words(slot: number): readonly string[];
};

export function createWordTest(pile: Pile, words: readonly QueryWord[], bits: Bits): WordTest {
  const made = words.map((word) => oneWord(pile, word, bits));
  // For most words one bit is enough: then one look at 32 of them tells whether a paper has some word.
  const enough = new Uint32Array(pile.lanes.length);
  const others: typeof made = [];
  for (const word of made) {
    if (word.enough === null) others.push(word);
    else for (const bit of word.enough) enough[bit >>> 5] = (enough[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  const some = (slot: number): boolean => {
    for (const [at, lane] of pile.lanes.entries()) if (((lane[slot] ?? 0) & (enough[at] ?? 0)) !== 0) return true;
    return others.some((word) => word.has(slot));
  };
  return {
    some: pile.lanes.length === 1 && others.length === 0 ? someOfOneLane(pile, enough[0] ?? 0) : some,
    every: (slot) => {
      for (const word of made) if (!word.has(slot)) return false;
      return true;
    },
    words: (slot) => [...new Set(words.filter((_, place) => made[place]?.has(slot)).map(({ word }) => word))],
  };
}

function someOfOneLane({ lanes }: Pile, enough: number): (slot: number) => boolean {
  const lane = lanes[0] ?? new Uint32Array(0);
  return (slot) => ((lane[slot] ?? 0) & enough) !== 0;
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
  const has = (slot: number): boolean => {
    if (one(slot)) return true;
    if (!inAll.every((bit) => hasBit(pile, slot, bit))) return false;
    return 2 * inGrams.filter((bit) => hasBit(pile, slot, bit)).length >= grams.length;
  };
  return { has, enough: null };
}

function anyOf(pile: Pile, bits: readonly number[]): (slot: number) => boolean {
  const at = (bits[0] ?? 0) >>> 5;
  const lane = pile.lanes[at];
  if (lane === undefined || bits.some((bit) => bit >>> 5 !== at)) {
    return (slot) => bits.some((bit) => hasBit(pile, slot, bit));
  }
  let mask = 0;
  for (const bit of bits) mask |= 1 << (bit & 31);
  return (slot) => ((lane[slot] ?? 0) & mask) !== 0;
}
