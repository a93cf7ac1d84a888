import { createCommonWords } from './core/common-words.ts';
import { grown } from './core/growing.ts';
import { createWordMarks } from './core/word-marks.ts';
import type { WordMarksState } from './core/word-marks.ts';
import { createWordTable } from './core/word-table.ts';
import type { WordTableState } from './core/word-table.ts';
import { createDictionary } from './dictionary.ts';
import { isCjk, isStopWord, stem } from './terms.ts';

/**
 * Numbers for words, so that a paper is a row of integers. A word (`networks`) has a stem (`network`), which is a word with
 * a number of its own. Nothing is ever renumbered: a word that no paper has any more keeps its number with count 0.
 */
export type Vocabulary = {
  /** The number of a word; makes one for a new word. Never 0, which separates the labels and names of a paper. */
  id(surface: string): number;
  /** The number of a word or stem, or undefined. */
  find(surface: string): number | undefined;
  surface(id: number): string;
  stemOf(id: number): number;
  /** The number of the stem of a word that the corpus may have in other forms only; 0 when it has none of them. */
  findStem(surface: string): number;
  /** For every word the places of a row of up to eight stems at which it may stand, one bit each. Looks at all words. */
  placesIn(row: readonly number[]): Uint8Array;
  kind(id: number): Kind;
  /** Adds occurrences of a word in titles, abstracts, keywords and names. */
  count(id: number, change: 1 | -1): void;
  /** Adds papers that have something of a word: see {@link Tally}. */
  tally(what: Tally, id: number, change: number): void;
  occurrences(id: number): number;
  papers(what: Tally, id: number): number;
  /** Words and stems that begin so, where that is three letters or fewer the frequent ones only; some may not occur any more. */
  beginning(prefix: string): readonly number[];
  /** Words and stems that may be so few mistakes away: not one that is, is missing. */
  alike(surface: string, mistakes: number): readonly number[];
  /** The same of those that begin with the same letter and occur so often, and some that do not. */
  commonAlike(surface: string, mistakes: number, occurrences: number): readonly number[];
  /** One more than the largest number. */
  size(): number;
  /** For {@link createVocabulary}, without a copy of the arrays. */
  state(): VocabularyState;
};

export type VocabularyState = {
  readonly surfaces: string[];
  readonly table: WordTableState;
  readonly marks: WordMarksState;
  readonly dictionary: readonly (readonly [string, number])[];
  readonly stems: Uint32Array<ArrayBuffer>;
  readonly kindOf: Uint8Array<ArrayBuffer>;
  readonly occurrences: Uint32Array<ArrayBuffer>;
  readonly counts: Uint32Array<ArrayBuffer>[];
};

/** A word to rank by, a word that says nothing, or Chinese, Japanese or Korean: a lone character, or a pair. */
export type Kind = 'telling' | 'stop' | 'cjk';

/**
 * Which papers are counted for a word. `any`: the stem is in the title, abstract or labels, whatever its kind. `title`,
 * `text` (title or abstract), `labels`: it can be ranked by there. `names`: the word itself is in the name of an author.
 */
export type Tally = 'any' | 'title' | 'text' | 'labels' | 'names';

const kinds: readonly Kind[] = ['telling', 'stop', 'cjk'];
const tallies: readonly Tally[] = ['any', 'title', 'text', 'labels', 'names'];
/** A beginning of so few letters has too many words to look at them all. */
const shortPrefix = 3;

