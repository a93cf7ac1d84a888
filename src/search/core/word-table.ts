/**
 * From a word to its number, for half a million words: a table of numbers only, beside the list of words that there is
 * anyway. A Map takes four times the memory, and stops everything for a tenth of a second when it grows; here each of some
 * parts grows by itself.
 */
export type WordTable = {
  /** The number of a word, or -1. */
  find(word: string): number;
  /** Remembers a word that is not there yet. */
  add(word: string, id: number): void;
  /** For {@link createWordTable}, without a copy. */
  state(): WordTableState;
};

export type WordTableState = Part[];

const partCount = 32;
const partBits = 5;

/**
 * @param words The words by their numbers; one that is added must be there already.
 * @param saved What it held before; not to be used again.
 */
export function createWordTable(words: readonly string[], saved?: WordTableState): WordTable {
  const parts = saved ?? Array.from({ length: partCount }, () => newPart(64));
  return {
    state: () => parts,
    find: (word) => {
      const hash = hashOf(word);
      const { ids, hashes } = parts[hash & (partCount - 1)] ?? newPart(1);
      const mask = ids.length - 1;
      for (let at = (hash >>> partBits) & mask; ; at = (at + 1) & mask) {
        const id = ids[at] ?? 0;
        if (id === 0) return -1;
        if (hashes[at] === hash && words[id - 1] === word) return id - 1;
      }
    },
    add: (word, id) => {
      const hash = hashOf(word);
      const place = hash & (partCount - 1);
      let part = parts[place] ?? newPart(64);
      if (10 * (part.count + 1) > 7 * part.ids.length) {
        part = larger(part);
        parts[place] = part;
      }
      put(part, hash, id + 1);
      part.count += 1;
    },
  };
}

/** Numbers are one more than they are, because 0 says that a place is empty. The length is a power of two. */
type Part = { readonly ids: Uint32Array; readonly hashes: Uint32Array; count: number };

function newPart(length: number): Part {
  return { ids: new Uint32Array(length), hashes: new Uint32Array(length), count: 0 };
}

function larger(part: Part): Part {
  const made = newPart(2 * part.ids.length);
  for (const [at, id] of part.ids.entries()) if (id !== 0) put(made, part.hashes[at] ?? 0, id);
  made.count = part.count;
  return made;
}

function put({ ids, hashes }: Part, hash: number, id: number): void {
  const mask = ids.length - 1;
  let at = (hash >>> partBits) & mask;
  while (ids[at] !== 0) at = (at + 1) & mask;
  ids[at] = id;
  hashes[at] = hash;
}

/** FNV-1a over the UTF-16 units, mixed once more so that every bit depends on every letter. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < word.length; place += 1) hash = Math.imul(hash ^ word.charCodeAt(place), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
