import { grown } from './growing.ts';

/**
 * Papers by the first words of their titles, by a hash of them, so whoever asks has to look at the words. Some twenty
 * bytes a paper; adding and taking out do not depend on how many there are.
 */
export type TitleTable = {
  /** Words as numbers of the vocabulary. The slot must not be in the table. */
  add(slot: number, title: Uint32Array): void;
  remove(slot: number): void;
  /** Slots that may have a title with the same first {@link firstWords} words, or, of fewer words, just this title. */
  alike(words: readonly number[]): Iterable<number>;
  /** For {@link createTitleTable}, without a copy. */
  state(): TitleTableState;
};

export type TitleTableState = {
  readonly heads: Uint32Array<ArrayBuffer>;
  readonly next: Uint32Array<ArrayBuffer>;
  readonly before: Uint32Array<ArrayBuffer>;
  readonly keys: Uint32Array<ArrayBuffer>;
  readonly held: Uint8Array<ArrayBuffer>;
  readonly count: number;
};

/** Fewer words begin too many titles. */
export const firstWords = 4;

/** @param saved What it held before; not to be used again. */
export function createTitleTable(saved?: TitleTableState): TitleTable {
  const chains = createChains(saved);
  return {
    add: (slot, title) => chains.add(slot, hash(title)),
    remove: (slot) => chains.remove(slot),
    alike: (words) => chains.of(hash(words)),
    state: () => chains.state(),
  };
}

function hash(words: Readonly<ArrayLike<number>>): number {
  const length = Math.min(words.length, firstWords);
  let mixed = 0x811c9dc5;
  for (let place = 0; place < length; place += 1) {
    mixed = Math.imul(mixed ^ (words[place] ?? 0), 0x01000193);
    mixed ^= mixed >>> 15;
  }
  return mixed >>> 0;
}

type Chains = {
  add(slot: number, key: number): void;
  remove(slot: number): void;
  of(key: number): Iterable<number>;
  state(): TitleTableState;
};

/** Slots under keys: a linked list for each remainder of the key. Links are slots plus one; 0 is no link. */
function createChains(saved?: TitleTableState): Chains {
  let heads = saved?.heads ?? new Uint32Array(1024);
  let next = saved?.next ?? new Uint32Array(0);
  let before = saved?.before ?? new Uint32Array(0);
  let keys = saved?.keys ?? new Uint32Array(0);
  let held = saved?.held ?? new Uint8Array(0);
  let count = saved?.count ?? 0;

  const link = (slot: number): void => {
    const bucket = (keys[slot] ?? 0) & (heads.length - 1);
    const head = heads[bucket] ?? 0;
    next[slot] = head;
    before[slot] = 0;
    if (head > 0) before[head - 1] = slot + 1;
    heads[bucket] = slot + 1;
  };
  const widen = (): void => {
    heads = new Uint32Array(2 * heads.length);
    for (let slot = 0; slot < held.length; slot += 1) if (held[slot] === 1) link(slot);
  };
  return {
    add: (slot, key) => {
      next = grown(next, slot + 1);
      before = grown(before, slot + 1);
      keys = grown(keys, slot + 1);
      held = grown(held, slot + 1);
      keys[slot] = key;
      held[slot] = 1;
      count += 1;
      if (count > heads.length) widen();
      else link(slot);
    },
    remove: (slot) => {
      if (held[slot] !== 1) return;
      const [after = 0, previous = 0] = [next[slot], before[slot]];
      if (previous > 0) next[previous - 1] = after;
      else heads[(keys[slot] ?? 0) & (heads.length - 1)] = after;
      if (after > 0) before[after - 1] = previous;
      held[slot] = 0;
      count -= 1;
    },
    state: () => ({ heads, next, before, keys, held, count }),
    *of(key) {
      for (let at = heads[key & (heads.length - 1)] ?? 0; at > 0; at = next[at - 1] ?? 0) {
        if (keys[at - 1] === key) yield at - 1;
      }
    },
  };
}
