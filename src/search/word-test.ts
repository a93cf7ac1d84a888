import { hasBit } from './core/pile.ts';
import type { Pile } from './core/pile.ts';
import type { QueryWord } from './query-terms.ts';

/** Which bit of a pile stands for which term. */
export type Bits = ReadonlyMap<string, number>;

/** How much a paper has of a query: none of its words, some, or every one. */
export const has = { none: 0, some: 1, every: 2 } as const;
export type Has = (typeof has)[keyof typeof has];

export type WordTest = {
  has(slot: number): Has;
  /** The words that it has, each once, as they are shown. */
  words(slot: number): readonly string[];
};

/** Tests papers by the bits that they gathered. */
export function createWordTest(pile: Pile, words: readonly QueryWord[], bits: Bits): WordTest {
  const made = words.map((word) => oneWord(pile, word, bits));
  return {
    has: byMasks(pile, made) ?? byWords(made),
    words: (slot) => [...new Set(words.filter((_, place) => made[place]?.has(slot)).map(({ word }) => word))],
  };
}

/** For nearly every query: few bits, and for each word any of some of them is enough. */
function byMasks({ lanes }: Pile, words: readonly OneWord[]): ((slot: number) => Has) | null {
  const [lane, second] = lanes;
  if (lane === undefined || second !== undefined || words.some(({ enough }) => enough === null)) return null;
  const masks = Uint32Array.from(words, ({ enough }) => (enough ?? []).reduce((mask, bit) => mask | (1 << bit), 0));
  const all = masks.reduce((union, mask) => union | mask, 0);
  return (slot) => {
    const own = lane[slot] ?? 0;
    if ((own & all) === 0) return has.none;
    for (let at = 0; at < masks.length; at += 1) if ((own & (masks[at] ?? 0)) === 0) return has.some;
    return has.every;
  };
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
