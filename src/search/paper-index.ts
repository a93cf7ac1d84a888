import MiniSearch from 'minisearch';
import type { SearchResult as MiniResult } from 'minisearch';
import type { Paper, PaperId } from '../paper/paper.ts';
import { correctWords } from './correct-words.ts';
import { countEntry, fieldsOf, makeEntry } from './entry.ts';
import type { Entry, IndexedFields } from './entry.ts';
import { filterTest } from './filters.ts';
import { matchIds, matchNames } from './names.ts';
import { preferNeighbours } from './neighbours.ts';
import type { Query } from './query.ts';
import { hasWord, partsOf, queryTerms } from './query-terms.ts';
import type { QueryTerms, WeightedTerm } from './query-terms.ts';
import { byScore, byVotes, newestFirst } from './ranked.ts';
import type { Ranked } from './ranked.ts';
import { relatedTerms } from './related-terms.ts';
import { rankByStopWords } from './stop-word-query.ts';
import { suggestFrom } from './suggest-from.ts';
import type { Hit, Page, SearchIndex, SearchResult } from './search-index.ts';
import { createVocabulary } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * BM25+ settings and field weights, from a comparison on nine judged collections of scientific abstracts (issue 7); the
 * text field holds the title too, so a word of the title counts 1.3 times.
 */
const bm25 = { k: 2.2, b: 0.7, d: 0.5 };
const boost = { title: 0.3, text: 1, labels: 0.3 };

type Shelf = {
  readonly vocabulary: Vocabulary;
  readonly entries: Map<PaperId, Entry>;
  readonly mini: MiniSearch<IndexedFields>;
};

/** An index in this thread. Every call does its work before it gives way to anything else. */
export function createPaperIndex(): SearchIndex {
  let shelf: Shelf | null = openShelf();
  const open = (): Shelf => {
    if (shelf === null) throw new Error('The search index was closed; create a new one to search again.');
    return shelf;
  };
  // The work is synchronous; `async` turns what it throws into a rejection, as on another thread.
  return {
    put: async (papers) => put(open(), papers),
    remove: async (ids) => ids.forEach((id) => remove(open(), id)),
    search: async (query, page) => search(open(), query, page),
    related: async (id, page) => related(open(), id, page),
    suggest: async (text, limit) => suggestFrom(open(), text, limit),
    size: async () => open().entries.size,
    close: async () => {
      shelf = null;
    },
  };
}

function openShelf(): Shelf {
  const vocabulary = createVocabulary();
  const mini = new MiniSearch<IndexedFields>({
    fields: ['title', 'text', 'labels'],
    // Terms come ready made; see `fieldsOf`.
    tokenize: (text) => text.split(' '),
    // The vocabulary's own string, because one cut out of the text of a paper would keep that text in memory.
    processTerm: (term) => (term === '' ? null : vocabulary.stem(vocabulary.findStem(term) ?? 0) || term),
    autoVacuum: false,
    searchOptions: { bm25 },
  });
  return { vocabulary, entries: new Map(), mini };
}

function put(shelf: Shelf, papers: readonly Paper[]): void {
  for (const paper of papers) {
    remove(shelf, paper.id);
    const entry = makeEntry(paper, shelf.vocabulary);
    shelf.entries.set(entry.id, entry);
    countEntry(entry, shelf.vocabulary, 1);
    shelf.mini.add(fieldsOf(entry, shelf.vocabulary));
  }
}

function remove({ entries, mini, vocabulary }: Shelf, id: PaperId): void {
  const entry = entries.get(id);
  if (entry === undefined) return;
  entries.delete(id);
  countEntry(entry, vocabulary, -1);
  // Not `discard`: that leaves the frequencies of words as they were until it is vacuumed, so the same query would give
  // other scores a moment later.
  mini.remove(fieldsOf(entry, vocabulary));
}

