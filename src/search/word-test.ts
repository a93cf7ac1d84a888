import { has, hasBit, offerByMasks, sift, siftByMasks } from './core/pile.ts';
import type { Has, OfferAll, Pile } from './core/pile.ts';
import type { QueryWord } from './query-terms.ts';

/** Which bit of a pile stands for which term. */
export type Bits = ReadonlyMap<string, number>;

export type WordTest = {
  /** As `sift` in `pile.ts` does it: what was touched and has a word, told apart from what has every word. */
  sift(): number;
  /** The short way; null where there is none. */
  readonly offerAll: OfferAll | null;
  /** The words that a paper has, each once, as they are shown. */
  words(slot: number): readonly string[];
  /** How many of the words, as a share of 1. */
  share(slot: number): number;
};

/** Tests the papers of a pile by the bits that they gathered. */
export function createWordTest(pile: Pile, slots: number, words: readonly QueryWord[], bits: Bits): WordTest {
  const made = words.map((word) => oneWord(pile, word, bits));
  // So it is for nearly every query: few bits, and for each word any of some of them is enough.
  const enough = made.map((word) => word.enough);
  const masks = bits.size <= 32 && enough.every((some) => some !== null) ? Uint32Array.from(enough, maskOf) : null;
  return {
    sift: () => (masks === null ? sift(pile, slots, byWords(made)) : siftByMasks(pile, slots, masks)),
    offerAll: masks === null ? null : (best) => offerByMasks(pile, slots, masks, best),
    share: (slot) => made.filter((word) => word.has(slot)).length / Math.max(1, made.length),
    words: (slot) => [...new Set(made.flatMap((word) => word.shown(slot)))],
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
  /** How a paper says it. */
  readonly shown: (slot: number) => readonly string[];
  /** Bits of which any one is enough, when that is all there is to it. */
  readonly enough: readonly number[] | null;
};

function oneWord(pile: Pile, word: QueryWord, bits: Bits): OneWord {
  const own = asTyped(pile, word, bits);
  const forms = word.forms
    .map((form) => ({ word: form.word, bits: bitsOf(form.terms, bits), needed: form.terms.length }))
    .filter((form) => form.bits.length === form.needed);
  const single = forms.every(({ needed }) => needed === 1) && own.enough !== null;
  const holds = (slot: number, form: (typeof forms)[number]): boolean =>
    form.bits.every((bit) => hasBit(pile, slot, bit));
  return {
    has: (slot) => own.has(slot) || forms.some((form) => holds(slot, form)),
    shown: (slot) => {
      const others = forms.filter((form) => holds(slot, form)).map((form) => form.word);
      return own.has(slot) || others.length > 0 ? [word.word, ...others] : [];
    },
    enough: single ? [...(own.enough ?? []), ...forms.flatMap((form) => form.bits)] : null,
  };
}

function bitsOf(terms: readonly string[], bits: Bits): readonly number[] {
  return terms.flatMap((term) => bits.get(term) ?? []);
}

function asTyped(pile: Pile, { all, grams, any }: QueryWord, bits: Bits): Pick<OneWord, 'has' | 'enough'> {
  const [inAny, inAll, inGrams] = [bitsOf(any, bits), bitsOf(all, bits), bitsOf(grams, bits)];
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
