import type { Clause } from './clause.ts';
import type { Query } from './query.ts';
import { isUnknown, queryTerms } from './query-terms.ts';
import type { Correction } from './search-index.ts';
import { commonWordLike, nearestWord } from './spelling.ts';
import { fold } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Each look-up reads the whole vocabulary, so a text in another language must not make hundreds. */
const maxLookups = 4;

/** A word, or a page of all the words, that so few papers have is looked at twice. */
export const few = 10;

export type Corrected = { readonly query: Query; readonly corrections: readonly Correction[] };

/**
 * Puts the nearest words of the corpus where no paper has the word of the query in any form. Words that some paper has
 * are taken as meant, however rare.
 */
export function correctWords(query: Query, vocabulary: Vocabulary): Corrected {
  const unknown = (word: string): boolean =>
    queryTerms([word], vocabulary).words.every((looked) => isUnknown(looked, vocabulary));
  const typed = new Set([
    ...query.words,
    ...[...query.required, ...query.phrases].flatMap(({ text }) => text.split(/\s+/)),
  ]);
  const found = new Map<string, string>();
  let lookups = 0;
  for (const word of typed) {
    if (lookups >= maxLookups) break;
    if (!unknown(word)) continue;
    lookups += 1;
    const nearest = nearestWord(fold(word), vocabulary);
    if (nearest !== null) found.set(word, nearest);
  }
  if (found.size === 0) return { query, corrections: [] };
  const replace = (text: string): string =>
    text
      .split(/\s+/)
      .map((word) => found.get(word) ?? word)
      .join(' ');
  const inClause = (clause: Clause): Clause => ({ ...clause, text: replace(clause.text) });
  return {
    query: {
      ...query,
      words: query.words.flatMap((word) => replace(word).split(' ')),
      phrases: query.phrases.map(inClause),
      required: query.required.map(inClause),
    },
    corrections: Array.from(found, ([from, to]) => ({ from, to })),
  };
}

/** Words of a query that may be mistyped although some of `count` papers have them, and what they would be then. */
export function suspectWords({ words }: Query, count: number, vocabulary: Vocabulary): readonly Correction[] {
  const found: Correction[] = [];
  let lookups = 0;
  for (const word of new Set(words)) {
    if (lookups >= maxLookups) break;
    const surface = fold(word);
    // An acronym or a name is meant as it is.
    const isPlain = /^\p{L}\p{Ll}*$/u.test(word) && vocabulary.papers('names', vocabulary.find(surface) ?? 0) === 0;
    const papers = vocabulary.papers('any', vocabulary.findStem(surface));
    if (!isPlain || papers === 0 || papers > few) continue;
    lookups += 1;
    const common = commonWordLike(surface, count, vocabulary);
    if (common !== null) found.push({ from: word, to: common });
  }
  return found;
}
