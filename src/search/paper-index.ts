import type { PaperId } from '../paper/paper.ts';
import { authorsFrom } from './authors-from.ts';
import { allPapers, withTerms } from './candidates.ts';
import type { Candidates } from './candidates.ts';
import { collect } from './collect.ts';
import type { Collected } from './collect.ts';
import { createPile } from './core/pile.ts';
import type { Pile } from './core/pile.ts';
import type { Scored } from './core/best.ts';
import { createShelf, paperCount, putPaper, removePaper, shelfState } from './core/shelf.ts';
import type { Shelf } from './core/shelf.ts';
import { correctWords, few, suspectWords } from './correct-words.ts';
import { explainHit } from './explain-hit.ts';
import { filterTest } from './filters.ts';
import { hasNeighbours, looked, preferNeighbours } from './neighbours.ts';
import { preferComplete } from './prefer-complete.ts';
import type { Query } from './query.ts';
import { queryTerms } from './query-terms.ts';
import type { QueryTerms, WeightedTerm } from './query-terms.ts';
import { guessWords } from './guess-words.ts';
import type { Guesses } from './guess-words.ts';
import { relatedPapers } from './related-papers.ts';
import { joinMeaning, meaningOf, smoothed } from './semantic/join-meaning.ts';
import type { Meaning } from './semantic/join-meaning.ts';
import type { Hit, Page, SearchIndex, SearchResult } from './search-index.ts';
import { withStopWords } from './stop-word-query.ts';
import { behind, spreadTwins } from './spread-twins.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';
import { suggestFrom } from './suggest-from.ts';
import { liftTitled } from './titled.ts';

type Parts = { readonly shelf: Shelf; readonly pile: Pile };

/** An index, and what it does besides answering. */
export type WorkingIndex = {
  readonly index: SearchIndex;
  /** Does a small part of what there is to do; false when nothing is left. */
  readonly step: () => boolean;
};

/**
 * An index in this thread. Every call does its work before it gives way to anything else. What it has to learn from the
 * papers is learned before the next answer.
 */
export function createPaperIndex(): SearchIndex {
  return openPaperIndex(learnAll).index;
}

/** An index in this thread that answers with what it has learned by then. It learns by {@link WorkingIndex.step}, once it was asked. */
export function createWorkingIndex(): WorkingIndex {
  return openPaperIndex(() => {});
}

function learnAll({ semantics }: Shelf): void {
  while (semantics.step());
}

function openPaperIndex(learn: (shelf: Shelf) => void): WorkingIndex {
  let parts: Parts | null = { shelf: createShelf(), pile: createPile() };
  /** While it is written down it must not change; questions are answered. Never rejects. */
  let saving: Promise<void> | null = null;
  const open = (): Parts => {
    if (parts === null) throw new Error('The search index was closed; create a new one to search again.');
    return parts;
  };
  const learned = (): Parts => {
    const { shelf } = open();
    shelf.semantics.begin();
    learn(shelf);
    return open();
  };
  // The work is synchronous; `async` turns what it throws into a rejection, as on another thread.
  const index: SearchIndex = {
    put: async (papers) => {
      if (saving !== null) await saving;
      for (const paper of papers) putPaper(open().shelf, paper);
    },
    remove: async (ids) => {
      if (saving !== null) await saving;
      for (const id of ids) removePaper(open().shelf, id);
    },
    search: async (query, page) => search(learned(), query, page),
    related: async (id, page) => related(learned(), id, page),
    explain: async (query, id) => {
      const { shelf } = learned();
      const slot = shelf.columns.slotOf.get(id);
      return slot === undefined ? null : explainHit(shelf, query, slot);
    },
    suggest: async (text, limit) => suggestFrom(open().shelf, text, limit),
    suggestAuthors: async (text, limit) => authorsFrom(open().shelf, text, limit),
    learn: async () => {
      if (open().shelf.semantics.vectors === null) learned();
    },
    size: async () => paperCount(open().shelf),
    save: async (place, seq) => {
      if (saving !== null) await saving;
      const written = writeSnapshot(place, shelfState(open().shelf), seq);
      saving = written
        .catch(() => {})
        .finally(() => {
          saving = null;
        });
      await written;
    },
    load: async (place) => {
      if (saving !== null) await saving;
      open();
      const saved = readSnapshot(place);
      parts = { shelf: createShelf(saved?.state), pile: createPile() };
      return saved?.seq ?? null;
    },
    close: async () => {
      parts = null;
    },
  };
  return { index, step: () => parts?.shelf.semantics.step() ?? false };
}

