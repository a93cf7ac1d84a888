import type { Columns } from './columns.ts';

export type Scored = { readonly slot: number; readonly score: number };

/**
 * The best of many slots, by a number; then the newest; then by id, so that there is one order only. Keeps no more than
 * `limit` of them, in a heap with the worst on top.
 */
export type Best = {
  /** Whatever has less is not among the best. */
  least: number;
  /** Takes a slot that has at least {@link Best.least}, if it is among the best. */
  offer(slot: number, score: number): void;
  /** Best first. Ends the use. */
  sorted(): Scored[];
};

export function createBest(limit: number, columns: Columns): Best {
  const slots: number[] = [];
  const scores: number[] = [];
  const worse = (slot: number, score: number, at: number): boolean =>
    score < (scores[at] ?? 0) || (score === scores[at] && isBefore(columns, slots[at] ?? 0, slot));
  const put = (at: number, slot: number, score: number): void => {
    slots[at] = slot;
    scores[at] = score;
  };
  const siftUp = (slot: number, score: number): void => {
    let at = slots.length;
    put(at, slot, score);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!worse(slot, score, parent)) break;
      put(at, slots[parent] ?? 0, scores[parent] ?? 0);
      at = parent;
    }
    put(at, slot, score);
  };
  const siftDown = (slot: number, score: number): void => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= slots.length) break;
      if (child + 1 < slots.length && worse(slots[child + 1] ?? 0, scores[child + 1] ?? 0, child)) child += 1;
      if (worse(slot, score, child)) break;
      put(at, slots[child] ?? 0, scores[child] ?? 0);
      at = child;
    }
    put(at, slot, score);
  };
  const best: Best = {
    least: limit > 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
    offer: (slot, score) => {
      if (slots.length < limit) siftUp(slot, score);
      else if (limit > 0 && !worse(slot, score, 0)) siftDown(slot, score);
      if (limit > 0 && slots.length === limit) best.least = scores[0] ?? 0;
    },
    sorted: () =>
      slots
        .map((slot, at): Scored => ({ slot, score: scores[at] ?? 0 }))
        .toSorted((a, b) => b.score - a.score || (isBefore(columns, a.slot, b.slot) ? -1 : 1)),
  };
  return best;
}

/** Newer, or of the same day and first by id. Papers without a date come last. */
export function isBefore({ published, ids }: Columns, a: number, b: number): boolean {
  const [one = 0, other = 0] = [published[a], published[b]];
  return one === other ? (ids[a] ?? '') < (ids[b] ?? '') : one > other;
}
