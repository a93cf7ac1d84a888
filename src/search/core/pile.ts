import type { Best } from './best.ts';
import { grown } from './growing.ts';

/**
 * What the papers gather while the terms of a query are read one after the other: a score, and one bit for each term that
 * they have. Used again by every search, so that a search makes no large arrays.
 */
export type Pile = {
  scores: Float64Array<ArrayBuffer>;
  /** Bits 0–31 of every slot, bits 32–63, and so on. */
  lanes: Uint32Array<ArrayBuffer>[];
  /** The slots that have a score, `count` of them. */
  touched: Uint32Array<ArrayBuffer>;
  count: number;
  /** See {@link sift}. */
  sifted: Uint32Array<ArrayBuffer>;
  /** Makes room for so many slots and bits. The pile must be clear. */
  prepare(slots: number, bits: number): void;
  add(slot: number, score: number, bit: number): void;
  clear(): void;
};

/** From one slot in so many on, it is faster to go through all slots in their order than through those that were touched. */
const few = 16;

export function createPile(): Pile {
  const pile: Pile = {
    scores: new Float64Array(0),
    lanes: [new Uint32Array(0)],
    touched: new Uint32Array(0),
    count: 0,
    sifted: new Uint32Array(0),
    prepare: (slots, bits) => {
      const lanes = Math.max(1, Math.ceil(bits / 32));
      // Only a pasted text needs more than a few; they are not kept for it.
      pile.lanes.length = Math.min(pile.lanes.length, Math.max(lanes, 2));
      while (pile.lanes.length < lanes) pile.lanes.push(new Uint32Array(0));
      pile.lanes = pile.lanes.map((lane) => grown(lane, slots));
      pile.scores = grown(pile.scores, slots);
      pile.touched = grown(pile.touched, slots);
      pile.sifted = grown(pile.sifted, slots);
    },
    add: (slot, score, bit) => {
      const lane = pile.lanes[bit >>> 5];
      if (lane === undefined) return;
      const before = pile.scores[slot] ?? 0;
      if (before === 0) {
        pile.touched[pile.count] = slot;
        pile.count += 1;
      }
      pile.scores[slot] = before + score;
      lane[slot] = (lane[slot] ?? 0) | (1 << (bit & 31));
    },
    clear: () => {
      if (pile.count * few > pile.scores.length) {
        pile.scores.fill(0);
        for (const lane of pile.lanes) lane.fill(0);
        pile.count = 0;
        return;
      }
      for (let at = 0; at < pile.count; at += 1) {
        const slot = pile.touched[at] ?? 0;
        pile.scores[slot] = 0;
        for (const lane of pile.lanes) lane[slot] = 0;
      }
      pile.count = 0;
    },
  };
  return pile;
}

/** How much a paper has of what is asked for: nothing, something, everything. */
export const has = { none: 0, some: 1, every: 2 } as const;
export type Has = (typeof has)[keyof typeof has];

/**
 * Puts every slot that was touched and has something into `pile.sifted`, as twice its number, and one more when it has
 * everything; gives how many there are.
 */
export function sift(pile: Pile, slots: number, hasOf: (slot: number) => Has): number {
  const { sifted, touched, scores } = pile;
  const all = goesThroughAll(pile, slots);
  const count = all ? slots : pile.count;
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    const slot = all ? at : (touched[at] ?? 0);
    if (all && scores[slot] === 0) continue;
    const own = hasOf(slot);
    if (own === has.none) continue;
    sifted[kept] = 2 * slot + (own === has.every ? 1 : 0);
    kept += 1;
  }
  return kept;
}

/** What can be said in masks of the first 32 bits: something is one bit of any mask, everything one of each. */
type Masks = { readonly single: number; readonly several: Uint32Array; readonly union: number };

/** Masks of one bit, which most are, are looked at together. */
function masksOf(masks: Uint32Array): Masks {
  const single = masks.reduce((bits, mask) => (isOneBit(mask) ? bits | mask : bits), 0);
  const several = masks.filter((mask) => !isOneBit(mask));
  return { single, several, union: several.reduce((bits, mask) => bits | mask, single) };
}

/** 1 when one of the masks is not met. */
function lacks(own: number, { single, several }: Masks): number {
  let lacking = oneIfAny((own & single) ^ single);
  for (let place = 0; place < several.length; place += 1) lacking |= 1 - oneIfAny(own & (several[place] ?? 0));
  return lacking;
}

/** As {@link sift} for masks. */
export function siftByMasks(pile: Pile, slots: number, wanted: Uint32Array): number {
  const { sifted, touched } = pile;
  const lane = pile.lanes[0] ?? new Uint32Array(0);
  const masks = masksOf(wanted);
  const all = goesThroughAll(pile, slots);
  const count = all ? slots : pile.count;
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    const slot = all ? at : (touched[at] ?? 0);
    const own = lane[slot] ?? 0;
    // Written over by the next one when it has nothing: no processor could guess where a branch would go here.
    sifted[kept] = 2 * slot + 1 - lacks(own, masks);
    kept += oneIfAny(own & masks.union);
  }
  return kept;
}

/** Offers all papers by their scores, and counts those that have something and those that have everything. */
export type OfferAll = (best: Pick<Best, 'least' | 'offer'>) => { readonly total: number; readonly complete: number };

/** {@link siftByMasks} where nothing else is asked: counts what has something and what has everything, and offers the best by their scores. */
export function offerByMasks(
  pile: Pile,
  slots: number,
  wanted: Uint32Array,
  best: Parameters<OfferAll>[0],
): ReturnType<OfferAll> {
  const { touched, scores } = pile;
  const lane = pile.lanes[0] ?? new Uint32Array(0);
  const masks = masksOf(wanted);
  const all = goesThroughAll(pile, slots);
  const count = all ? slots : pile.count;
  let { least } = best;
  let total = 0;
  let complete = 0;
  for (let at = 0; at < count; at += 1) {
    const slot = all ? at : (touched[at] ?? 0);
    const own = lane[slot] ?? 0;
    const some = oneIfAny(own & masks.union);
    total += some;
    complete += some & ~lacks(own, masks);
    const score = scores[slot] ?? 0;
    if (score < least || some === 0) continue;
    best.offer(slot, score);
    least = best.least;
  }
  return { total, complete };
}

function oneIfAny(bits: number): number {
  return (bits | -bits) >>> 31;
}

function isOneBit(mask: number): boolean {
  return mask !== 0 && (mask & (mask - 1)) === 0;
}

function goesThroughAll(pile: Pile, slots: number): boolean {
  return pile.count * few > slots;
}

export function hasBit({ lanes }: Pile, slot: number, bit: number): boolean {
  return (((lanes[bit >>> 5]?.[slot] ?? 0) >>> (bit & 31)) & 1) === 1;
}
