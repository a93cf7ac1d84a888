import { grown } from './growing.ts';

/**
 * Which papers have a title, and which have a title that begins so: by a hash of its words, so whoever asks has to look at
 * the words. Thirty bytes a paper; adding, taking out and asking do not depend on how many there are.
 */
export type TitleTable = {
  /** Words as numbers of the vocabulary. The slot must not be in the table. */
  add(slot: number, title: Uint32Array): void;
  remove(slot: number): void;
  /** Slots that may have exactly this title. */
  whole(title: readonly number[]): Iterable<number>;
  /** Slots that may have a title that begins so, with {@link leastBeginning} words at least. */
  beginning(words: readonly number[]): Iterable<number>;
};

/** Fewer words begin too many titles. */
export const leastBeginning = 4;

export function createTitleTable(): TitleTable {
  const wholes = createChains();
  const beginnings = createChains();
  return {
    add: (slot, title) => {
      if (title.length > 0) wholes.add(slot, hash(title, title.length));
      if (title.length >= leastBeginning) beginnings.add(slot, hash(title, leastBeginning));
    },
    remove: (slot) => {
      wholes.remove(slot);
      beginnings.remove(slot);
    },
    whole: (title) => wholes.of(hash(title, title.length)),
    beginning: (words) => (words.length < leastBeginning ? [] : beginnings.of(hash(words, leastBeginning))),
  };
}

function hash(words: Readonly<ArrayLike<number>>, length: number): number {
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
};

/** Slots under keys: a linked list for each remainder of the key. Links are slots plus one; 0 is no link. */
function createChains(): Chains {
  let heads = new Uint32Array(1024);
  let next = new Uint32Array(0);
  let before = new Uint32Array(0);
  let keys = new Uint32Array(0);
  let held = new Uint8Array(0);
  let count = 0;

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
    *of(key) {
      for (let at = heads[key & (heads.length - 1)] ?? 0; at > 0; at = next[at - 1] ?? 0) {
        if (keys[at - 1] === key) yield at - 1;
      }
    },
  };
}
