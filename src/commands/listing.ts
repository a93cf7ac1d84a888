import type { PaperId } from '../paper/paper.ts';
import { resultsCard } from '../cards/results-card.ts';
import type { ResultItem } from '../cards/results-card.ts';
import type { Action, Answer, Span } from '../cards/card.ts';
import type { Request } from '../chat/request.ts';
import type { Correction } from '../search/search-index.ts';
import { snippet } from '../search/snippet.ts';
import type { Paper } from '../paper/paper.ts';
import type { SeenList } from '../store/store.ts';
import { toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';

/** Five papers are read at a glance in a chat. */
export const PAGE_SIZE = 5;
/** Nobody turns that many pages; it bounds the work of a sentence. */
export const MAX_PAGE = 100;
/** A button with a longer sentence says `more` instead; Slack's limit for the value of a button is 2,000. */
const MAX_BUTTON_SENTENCE = 500;

/** A command that answers with a list, so that its later pages can be asked for: `page 2 search weight decay`. */
export type PagedCommand = Command & {
  /** `page` counts from 1; 1 is what `run` answers. */
  page(args: string, page: number, request: Request, parts: CommandParts): Promise<Answer>;
};

export type Listing = {
  readonly heading: string;
  /** The sentence that gives this list again, whatever was seen in between. */
  readonly sentence: string;
  readonly found: Found;
  /** `by relevance`, `newest first`. */
  readonly sorted: string;
  readonly filters: readonly string[];
  readonly notes: readonly string[];
  readonly actions?: readonly Action[];
};

export type Found = {
  /** From the very first to the last of the page that is wanted. */
  readonly hits: readonly { readonly id: PaperId; readonly words: readonly string[] }[];
  readonly total: number;
  /** Null where it says nothing. */
  readonly complete: number | null;
  readonly corrections: readonly Correction[];
};

/** How many hits a {@link Listing} must hold for a page. */
export function hitsFor(page: number): number {
  return page * PAGE_SIZE;
}

/** Shows one page and remembers its numbers. Null when the list does not reach that page. */
export async function showPage(
  listing: Listing,
  page: number,
  request: Request,
  parts: CommandParts,
): Promise<Answer | null> {
  const seen = await parts.store.people.recall(request.person, request.place);
  const { before, fresh } = numbered(listing, page, seen);
  const papers = await parts.store.papers.getMany(fresh);
  if (papers.length === 0) return null;
  const hasMore = listing.found.total > before.length + fresh.length && page < MAX_PAGE;
  const more = hasMore ? pageSentence(page + 1, listing.sentence) : null;
  const ids = [...before, ...papers.map(({ id }) => id)];
  await parts.store.people.remember(request.person, request.place, { ids, more });
  return toPerson(
    resultsCard({
      heading: listing.heading,
      items: papers.map((paper, index) => item(paper, before.length + index + 1, listing)),
      total: listing.found.total,
      complete: listing.found.complete,
      sorted: listing.sorted,
      filters: listing.filters,
      corrections: listing.found.corrections,
      notes: listing.notes,
      actions: [...pageActions(listing.sentence, page, more), ...(listing.actions ?? [])],
    }),
  );
}

type Numbered = { readonly before: readonly PaperId[]; readonly fresh: readonly PaperId[] };

/**
 * What the numbers of the pages before mean, and what comes on this page. When the person turns the page of the list that
 * was seen last, its numbers stay as they were, also when papers came in between, and nothing is shown twice.
 */
function numbered(listing: Listing, page: number, seen: SeenList | null): Numbered {
  const hits = listing.found.hits.map(({ id }) => id);
  const turned = page > 1 && seen !== null && seen.more === pageSentence(page, listing.sentence);
  if (!turned) return { before: hits.slice(0, hitsFor(page - 1)), fresh: hits.slice(hitsFor(page - 1), hitsFor(page)) };
  const known = new Set(seen.ids);
  return { before: seen.ids, fresh: hits.filter((id) => !known.has(id)).slice(0, PAGE_SIZE) };
}

function item(paper: Paper, number: number, listing: Listing): ResultItem {
  const words = listing.found.hits.find(({ id }) => id === paper.id)?.words ?? [];
  return { paper, number, snippet: markedSpans(paper.abstract, words) };
}

function markedSpans(abstract: string, words: readonly string[]): readonly Span[] {
  return snippet(abstract, words).map(({ text, marked }) => (marked ? { text, style: 'mark' } : { text }));
}

function pageSentence(page: number, sentence: string): string {
  return `page ${page} ${sentence}`;
}

function pageActions(sentence: string, page: number, more: string | null): readonly Action[] {
  const actions: Action[] = [];
  const isShort = sentence.length <= MAX_BUTTON_SENTENCE;
  if (page > 1 && isShort) actions.push({ label: 'Previous', says: pageSentence(page - 1, sentence) });
  if (more !== null) actions.push({ label: 'More', says: isShort ? more : 'more' });
  return actions;
}
