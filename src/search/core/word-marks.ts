import { grown } from './growing.ts';

/**
 * Marks of words, eight bytes each, by which a word that is like another one is found without a look at the words
 * themselves: how it begins, and which letters it has.
 */
export type WordMarks = {
  /** Remembers a word. Numbers come in order, one after the other, from 0. */
  add(word: string): void;
  /** The numbers of words that may begin so: of all that do, and of some that do not. */
  beginning(prefix: string): readonly number[];
  /**
   * The numbers of words that may be so few mistakes away.
   *
   * @param among Only of these, and of these only those that may begin with the same letter; null: of all words.
   */
  alike(word: string, mistakes: number, among: readonly number[] | null): readonly number[];
  /** For {@link createWordMarks}, without a copy. */
  state(): WordMarksState;
};

export type WordMarksState = {
  readonly heads: Uint32Array<ArrayBuffer>;
  readonly letters: Uint32Array<ArrayBuffer>;
  readonly lengths: Uint8Array<ArrayBuffer>;
  readonly count: number;
};

/** Lengths beyond this count as this. */
const longest = 63;

/** @param saved What it held before; not to be used again. */
export function createWordMarks(saved?: WordMarksState): WordMarks {
  let heads = saved?.heads ?? new Uint32Array(0);
  let letters = saved?.letters ?? new Uint32Array(0);
  let lengths = saved?.lengths ?? new Uint8Array(0);
  let count = saved?.count ?? 0;
  return {
    state: () => ({ heads, letters, lengths, count }),
    add: (word) => {
      heads = grown(heads, count + 1);
      letters = grown(letters, count + 1);
      lengths = grown(lengths, count + 1);
      heads[count] = headOf(word);
      letters[count] = lettersOf(word);
      lengths[count] = Math.min(longest, word.length);
      count += 1;
    },
    beginning: (prefix) => {
      const mask = maskOf(prefix.length);
      const head = headOf(prefix) & mask;
      const found: number[] = [];
      for (let id = 0; id < count; id += 1) if (((heads[id] ?? 0) & mask) === head) found.push(id);
      return found;
    },
    alike: (word, mistakes, among) => {
      const own = lettersOf(word);
      // A changed letter is one letter more and one less; any other mistake is at most one of them.
      const isLike = (id: number): boolean =>
        ones((letters[id] ?? 0) ^ own) <= 2 * mistakes && Math.abs((lengths[id] ?? 0) - word.length) <= mistakes;
      const found: number[] = [];
      if (among === null) {
        for (let id = 0; id < count; id += 1) if (isLike(id)) found.push(id);
        return found;
      }
      const mask = maskOf(1);
      const head = headOf(word) & mask;
      for (const id of among) if (((heads[id] ?? 0) & mask) === head && isLike(id)) found.push(id);
      return found;
    },
  };
}

/** The first four letters, one byte each; of letters beyond Latin the lower byte. */
function headOf(word: string): number {
  let head = 0;
  for (let place = 0; place < 4; place += 1) {
    head = (head << 8) | (place < word.length ? word.charCodeAt(place) & 255 : 0);
  }
  return head;
}

function maskOf(length: number): number {
  return length >= 4 ? -1 : ~(-1 >>> (8 * length));
}

/** One bit for each letter; letters that have the same bit may be taken for each other. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let place = 0; place < word.length; place += 1) letters |= 1 << (word.charCodeAt(place) & 31);
  return letters;
}

function ones(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
