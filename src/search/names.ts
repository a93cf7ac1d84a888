import type { PaperId } from '../paper/paper.ts';
import { spanOf } from './entry.ts';
import type { Entry } from './entry.ts';
import type { WeightedTerm } from './query-terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a paper gains from its authors' names, and which of them the query has. */
export type NameMatch = { readonly score: number; readonly names: readonly string[] };

/** What one occurrence is worth in a field of average length, by the same BM25+: d + 1. */
const oneOccurrence = 1.5;

/**
 * Papers by the names of their authors. Names are not in the inverted index: most belong to very few papers, and would
 * take as much memory there as all abstracts; reading the names of 100,000 papers takes some milliseconds.
 */
export function matchNames(
  names: readonly WeightedTerm[],
  entries: Iterable<Entry>,
  papers: number,
  vocabulary: Vocabulary,
): ReadonlyMap<Entry, NameMatch> {
  const worth = new Map<number, { readonly term: string; readonly score: number }>();
  for (const { term, weight } of names) {
    const id = vocabulary.find(term);
    if (id === undefined || vocabulary.papersBy(id) === 0) continue;
    const by = vocabulary.papersBy(id);
    worth.set(id, { term, score: weight * oneOccurrence * Math.log(1 + (papers - by + 0.5) / (by + 0.5)) });
  }
  const matches = new Map<Entry, NameMatch>();
  if (worth.size === 0) return matches;
  for (const entry of entries) {
    const { from, to } = spanOf(entry, 'authors');
    const found = new Map<string, number>();
    for (let place = from; place < to; place += 1) {
      const name = worth.get(entry.tokens[place] ?? 0);
      if (name !== undefined) found.set(name.term, name.score);
    }
    if (found.size === 0) continue;
    matches.set(entry, { score: [...found.values()].reduce((sum, score) => sum + score, 0), names: [...found.keys()] });
  }
  return matches;
}

/** The papers that words of a query name by their arXiv ids: `like 2401.01234 but newer`. */
export function matchIds(
  words: readonly string[],
  entries: ReadonlyMap<PaperId, Entry>,
): ReadonlyMap<Entry, NameMatch> {
  const matches = new Map<Entry, NameMatch>();
  for (const word of words) {
    const entry = /^\d{4}\.\d{4,5}$/.test(word) ? entries.get(`arxiv:${word}`) : undefined;
    // Worth as much as five words that only this paper has: whoever gives an id means the paper.
    if (entry !== undefined)
      matches.set(entry, { score: 5 * oneOccurrence * Math.log(1 + entries.size), names: [word] });
  }
  return matches;
}
