import type { Paper, PaperId } from '../paper/paper.ts';
import type { Explanation } from './explain-hit.ts';
import type { Query } from './query.ts';
import type { SnapshotPlace } from './snapshot.ts';

/**
 * The in-memory index of papers: derived from the store, thrown away and rebuilt at will.
 *
 * Every call is asynchronous because the work may be done on another thread; none of them touches the network, and of the
 * disk only `save` and `load` do. After `put` resolves, the papers are found by the next `search`.
 */
export type SearchIndex = {
  /** Adds papers, or replaces those with the same id. */
  put(papers: readonly Paper[]): Promise<void>;
  /** Takes papers out. Unknown ids are ignored. */
  remove(ids: readonly PaperId[]): Promise<void>;
  /** The best papers for a query, best first; the same query on the same papers gives the same page. */
  search(query: Query, page: Page): Promise<SearchResult>;
  /** Papers whose text is like that of a known paper, without the paper itself. Empty when the id is unknown. */
  related(id: PaperId, page: Page): Promise<SearchResult>;
  /** Why a paper is found for a query; null when the id is unknown or the query has no words to rank by. */
  explain(query: Query, id: PaperId): Promise<Explanation | null>;
  /** Ways to go on typing, best first: words and titles of the corpus. */
  suggest(text: string, limit: number): Promise<readonly Suggestion[]>;
  /** Authors whose names have every word of the text, half-typed and in any order; who wrote most comes first. */
  suggestAuthors(text: string, limit: number): Promise<readonly AuthorSuggestion[]>;
  /**
   * Learns from the papers what they have in common, if it has learned nothing yet; other calls are answered meanwhile, by words
   * alone. Later changes of the papers are learned of between the answers.
   */
  learn(): Promise<void>;
  /** How many papers it holds. */
  size(): Promise<number>;
  /**
   * Writes everything that it holds into a file, in the place of an older one, with the number up to which it follows the
   * store. Rejects when the disk does; the older file stays then.
   */
  save(place: SnapshotPlace, seq: number): Promise<void>;
  /**
   * Takes what was saved, in the place of what it holds, and gives that number. Null when there is nothing to take, or what
   * there is is torn, of another store or another version; then it is empty.
   */
  load(place: SnapshotPlace): Promise<number | null>;
  /** Ends the thread, if there is one. No call may follow. */
  close(): Promise<void>;
};

export type Page = { readonly offset: number; readonly limit: number };

export type Hit = {
  readonly id: PaperId;
  /** Higher is better; comparable within one result only. */
  readonly score: number;
  /** The words of the query that the paper has, as {@link Query} gives them (not stemmed), for the snippet. */
  readonly words: readonly string[];
};

export type SearchResult = {
  readonly hits: readonly Hit[];
  /**
   * How many papers there are beyond the page: all that match at least one word, and every filter. Sorted by date or
   * votes, only those with every word, where there are any: a paper that shares one word of three would hide them.
   */
  readonly total: number;
  /** How many of them have every word of the query. */
  readonly complete: number;
  /** Set when the exact words found little and nearby words of the corpus were taken instead. */
  readonly corrections: readonly Correction[];
  /**
   * Words that few papers have, or none, although many have a nearby one, where few papers have every word: perhaps typing
   * mistakes. The exact words were taken; these may be offered.
   */
  readonly suspicions: readonly Correction[];
};

export type Correction = { readonly from: string; readonly to: string };

/** A name as it is compared, and a paper on which it can be read as it is written. */
export type AuthorSuggestion = { readonly text: string; readonly id: PaperId };

export type Suggestion =
  | { readonly kind: 'title'; readonly text: string; readonly id: PaperId }
  | { readonly kind: 'word'; readonly text: string };
