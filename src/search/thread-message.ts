import type { Paper, PaperId } from '../paper/paper.ts';
import type { Explanation } from './explain-hit.ts';
import type { Query } from './query.ts';
import type { SnapshotPlace } from './snapshot.ts';
import type { AuthorSuggestion, Page, SearchResult, Suggestion } from './search-index.ts';

/** What the thread is asked to do: a call of the index, as plain data. */
export type ThreadCall =
  | { readonly name: 'put'; readonly papers: readonly Paper[] }
  | { readonly name: 'remove'; readonly ids: readonly PaperId[] }
  | { readonly name: 'search'; readonly query: Query; readonly page: Page }
  | { readonly name: 'related'; readonly id: PaperId; readonly page: Page }
  | { readonly name: 'explain'; readonly query: Query; readonly id: PaperId }
  | { readonly name: 'suggest'; readonly text: string; readonly limit: number }
  | { readonly name: 'suggestAuthors'; readonly text: string; readonly limit: number }
  | { readonly name: 'learn' }
  | { readonly name: 'save'; readonly place: SnapshotPlace; readonly seq: number }
  | { readonly name: 'load'; readonly place: SnapshotPlace }
  | { readonly name: 'size' };

/** Requests are numbered, and answered in the order in which they came; but for `learn`, which others overtake. */
export type ThreadRequest = { readonly number: number; readonly call: ThreadCall };

export type ThreadReply =
  | { readonly number: number; readonly ok: true; readonly answer: ThreadAnswer }
  /** The call failed; the thread goes on. */
  | { readonly number: number; readonly ok: false; readonly error: unknown };

export type ThreadAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'result'; readonly result: SearchResult }
  | { readonly kind: 'explanation'; readonly explanation: Explanation | null }
  | { readonly kind: 'suggestions'; readonly suggestions: readonly Suggestion[] }
  | { readonly kind: 'authors'; readonly authors: readonly AuthorSuggestion[] }
  | { readonly kind: 'loaded'; readonly seq: number | null }
  | { readonly kind: 'size'; readonly size: number };
