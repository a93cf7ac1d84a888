import SearchableMap from 'minisearch/SearchableMap';

/**
 * The frequent words of the corpus in MiniSearch's own prefix tree, for completions: half a word of one to three letters
 * begins thousands of words, and only the most frequent are worth proposing. The words themselves are the documents; it
 * takes some 260 bytes a word, so it holds some ten thousands, whatever the size of the corpus.
 */
export type Dictionary = {
  /** Tells how often a word occurs by now, when that is more than before. */
  grew(word: string, id: number, occurrences: number): void;
  /** A word does not occur any more. */
  vanished(word: string): void;
  /** The numbers of the words that it holds and that begin so. */
  beginning(prefix: string): readonly number[];
  /** The words that it holds, with their numbers; for {@link createDictionary}. */
  state(): readonly (readonly [string, number])[];
};

/** Each time it holds so many more words, a word has to occur once more to come in. */
const wordsAStep = 1500;

/** @param saved What it held before. */
export function createDictionary(saved: readonly (readonly [string, number])[] = []): Dictionary {
  const words = new SearchableMap<number>();
  let held = saved.length;
  for (const [word, id] of saved) words.set(word, id);
  return {
    grew: (word, id, occurrences) => {
      const enough = 1 + Math.floor(held / wordsAStep);
      // Looked at while it crosses the threshold only: a word that is in was let in then.
      if (occurrences < enough || occurrences > enough + 1 || words.has(word)) return;
      words.set(word, id);
      held += 1;
    },
    vanished: (word) => {
      if (!words.has(word)) return;
      words.delete(word);
      held -= 1;
    },
    state: () => Array.from(words.entries()),
    beginning: (prefix) => Array.from(words.atPrefix(prefix).values()),
  };
}