function search(shelf: Shelf, typed: Query, page: Page): SearchResult {
  const { query, corrections } = correctWords(typed, shelf.vocabulary);
  const passes = filterTest(query, shelf.vocabulary);
  const wanted = queryTerms(query.words, shelf.vocabulary);
  const ranked = candidates(shelf, query, wanted).filter(({ entry }) => passes(entry));
  const complete = ranked.filter((candidate) => candidate.complete);
  const sort = query.sort ?? (query.words.length > 0 ? 'relevance' : 'new');
  if (sort === 'relevance') {
    ranked.sort(byScore);
    preferNeighbours(ranked, query.words, shelf.vocabulary);
    return result(ranked, complete.length, page, corrections);
  }
  // Sorted by date or votes, a paper that only shares one word of three would hide those that are meant.
  const kept = complete.length > 0 ? complete : ranked;
  kept.sort(sort === 'new' ? newestFirst : byVotes);
  return result(kept, complete.length, page, corrections);
}

function candidates(shelf: Shelf, query: Query, wanted: QueryTerms): Ranked[] {
  if (query.words.length === 0) {
    return Array.from(shelf.entries.values(), (entry) => ({ entry, score: 0, words: [], complete: true }));
  }
  if (!wanted.words.some((word) => word.counts)) return rankByStopWords(shelf, query.words);
  const telling = wanted.words.filter((word) => word.counts);
  const matches = withNames(shelf, rank(shelf, wanted.terms), wanted);
  const ranked = matches.map(({ entry, score, matched }): Ranked => {
    const words = telling.filter((word) => hasWord(word, matched)).map(({ word }) => word);
    return { entry, score, words: [...new Set(words)], complete: words.length === telling.length };
  });
  const whole = ranked.filter(({ words }) => words.length > 0);
  if (whole.length > 0) return whole;
  // Parts of compounds are better than nothing.
  return matches.map(({ entry, score, matched }) => {
    const parts = telling.flatMap((word) => partsOf(word, matched));
    return { entry, score, words: [...new Set(parts)], complete: false };
  });
}

type Match = { readonly entry: Entry; readonly score: number; readonly matched: readonly string[] };

function rank({ mini, entries }: Shelf, terms: readonly WeightedTerm[]): Match[] {
  const matches: Match[] = [];
  if (terms.length === 0) return matches;
  const query = terms.map(({ term }) => term).join(' ');
  for (const found of mini.search(query, { boost, boostTerm: (_, place) => terms[place]?.weight ?? 1 })) {
    const entry = entries.get(String(found.id));
    if (entry !== undefined) matches.push({ entry, score: plainScore(found), matched: found.queryTerms });
  }
  return matches;
}

/** Adds what the names of authors and the ids of papers bring to what the texts bring. */
function withNames({ entries, vocabulary }: Shelf, matches: readonly Match[], wanted: QueryTerms): readonly Match[] {
  const ids = matchIds(
    wanted.words.flatMap((word) => word.all),
    entries,
  );
  const byName = matchNames(wanted.names, entries.values(), entries.size, vocabulary);
  if (ids.size + byName.size === 0) return matches;
  const all = new Map(matches.map((match) => [match.entry, match]));
  for (const [entry, { score, names }] of [...byName, ...ids]) {
    const known = all.get(entry) ?? { entry, score: 0, matched: [] };
    all.set(entry, { entry, score: known.score + score, matched: [...known.matched, ...names] });
  }
  return [...all.values()];
}

/** MiniSearch multiplies the sum of BM25 by the number of query terms that matched; the plain sum ranks better (issue 7). */
function plainScore(found: MiniResult): number {
  return found.score / Math.max(found.queryTerms.length, 1);
}

function related(shelf: Shelf, id: PaperId, page: Page): SearchResult {
  const entry = shelf.entries.get(id);
  if (entry === undefined) return result([], 0, page, []);
  const terms = relatedTerms(entry, shelf.vocabulary, shelf.entries.size);
  const others = rank(shelf, terms)
    .filter((match) => match.entry !== entry)
    .map(({ entry: other, score, matched }) => ({
      entry: other,
      score,
      words: matched,
      complete: matched.length === terms.length,
    }));
  others.sort(byScore);
  return result(others, others.filter((other) => other.complete).length, page, []);
}

function result(
  ranked: readonly Ranked[],
  complete: number,
  { offset, limit }: Page,
  corrections: SearchResult['corrections'],
): SearchResult {
  const hits = ranked
    .slice(Math.max(0, offset), Math.max(0, offset) + Math.max(0, limit))
    .map(({ entry, score, words }): Hit => ({ id: entry.id, score, words }));
  return { hits, total: ranked.length, complete, corrections };
}
