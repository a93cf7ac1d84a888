import type { Clause, Field } from './clause.ts';
import type { Query } from './query.ts';
import { isUnknown, queryTerms } from './query-terms.ts';
import { noAcronyms } from './semantic/acronyms.ts';
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
 * Puts the nearest words of the corpus where no paper has the word of the query in any form; for a word that is looked for
 * in names or titles alone, the nearest of those. Words that some paper has are taken as meant, however rare.
 */
export function correctWords(query: Query, vocabulary: Vocabulary): Corrected {
  const unknown = (word: string): boolean =>
    queryTerms([word], vocabulary, noAcronyms).words.every((looked) => isUnknown(looked, vocabulary));
  // What is looked for in one field is ranked by, too: there it is replaced by the word of that field.
  const typed = new Map<string, Field | null>();
  for (const { field, text } of [...query.required, ...query.phrases]) {
    for (const word of text.split(/\s+/)) if (!typed.has(word)) typed.set(word, field);
  }
  for (const word of query.words) if (!typed.has(word)) typed.set(word, null);
  const found = new Map<string, string>();
  let lookups = 0;
  for (const [word, field] of typed) {
    if (lookups >= maxLookups) break;
    if (!unknown(word)) continue;
    lookups += 1;
    const nearest = nearestWord(fold(word), vocabulary, isIn(field, vocabulary));
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

function isIn(field: Field | null, vocabulary: Vocabulary): (id: number) => boolean {
  if (field === 'authors') return (id) => vocabulary.papers('names', id) > 0;
  if (field === 'title') return (id) => vocabulary.papers('title', vocabulary.stemOf(id)) > 0;
  return () => true;
}

/**
 * Words of a query that may be mistyped: few of `count` papers have them, or none, although far more have a nearby one; and
 * what they would be then.
 */
export function suspectWords({ words }: Query, count: number, vocabulary: Vocabulary): readonly Correction[] {
  const found: Correction[] = [];
  let lookups = 0;
  for (const word of new Set(words)) {
    if (lookups >= maxLookups) break;
    const surface = fold(word);
    // An acronym or a name is meant as it is.
    const isPlain = /^\p{L}\p{Ll}*$/u.test(word) && vocabulary.papers('names', vocabulary.find(surface) ?? 0) === 0;
    const papers = vocabulary.papers('any', vocabulary.findStem(surface));
    if (!isPlain || papers > few) continue;
    lookups += 1;
    const common = commonWordLike(surface, count, vocabulary);
    if (common !== null) found.push({ from: word, to: common });
  }
  return found;
}
