/** The numbers of words that occur often: a few hundredths of all words, so that looking at each of them takes no time. */
export type CommonWords = {
  /** So often a word must occur to be among them. */
  readonly enough: number;
  /** Those that occur so often, and some that did. */
  ids(): readonly number[];
  /** Must be told of every word that occurs once more. */
  grew(id: number, occurrences: number): void;
};

const enough = 64;

/** @param occurrences Of every word so far, by its number. */
export function createCommonWords(occurrences: Uint32Array): CommonWords {
  const ids: number[] = [];
  const known = new Set<number>();
  const add = (id: number): void => {
    if (known.has(id)) return;
    known.add(id);
    ids.push(id);
  };
  for (const [id, often] of occurrences.entries()) if (often >= enough) add(id);
  return {
    enough,
    ids: () => ids,
    grew: (id, often) => {
      if (often === enough) add(id);
    },
  };
}
