import { few } from './correct-words.ts';
import type { Query } from './query.ts';
import type { QueryTerms, WeightedTerm } from './query-terms.ts';
import { nearestWord } from './spelling.ts';
import { fold, isStopWord, stem } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What was perhaps meant: it moves papers up that have other words of the query, and finds none by itself. */
export type Guesses = Pick<QueryTerms, 'terms' | 'names'>;

/** A guess counts half. */
const weight = 0.5;
/** Each look-up reads the whole vocabulary. */
const maxLookups = 2;
/** Ways to end a word. */
const maxEnds = 8;
const shortestBegin = 3;

/**
 * The nearest words, and the nearest names, of words that no paper has; and words that the last one is the beginning of,
 * where few papers have it as it is.
 */
export function guessWords({ words, text }: Query, vocabulary: Vocabulary): Guesses {
  const found = new Set<string>();
  let lookups = 0;
  for (const word of new Set(words)) {
    const surface = fold(word);
    if (lookups >= maxLookups || !/^\p{L}{4,40}$/u.test(surface) || papersWith(surface, vocabulary) > 0) continue;
    lookups += 1;
    const isName = (id: number): boolean => vocabulary.papers('names', id) > 0;
    for (const near of [nearestWord(surface, vocabulary), nearestWord(surface, vocabulary, isName)]) {
      for (const one of near?.split(' ') ?? []) found.add(one);
    }
  }
  const last = fold(words.at(-1) ?? '');
  if (words.length > 1 && isHalfTyped(last, text) && papersWith(last, vocabulary) <= few) {
    for (const end of endsOf(last, vocabulary)) found.add(end);
  }
  const names = [...found].filter((word) => vocabulary.papers('names', vocabulary.find(word) ?? 0) > 0);
  return { terms: weighted(new Set([...found].map(stem))), names: weighted(new Set(names)) };
}

function papersWith(surface: string, vocabulary: Vocabulary): number {
  const names = vocabulary.papers('names', vocabulary.find(surface) ?? 0);
  return names + vocabulary.papers('any', vocabulary.findStem(surface));
}

function isHalfTyped(last: string, text: string): boolean {
  return last.length >= shortestBegin && /^\p{L}+$/u.test(last) && fold(text).endsWith(last);
}

/** The most frequent words that begin so. */
function endsOf(begin: string, vocabulary: Vocabulary): readonly string[] {
  return vocabulary
    .beginning(begin)
    .map((id) => ({ surface: vocabulary.surface(id), occurrences: vocabulary.occurrences(id) }))
    .filter(({ surface, occurrences }) => occurrences > 0 && surface !== begin && !isStopWord(surface))
    .toSorted((a, b) => b.occurrences - a.occurrences || (a.surface < b.surface ? -1 : 1))
    .slice(0, maxEnds)
    .map(({ surface }) => surface);
}

function weighted(terms: ReadonlySet<string>): readonly WeightedTerm[] {
  return Array.from(terms, (term) => ({ term, weight }));
}
