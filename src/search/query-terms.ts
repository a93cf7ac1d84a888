import { analyse, isCjk, isStopWord, stem, untex } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A word of a query as the index knows it. Terms that no paper has are left out, but a word that needs one is then unmet. */
export type QueryWord = {
  /** For a person: as typed, or the word that was taken instead. */
  readonly word: string;
  /** The paper has the word when it has all of these … */
  readonly all: readonly string[];
  /** … and half of these, the pairs of characters of a script without spaces … */
  readonly grams: readonly string[];
  /** … or one of these: the compound in one piece, the name of an author. */
  readonly any: readonly string[];
  /** False when the word says nothing (a stop word), so that no paper needs it. */
  readonly counts: boolean;
};

/** A term to rank by, and how much it counts. */
export type WeightedTerm = { readonly term: string; readonly weight: number; readonly name: boolean };

export type QueryTerms = { readonly words: readonly QueryWord[]; readonly terms: readonly WeightedTerm[] };

/** A pasted page has thousands of words; beyond this many terms the rarest decide. */
const maxTerms = 64;
/** Two words of a query that the corpus also writes as one (`low rank`, `low-rank`) say less together than apart. */
const pairWeight = 0.5;
/** Names of people that are also words (`Long`, `Page`) must not push every paper of such a person to the top. */
const nameThatIsAWord = 0.1;

/** Looks every word up. `words` as a query has them, the same word twice counts twice. */
export function queryTerms(words: readonly string[], vocabulary: Vocabulary): QueryTerms {
  const made: QueryWord[] = [];
  const weights = new Map<string, WeightedTerm>();
  const add = (term: string, weight: number, name = false): void => {
    const key = `${name ? 'name' : 'text'} ${term}`;
    weights.set(key, { term, name, weight: (weights.get(key)?.weight ?? 0) + weight });
  };
  let last: string | null = null;
  for (const word of words) {
    const { tokens, joined, grams } = analyse(untex(word));
    const surfaces = tokens.map((token) => token.surface).filter((surface) => !isStopWord(surface) && !isCjk(surface));
    const all = surfaces.map(stem);
    const pairs = grams.map((gram) => gram.surface);
    const any = joined.map((compound) => stem(compound.surface));
    const names = tokens.length === 1 ? surfaces.filter((surface) => papersBy(surface, vocabulary) > 0) : [];
    for (const term of [...all, ...pairs, ...any]) if (papersWith(term, vocabulary) > 0) add(term, 1);
    for (const name of names) add(name, nameWeight(name, vocabulary), true);
    const [only] = tokens.length === 1 ? surfaces : [];
    if (only !== undefined && last !== null) addPair(last, only, vocabulary, add);
    last = only ?? null;
    made.push({ word, all, grams: pairs, any: [...any, ...names], counts: all.length + pairs.length + any.length > 0 });
  }
  return { words: made, terms: strongest([...weights.values()], vocabulary) };
}

/** Whether a paper with these terms has the word. */
export function hasWord({ all, grams, any }: QueryWord, matched: readonly string[]): boolean {
  if (any.some((term) => matched.includes(term))) return true;
  if (all.length + grams.length === 0) return false;
  const found = grams.filter((term) => matched.includes(term)).length;
  return 2 * found >= grams.length && all.every((term) => matched.includes(term));
}

/** Whether no paper has the word in any form. */
export function isUnknown({ counts, all, grams, any }: QueryWord, vocabulary: Vocabulary): boolean {
  const missing = [...all, ...grams].every((term) => papersWith(term, vocabulary) === 0);
  return counts && missing && any.every((term) => papersWith(term, vocabulary) + papersBy(term, vocabulary) === 0);
}

function addPair(
  first: string,
  second: string,
  vocabulary: Vocabulary,
  add: (term: string, weight: number) => void,
): void {
  for (const pair of [first + second, `${first}.${second}`]) {
    const term = stem(pair);
    if (papersWith(term, vocabulary) > 0) add(term, pairWeight);
  }
}

function nameWeight(name: string, vocabulary: Vocabulary): number {
  return papersBy(name, vocabulary) >= papersWith(stem(name), vocabulary) ? 1 : nameThatIsAWord;
}

function papersWith(term: string, vocabulary: Vocabulary): number {
  return vocabulary.papersWith(vocabulary.findStem(term) ?? 0);
}

function papersBy(surface: string, vocabulary: Vocabulary): number {
  return vocabulary.papersBy(vocabulary.find(surface) ?? 0);
}

function strongest(terms: readonly WeightedTerm[], vocabulary: Vocabulary): readonly WeightedTerm[] {
  if (terms.length <= maxTerms) return terms;
  const papers = ({ term, name }: WeightedTerm): number =>
    name ? papersBy(term, vocabulary) : papersWith(term, vocabulary);
  return terms.toSorted((a, b) => papers(a) - papers(b) || (a.term < b.term ? -1 : 1)).slice(0, maxTerms);
}
