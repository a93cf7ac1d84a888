import { grown } from './growing.ts';

/**
 * What the papers gather while the terms of a query are read one after the other: a score, and one bit for each term that
 * they have. Used again by every search, so that a search makes no large arrays.
 */
export type Pile = {
  scores: Float64Array;
  /** Bits 0–31 of every slot, bits 32–63, and so on. */
  lanes: Uint32Array[];
  /** The slots that have a score, `count` of them. */
  touched: Uint32Array;
  count: number;
  /** Makes room for so many slots and bits. The pile must be clear. */
  prepare(slots: number, bits: number): void;
  add(slot: number, score: number, bit: number): void;
  clear(): void;
};

export function createPile(): Pile {
  const pile: Pile = {
    scores: new Float64Array(0),
    lanes: [new Uint32Array(0)],
    touched: new Uint32Array(0),
    count: 0,
    prepare: (slots, bits) => {
      const lanes = Math.max(1, Math.ceil(bits / 32));
      // Only a pasted text needs more than a few; they are not kept for it.
      pile.lanes.length = Math.min(pile.lanes.length, Math.max(lanes, 2));
      while (pile.lanes.length < lanes) pile.lanes.push(new Uint32Array(0));
      pile.lanes = pile.lanes.map((lane) => grown(lane, slots));
      pile.scores = grown(pile.scores, slots);
      pile.touched = grown(pile.touched, slots);
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

export function hasBit({ lanes }: Pile, slot: number, bit: number): boolean {
  return (((lanes[bit >>> 5]?.[slot] ?? 0) >>> (bit & 31)) & 1) === 1;
}
