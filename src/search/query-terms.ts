import type { Acronyms } from './semantic/acronyms.ts';
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
  /** … or one of these: the compound in one piece, the name of an author … */
  readonly any: readonly string[];
  /** … or one of these: what an acronym stands for, the acronym of the words that it is one of. */
  readonly forms: readonly OtherForm[];
  /** False when the word says nothing (a stop word), so that no paper needs it. */
  readonly counts: boolean;
};

/** Another way to say a word: a paper says it when it has all of the terms; and how that is shown. */
export type OtherForm = { readonly word: string; readonly terms: readonly string[] };

/** A term to rank by, and how much it counts. */
export type WeightedTerm = { readonly term: string; readonly weight: number };

/** A term that only counts where a paper has not all of some other terms, for it says the same again. */
export type InsteadTerm = WeightedTerm & { readonly unless: readonly string[] };

export type QueryTerms = {
  readonly words: readonly QueryWord[];
  /** For titles, abstracts, keywords and categories. */
  readonly terms: readonly WeightedTerm[];
  /** The same, after the others. */
  readonly instead: readonly InsteadTerm[];
  /** For names of authors, not stemmed. */
  readonly names: readonly WeightedTerm[];
};

/** A pasted page has thousands of words; beyond this many terms the rarest decide. */
const maxTerms = 64;
/** Two words of a query that the corpus also writes as one (`low rank`, `low-rank`) say less together than apart. */
const pairWeight = 0.25;
/** Names of people that are also words (`Long`, `Page`) must not push every paper of such a person to the top. */
const nameThatIsAWord = 0.1;
/** `Yu-Xiang`, `O'Reilly`. */
const maxNameParts = 3;
/** An acronym is rarely worth more than so many times itself, however long what it stands for. */
const mostFormWeight = 2;

/** Looks every word up. `words` as a query has them; the same word twice counts twice. */
export function queryTerms(words: readonly string[], vocabulary: Vocabulary, acronyms: Acronyms): QueryTerms {
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
    const named = own.length === 1 ? own : [];
    return { ...word, any: [...word.any, ...named, ...before, ...after] };
  });
  const forms = otherForms(looked, vocabulary, acronyms);
  const instead = forms.flatMap(({ terms: others, weight, unless }) =>
    others.filter((term) => !terms.has(term)).map((term): InsteadTerm => ({ term, weight, unless })),
  );
  return {
    words: made.map((word, place) => {
      const name = looked[place]?.names ?? [];
      const whole: readonly OtherForm[] = name.length > 1 ? [{ word: word.word, terms: name }] : [];
      return { ...word, forms: [...whole, ...forms.filter(({ places }) => places.includes(place))] };
    }),
    terms: strongest(terms, (term) => papersWith(term, vocabulary)),
    instead,
    names: strongest(names, (name) => papersBy(name, vocabulary)),
  };
}

/** Another way to say some words of a query, by their places, and what each of its terms counts. */
type FormAt = OtherForm & {
  readonly places: readonly number[];
  readonly weight: number;
  /** The same as it was typed. */
  readonly unless: readonly string[];
};

/** Acronyms among the words, and words in a row that have an acronym. */
function otherForms(looked: readonly LookedUp[], vocabulary: Vocabulary, acronyms: Acronyms): readonly FormAt[] {
  const stems = looked.flatMap(({ word }, place) =>
    analyse(untex(word)).tokens.map(({ surface }) => ({ stem: vocabulary.findStem(surface), place })),
  );
  const rarity = (ids: readonly number[]): number =>
    ids.reduce((sum, id) => sum + Math.log(1 + acronyms.papers / (1 + vocabulary.papers('any', id))), 0);
  const form = (typed: readonly number[], meant: readonly number[], places: readonly number[]): FormAt => {
    const [unless, terms] = [typed, meant].map((ids) => ids.map((id) => vocabulary.surface(id)));
    // The one says as much as the other.
    const weight = Math.min(mostFormWeight, rarity(typed) / Math.max(rarity(meant), 1e-9));
    return { word: (terms ?? []).join(' '), terms: terms ?? [], unless: unless ?? [], places, weight };
  };
  const telling = (ids: readonly number[]): readonly number[] => ids.filter((id) => vocabulary.kind(id) === 'telling');
  return stems.flatMap(({ stem: first, place }, at): readonly FormAt[] => {
    if (first === 0) return [];
    const long = telling(acronyms.longForms.get(first) ?? []);
    const short = (acronyms.beginningWith.get(first) ?? [])
      .filter((one) => one.stems.every((id, next) => stems[at + next]?.stem === id))
      .map((one) =>
        form(
          telling(one.stems),
          [one.acronym],
          stems.slice(at, at + one.stems.length).map((word) => word.place),
        ),
      );
    return long.length === 0 ? short : [form([first], long, [place]), ...short];
  });
}

type LookedUp = QueryWord & {
  /** The word, where it is a single one that says something. */
  readonly surface: string | undefined;
  /** The word, where it is the name of an author, or each of its parts. */
  readonly names: readonly string[];
};

function lookUp(word: string, vocabulary: Vocabulary): LookedUp {
  const { tokens, joined, grams } = analyse(untex(word));
  const surfaces = tokens.map((token) => token.surface).filter((surface) => !isStopWord(surface) && !isCjk(surface));
  const parts = {
    all: surfaces.map(stem),
    grams: grams.map((gram) => gram.surface),
    any: joined.map((compound) => stem(compound.surface)),
    forms: [],
  };
  const surface = tokens.length === 1 ? surfaces[0] : undefined;
  const named = tokens.map((token) => token.surface);
  const isName = named.length <= maxNameParts && named.every((part) => papersBy(part, vocabulary) > 0);
  return {
    word,
    ...parts,
    counts: parts.all.length + parts.grams.length + parts.any.length > 0,
    surface,
    names: isName && parts.all.length > 0 ? named : [],
  };
}

/** How the corpus writes two words in one piece, if it does: `low-rank` or `lowrank`, `cs.CL`. */
function compounds(first: string | undefined, second: string | undefined, vocabulary: Vocabulary): readonly string[] {
  if (first === undefined || second === undefined) return [];
  return [stem(first + second), `${first}.${second}`].filter((term) => papersWith(term, vocabulary) > 0);
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
