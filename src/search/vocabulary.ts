import { stem } from './terms.ts';

/**
 * Numbers for words, so that a paper is a row of integers. A word (`networks`) has a stem (`network`), which has a
 * number of its own. Nothing is ever renumbered: a word that no paper has any more keeps its number with count 0.
 */
export type Vocabulary = {
  /** The number of a word; makes one for a new word. Never 0, which separates the fields and names of a paper. */
  id(surface: string): number;
  /** The number of a word, or undefined. */
  find(surface: string): number | undefined;
  surface(id: number): string;
  stemOf(id: number): number;
  /** The number of a stem, or undefined. */
  findStem(stem: string): number | undefined;
  stem(stemId: number): string;
  /** Adds occurrences of a word in titles, abstracts, keywords and names. */
  count(id: number, change: number): void;
  /** Adds papers that have a stem in the title, abstract or keywords. */
  countPapers(stemId: number, change: number): void;
  /** Adds papers that have a word among their authors' names. */
  countNames(id: number, change: number): void;
  occurrences(id: number): number;
  papersWith(stemId: number): number;
  papersBy(id: number): number;
  /** All words that occur, with how often. */
  words(): Iterable<{ readonly surface: string; readonly occurrences: number }>;
};

export function createVocabulary(): Vocabulary {
  const ids = new Map<string, number>([['', 0]]);
  const surfaces = [''];
  const stemOfId = [0];
  const occurrences = [0];
  const papersBy = [0];
  const stemIds = new Map<string, number>([['', 0]]);
  const stems = [''];
  const papersWith = [0];

  const idOfStem = (text: string): number => {
    const known = stemIds.get(text);
    if (known !== undefined) return known;
    const made = stems.length;
    stemIds.set(text, made);
    stems.push(text);
    papersWith.push(0);
    return made;
  };

  return {
    id: (seen) => {
      const known = ids.get(seen);
      if (known !== undefined) return known;
      const made = surfaces.length;
      const surface = ownCopy(seen);
      ids.set(surface, made);
      surfaces.push(surface);
      occurrences.push(0);
      papersBy.push(0);
      stemOfId.push(idOfStem(stem(surface)));
      return made;
    },
    find: (surface) => ids.get(surface),
    surface: (id) => surfaces[id] ?? '',
    stemOf: (id) => stemOfId[id] ?? 0,
    findStem: (text) => stemIds.get(text),
    stem: (stemId) => stems[stemId] ?? '',
    count: (id, change) => {
      occurrences[id] = (occurrences[id] ?? 0) + change;
    },
    countPapers: (stemId, change) => {
      papersWith[stemId] = (papersWith[stemId] ?? 0) + change;
    },
    countNames: (id, change) => {
      papersBy[id] = (papersBy[id] ?? 0) + change;
    },
    occurrences: (id) => occurrences[id] ?? 0,
    papersWith: (stemId) => papersWith[stemId] ?? 0,
    papersBy: (id) => papersBy[id] ?? 0,
    *words() {
      for (const [id, surface] of surfaces.entries()) {
        const often = occurrences[id] ?? 0;
        if (often > 0) yield { surface, occurrences: often };
      }
    },
  };
}

/** A string cut out of a text may keep the whole text in memory; a new word must not keep an abstract alive. */
function ownCopy(text: string): string {
  return text.split('').join('');
}
