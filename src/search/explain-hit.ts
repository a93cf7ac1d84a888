import { yearOf, yearWorth } from './candidates.ts';
import { occurrencesWorth, oneOccurrence, rarity } from './core/score.ts';
import { paperCount } from './core/shelf.ts';
import type { Shelf } from './core/shelf.ts';
import { countIn, countWords, endOf, startOf } from './paper-text.ts';
import type { Query } from './query.ts';
import { queryTerms } from './query-terms.ts';
import type { OtherForm, QueryWord } from './query-terms.ts';
import { meaningOf } from './semantic/join-meaning.ts';
import { nearness } from './semantic/paper-vectors.ts';

/** Where a word can stand: the labels are keywords and categories, the date is that of the paper. */
export type Place = 'title' | 'abstract' | 'labels' | 'authors' | 'date';

export type ExplainedWord = {
  /** As it was typed. */
  readonly word: string;
  /** What stands in the paper for it, where that is something else: the long form of an acronym. */
  readonly as: string | null;
  /** None: the paper has it nowhere. */
  readonly places: readonly Place[];
  /** The part of what the words are worth together: 0 to 1. */
  readonly share: number;
};

/** Why a paper is found for a query. */
export type Explanation = {
  readonly words: readonly ExplainedWord[];
  /** How near its topic is to that of the words, 0 to 1; null where there is no model, or it knows none of them. */
  readonly nearness: number | null;
};

/** Null where the query has no words to rank by. */
export function explainHit(shelf: Shelf, query: Query, slot: number): Explanation | null {
  const { vocabulary, semantics } = shelf;
  const wanted = queryTerms(query.words, vocabulary, semantics.acronyms);
  const counted = wanted.words.filter(({ counts }) => counts);
  if (counted.length === 0) return null;
  const worth = worthsIn(shelf, slot);
  const found = counted.map((word) => ({ word, ...worthOf(word, worth) }));
  const all = found.reduce((sum, one) => sum + one.worth, 0);
  const meaning = meaningOf(semantics.vectors, wanted.terms, vocabulary);
  return {
    words: found.map(({ word, as, places, worth: own }) => ({
      word: word.word,
      as,
      places,
      share: all === 0 ? 0 : own / all,
    })),
    nearness: meaning === null ? null : Math.max(0, nearness(meaning.vectors, slot, meaning.direction)),
  };
}

type Worth = { readonly worth: number; readonly places: readonly Place[] };
const nothing: Worth = { worth: 0, places: [] };

/** What a term is worth in a paper, and where it stands. */
function worthsIn(shelf: Shelf, slot: number): (term: string) => Worth {
  const { vocabulary, columns } = shelf;
  const text = shelf.tokens.read(slot);
  const counts = countWords(text, vocabulary);
  const labels = new Set(text.tokens.subarray(startOf(text, 'categories'), endOf(text, 'categories')));
  const year = String(yearOf(columns, slot));
  return (term) => {
    const id = vocabulary.find(term) ?? 0;
    const packed = counts.telling.get(id) ?? 0;
    const [title, abstract, inLabels] = [
      countIn(packed, 'title'),
      countIn(packed, 'abstract'),
      countIn(packed, 'labels'),
    ];
    const isName = counts.names.has(id);
    const name = isName ? oneOccurrence * rarity(paperCount(shelf), vocabulary.papers('names', id)) : 0;
    const places: Place[] = [];
    if (title > 0) places.push('title');
    if (abstract > 0) places.push('abstract');
    if (inLabels > 0 || labels.has(id)) places.push('labels');
    if (isName) places.push('authors');
    if (term === year) places.push('date');
    if (places.length === 0) return nothing;
    const inTexts = packed === 0 ? 0 : occurrencesWorth(shelf, slot, id, { title, abstract, labels: inLabels });
    return { worth: inTexts + name + (term === year ? yearWorth(columns, Number(year)) : 0), places };
  };
}

/** The word as it was typed, or else the other form that is worth most. */
function worthOf(word: QueryWord, worth: (term: string) => Worth): Worth & { readonly as: string | null } {
  const typed = together([...word.all, ...word.grams, ...word.any].map(worth));
  if (typed.places.length > 0) return { ...typed, as: null };
  const isWhole = ({ terms }: OtherForm): boolean => terms.every((term) => worth(term).places.length > 0);
  const [best] = word.forms
    .filter(isWhole)
    .map((form) => ({ ...together(form.terms.map(worth)), as: form.word }))
    .toSorted((a, b) => b.worth - a.worth);
  return best ?? { ...nothing, as: null };
}

function together(parts: readonly Worth[]): Worth {
  return {
    worth: parts.reduce((sum, part) => sum + part.worth, 0),
    places: [...new Set(parts.flatMap((part) => part.places))],
  };
}