/** Mistakes are forgiven only where the exact words find little; elsewhere a nearby word is offered. */
function search(parts: Parts, typed: Query, page: Page): SearchResult {
  const { vocabulary } = parts.shelf;
  const exact = searchFor(parts, typed, page);
  const { query, corrections } =
    exact.total > few ? { query: typed, corrections: [] } : correctWords(typed, vocabulary);
  const found = corrections.length === 0 ? exact : { ...searchFor(parts, query, page), corrections };
  if (found.complete > few) return found;
  const corrected = new Set(corrections.map(({ from }) => from));
  const suspicions = suspectWords(typed, paperCount(parts.shelf), vocabulary);
  return { ...found, suspicions: suspicions.filter(({ from }) => !corrected.has(from)) };
}

/** A page for the exact words. */
function searchFor({ shelf, pile }: Parts, query: Query, page: Page): SearchResult {
  const passes = filterTest(query, shelf);
  const sort = query.sort ?? (query.words.length > 0 ? 'relevance' : 'new');
  try {
    const { from, telling, meaning, pinned } = candidates({ shelf, pile }, query);
    const isRanked = sort === 'relevance';
    const joins = isRanked && meaning !== null;
    const again = joins || (isRanked && hasNeighbours(query.words));
    const limit = again ? Math.max(endOfPage(page), looked) : endOfPage(page);
    const found = collect(from, shelf.columns, passes, sort, limit);
    if (!again) return result(shelf, found, found.best, page);
    const fuller = { ...found, best: preferComplete(found, looked, telling, shelf.columns) };
    const closer = preferNeighbours(shelf, fuller, query.words, joins ? smoothed : Math.max(endOfPage(page), behind));
    const joined = joins ? joinMeaning(meaning, closer, looked, pinned, shelf.columns) : closer;
    return result(shelf, found, spreadTwins(shelf, joined), page);
  } finally {
    pile.clear();
  }
}

type Asked = {
  readonly from: Candidates;
  /** How many words say something. */
  readonly telling: number;
  /** Null where it says nothing. */
  readonly meaning: Meaning | null;
  /** Papers that go above all others. */
  readonly pinned: ReadonlySet<number>;
};

const none: ReadonlySet<number> = new Set();

function candidates({ shelf, pile }: Parts, query: Query): Asked {
  if (query.words.length === 0) return { from: allPapers(shelf, pile), telling: 0, meaning: null, pinned: none };
  const wanted = queryTerms(query.words, shelf.vocabulary, shelf.semantics.acronyms);
  const telling = wanted.words.filter((word) => word.counts).length;
  const from = telling
    ? withTerms(shelf, pile, withGuesses(wanted, guessWords(query, shelf.vocabulary)))
    : withStopWords(shelf, pile, query.words);
  const meaning = meaningOf(shelf.semantics.vectors, wanted.terms, shelf.vocabulary);
  return { from, telling, meaning, pinned: liftTitled(shelf, pile, query.words) };
}

function withGuesses(wanted: QueryTerms, guesses: Guesses): QueryTerms {
  return { ...wanted, terms: together(wanted.terms, guesses.terms), names: together(wanted.names, guesses.names) };
}

function together(list: readonly WeightedTerm[], more: readonly WeightedTerm[]): readonly WeightedTerm[] {
  return [...list, ...more.filter(({ term }) => !list.some((one) => one.term === term))];
}

function related({ shelf, pile }: Parts, id: PaperId, page: Page): SearchResult {
  const slot = shelf.columns.slotOf.get(id);
  if (slot === undefined) return { hits: [], total: 0, complete: 0, corrections: [], suspicions: [] };
  try {
    const { found, best } = relatedPapers(shelf, pile, slot, endOfPage(page));
    return result(shelf, found, best, page);
  } finally {
    pile.clear();
  }
}

function endOfPage({ offset, limit }: Page): number {
  return Math.max(0, offset) + Math.max(0, limit);
}

function result(
  { columns }: Shelf,
  { total, complete, from }: Collected,
  best: readonly Scored[],
  page: Page,
): SearchResult {
  const hits = best
    .slice(Math.max(0, page.offset), endOfPage(page))
    .map(({ slot, score }): Hit => ({ id: columns.ids[slot] ?? '', score, words: from.words(slot) }));
  return { hits, total, complete, corrections: [], suspicions: [] };
}