/** @param saved What it held before; not to be used again. */
export function createVocabulary(saved?: VocabularyState): Vocabulary {
  const surfaces = saved?.surfaces ?? [''];
  const table = createWordTable(surfaces, saved?.table);
  const marks = createWordMarks(saved?.marks);
  const dictionary = createDictionary(saved?.dictionary);
  if (saved === undefined) marks.add('');
  let stems = saved?.stems ?? new Uint32Array(1);
  let kindOf = saved?.kindOf ?? new Uint8Array(1);
  let occurrences = saved?.occurrences ?? new Uint32Array(1);
  const counts = saved?.counts ?? tallies.map(() => new Uint32Array(1));
  const common = createCommonWords(occurrences);
  let last: { surface: string; mistakes: number; size: number; ids: readonly number[] } | null = null;

  const idOf = (seen: string): number => {
    if (seen === '') return 0;
    const known = table.find(seen);
    if (known >= 0) return known;
    const id = surfaces.length;
    const surface = ownCopy(seen);
    surfaces.push(surface);
    table.add(surface, id);
    marks.add(surface);
    stems = grown(stems, id + 1);
    kindOf = grown(kindOf, id + 1);
    occurrences = grown(occurrences, id + 1);
    for (const [place, array] of counts.entries()) counts[place] = grown(array, id + 1);
    kindOf[id] = isStopWord(surface) ? 1 : isCjk(surface) ? 2 : 0;
    const stemmed = stem(surface);
    // Only now, because the stem of a stem may be the word; and apart, because a new stem may move the array.
    const stemId = stemmed === surface ? id : idOf(stemmed);
    stems[id] = stemId;
    return id;
  };

  return {
    id: idOf,
    find: (surface) => {
      const id = surface === '' ? 0 : table.find(surface);
      return id < 0 ? undefined : id;
    },
    surface: (id) => surfaces[id] ?? '',
    stemOf: (id) => stems[id] ?? 0,
    findStem: (surface) => {
      const id = surface === '' ? 0 : table.find(surface);
      return id >= 0 ? (stems[id] ?? 0) : Math.max(0, table.find(stem(surface)));
    },
    placesIn: (row) => {
      const ofStem = new Uint8Array(surfaces.length);
      for (const [place, stemId] of row.entries()) ofStem[stemId] = (ofStem[stemId] ?? 0) | (1 << place);
      const places = new Uint8Array(surfaces.length);
      for (let id = 1; id < places.length; id += 1) places[id] = ofStem[stems[id] ?? 0] ?? 0;
      return places;
    },
    kind: (id) => kinds[kindOf[id] ?? 0] ?? 'telling',
    count: (id, change) => {
      const often = (occurrences[id] ?? 0) + change;
      occurrences[id] = often;
      if (change > 0) common.grew(id, often);
      if (change < 0 && often === 0) dictionary.vanished(surfaces[id] ?? '');
      else if (change > 0 && kindOf[id] !== 1) dictionary.grew(surfaces[id] ?? '', id, often);
    },
    tally: (what, id, change) => {
      const array = counts[tallies.indexOf(what)];
      if (array !== undefined) array[id] = (array[id] ?? 0) + change;
    },
    occurrences: (id) => occurrences[id] ?? 0,
    papers: (what, id) => counts[tallies.indexOf(what)]?.[id] ?? 0,
    beginning: (prefix) => {
      if (prefix.length <= shortPrefix) return dictionary.beginning(prefix);
      return marks.beginning(prefix).filter((id) => (surfaces[id] ?? '').startsWith(prefix));
    },
    alike: (surface, mistakes) => {
      // Each mistyped word is looked up several times in a row: as a word, as a name, as a guess and as a correction.
      if (last?.surface !== surface || last.mistakes !== mistakes || last.size !== surfaces.length) {
        last = { surface, mistakes, size: surfaces.length, ids: marks.alike(surface, mistakes, null) };
      }
      return last.ids;
    },
    commonAlike: (surface, mistakes, enough) => {
      const begin = surface.slice(0, 1);
      const among =
        enough >= common.enough
          ? common.ids()
          : Array.from(surfaces.keys()).filter((id) => (occurrences[id] ?? 0) >= enough);
      return marks.alike(surface, mistakes, among).filter((id) => (surfaces[id] ?? '').startsWith(begin));
    },
    size: () => surfaces.length,
    state: () => ({
      surfaces,
      table: table.state(),
      marks: marks.state(),
      dictionary: dictionary.state(),
      stems,
      kindOf,
      occurrences,
      counts,
    }),
  };
}

/** A string cut out of a text may keep the whole text in memory; a new word must not keep an abstract alive. */
function ownCopy(text: string): string {
  return text.split('').join('');
}
