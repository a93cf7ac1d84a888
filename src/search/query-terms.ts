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
export type WeightedTerm = { readonly term: string; readonly weight: number };

export type QueryTerms = {
  readonly words: readonly QueryWord[];
  /** For titles, abstracts, keywords and categories. */
  readonly terms: readonly WeightedTerm[];
  /** For names of authors, not stemmed. */
  readonly names: readonly WeightedTerm[];
};

/** A pasted page has thousands of words; beyond this many terms the rarest decide. */
const maxTerms = 64;
/** Two words of a query that the corpus also writes as one (`low rank`, `low-rank`) say less together than apart. */
const pairWeight = 0.25;
/** Names of people that are also words (`Long`, `Page`) must not push every paper of such a person to the top. */
const nameThatIsAWord = 0.1;

/** Looks every word up. `words` as a query has them; the same word twice counts twice. */
export function queryTerms(words: readonly string[], vocabulary: Vocabulary): QueryTerms {
  const looked = words.map((word) => lookUp(word, vocabulary));
  const terms = new Map<string, number>();
  const names = new Map<string, number>();
  const add = (term: string, weight: number): void => {
    if (papersWith(term, vocabulary) > 0) terms.set(term, (terms.get(term) ?? 0) + weight);
  };
  const made = looked.map(({ surface, names: own, ...word }, place): QueryWord => {
    for (const term of [...word.all, ...word.grams, ...word.any]) add(term, 1);
    for (const name of own) names.set(name, nameWeight(name, vocabulary));
    const before = compounds(looked[place - 1]?.surface, surface, vocabulary);
    const after = compounds(surface, looked[place + 1]?.surface, vocabulary);
    for (const term of before) add(term, pairWeight);
    return { ...word, any: [...word.any, ...own, ...before, ...after] };
  });
  return {
    words: made,
    terms: strongest(terms, (term) => papersWith(term, vocabulary)),
    names: strongest(names, (name) => papersBy(name, vocabulary)),
  };
}

type LookedUp = QueryWord & {
  /** The word, where it is a single one that says something. */
  readonly surface: string | undefined;
  /** The word, where it is the name of an author. */
  readonly names: readonly string[];
};

function lookUp(word: string, vocabulary: Vocabulary): LookedUp {
  const { tokens, joined, grams } = analyse(untex(word));
  const surfaces = tokens.map((token) => token.surface).filter((surface) => !isStopWord(surface) && !isCjk(surface));
  const parts = {
    all: surfaces.map(stem),
    grams: grams.map((gram) => gram.surface),
    any: joined.map((compound) => stem(compound.surface)),
  };
  const surface = tokens.length === 1 ? surfaces[0] : undefined;
  return {
    word,
    ...parts,
    counts: parts.all.length + parts.grams.length + parts.any.length > 0,
    surface,
    names: surface !== undefined && papersBy(surface, vocabulary) > 0 ? [surface] : [],
  };
}

/** How the corpus writes two words in one piece, if it does: `low-rank` or `lowrank`, `cs.CL`. */
function compounds(first: string | undefined, second: string | undefined, vocabulary: Vocabulary): readonly string[] {
  if (first === undefined || second === undefined) return [];
  return [stem(first + second), `${first}.${second}`].filter((term) => papersWith(term, vocabulary) > 0);
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

/** The parts of a compound that a paper has although it has not the whole (the `GPT` of `GPT-5`), as they were typed. */
export function partsOf({ word }: QueryWord, matched: readonly string[]): readonly string[] {
  return analyse(word)
    .tokens.filter(({ surface }) => matched.includes(stem(surface)))
    .map(({ start, end }) => word.slice(start, end));
}

function nameWeight(name: string, vocabulary: Vocabulary): number {
  return papersBy(name, vocabulary) >= papersWith(stem(name), vocabulary) ? 1 : nameThatIsAWord;
}

function papersWith(term: string, vocabulary: Vocabulary): number {
  return vocabulary.papers('any', vocabulary.find(term) ?? 0);
}

function papersBy(surface: string, vocabulary: Vocabulary): number {
  return vocabulary.papers('names', vocabulary.find(surface) ?? 0);
}

function strongest(weights: ReadonlyMap<string, number>, papers: (term: string) => number): readonly WeightedTerm[] {
  const terms = Array.from(weights, ([term, weight]) => ({ term, weight }));
  if (terms.length <= maxTerms) return terms;
  return terms.toSorted((a, b) => papers(a.term) - papers(b.term) || (a.term < b.term ? -1 : 1)).slice(0, maxTerms);
}
