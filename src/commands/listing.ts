import type { PaperId } from '../paper/paper.ts';
import { abstractText } from '../cards/abstract-card.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { resultsCard } from '../cards/results-card.ts';
import type { ResultItem } from '../cards/results-card.ts';
import type { Action, Answer, Span } from '../cards/card.ts';
import { withAction } from '../cards/with-action.ts';
import type { Request } from '../chat/request.ts';
import type { Correction } from '../search/search-index.ts';
import { snippet } from '../search/snippet.ts';
import type { Paper } from '../paper/paper.ts';
import type { SeenList } from '../store/store.ts';
import { showAbstract } from './abstract.ts';
import { toPerson } from './answers.ts';
import type { Command, CommandParts } from './command.ts';
import type { Reference } from './reference.ts';
import { recallLists, rememberList, rememberOwnList } from './seen-list.ts';

/** Five papers are read at a glance in a chat. */
export const PAGE_SIZE = 5;
/** Nobody turns that many pages; it bounds the work of a sentence. */
export const MAX_PAGE = 100;
/** A longer sentence is kept, and the buttons of its page name it by its key: a message would have no room for them. */
const MAX_BUTTON_SENTENCE = 500;

/** Which page of a list, from 1, and which paper on it is shown with its whole abstract. */
export type Turn = { readonly page: number; readonly open: Reference | null };

export const FIRST_PAGE: Turn = { page: 1, open: null };

/** A command that answers with a list, so that its later pages can be asked for: `page 2 search weight decay`. */
export type PagedCommand = Command & {
  /** {@link FIRST_PAGE} is what `run` answers. */
  page(args: string, turn: Turn, request: Request, parts: CommandParts): Promise<Answer>;
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
  /** What the person saved: nobody else gets it by the same sentence. */
  readonly areSaved?: true;
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
export function hitsFor({ page }: Pick<Turn, 'page'>): number {
  return page * PAGE_SIZE;
}

/**
 * Shows one page and remembers its numbers. A paper to open that is not on the page any more is shown alone. Null when
 * the list does not reach that page.
 */
export async function showPage(
  listing: Listing,
  turn: Turn,
  request: Request,
  parts: CommandParts,
): Promise<Answer | null> {
  // Only a later page, or an abstract opened on a page, goes on with a list that was seen.
  const goesOn = turn.page > 1 || turn.open !== null;
  const { before, fresh } = numbered(listing, turn, goesOn ? await recallLists(request, parts) : []);
  const papers = await parts.store.papers.getMany(fresh);
  if (papers.length === 0) return null;
  const opened = papers.find((paper, at) => isMeant(paper, before.length + at + 1, turn.open));
  if (turn.open !== null && opened === undefined) {
    const said = await saidIn(listing.sentence, parts);
    return withWayBack(await showAbstract(turn.open, request, parts), turn, said);
  }
  const said = await saidIn(listing.sentence, parts);
  const hasMore = listing.found.total > before.length + fresh.length && turn.page < MAX_PAGE;
  const more = hasMore ? pageSentence(turn.page + 1, listing.sentence) : null;
  const ids = [...before, ...papers.map(({ id }) => id)];
  await (listing.areSaved === true ? rememberOwnList : rememberList)(request, { ids, more }, parts);
  const card = resultsCard({
    heading: listing.heading,
    items: papers.map((paper, index) =>
      item(paper, before.length + index + 1, listing, { ...turn, said, isOpen: paper === opened }),
    ),
    total: listing.found.total,
    complete: listing.found.complete,
    sorted: listing.sorted,
    filters: listing.filters,
    corrections: listing.found.corrections,
    notes: listing.notes,
    actions: [...pageActions(said, turn.page, hasMore), ...(listing.actions ?? [])],
  });
  return toPerson(card, listing.areSaved === true ? null : sameAgain(listing.sentence, said, turn, opened));
}

type Numbered = { readonly before: readonly PaperId[]; readonly fresh: readonly PaperId[] };

/**
 * What the numbers of the pages before mean, and what comes on this page. When the person turns the page of a list that
 * was `seen` last, or opens a paper on it, its numbers stay as they were, also when papers came in between, and nothing is
 * shown twice.
 */
function numbered(listing: Listing, turn: Turn, seen: readonly SeenList[]): Numbered {
  const { page, open } = turn;
  const hits = listing.found.hits.map(({ id }) => id);
  const start = hitsFor({ page: page - 1 });
  const turned = page > 1 ? seen.find(({ more }) => more === pageSentence(page, listing.sentence)) : undefined;
  if (turned !== undefined) {
    const known = new Set(turned.ids);
    return { before: turned.ids, fresh: hits.filter((id) => !known.has(id)).slice(0, PAGE_SIZE) };
  }
  const opened = open === null ? undefined : seen.find(({ more }) => more === pageSentence(page + 1, listing.sentence));
  const isWhole = opened !== undefined && opened.ids.length > start && opened.ids.length <= hitsFor(turn);
  const ids = isWhole ? opened.ids : hits;
  return { before: ids.slice(0, start), fresh: ids.slice(start, hitsFor(turn)) };
}

function isMeant(paper: Paper, number: number, open: Reference | null): boolean {
  if (open === null) return false;
  return open.kind === 'number' ? open.number === number : open.id === paper.id;
}

type Shown = Pick<Turn, 'page'> & { readonly said: string; readonly isOpen: boolean };

function item(paper: Paper, number: number, listing: Listing, { page, said, isOpen }: Shown): ResultItem {
  const words = listing.found.hits.find(({ id }) => id === paper.id)?.words ?? [];
  const shown = toggle(paper, said, page, isOpen);
  const common = { paper, number, toggle: shown, isSaved: listing.areSaved === true };
  if (!isOpen) return { ...common, text: markedSpans(paper.abstract, words) };
  const { spans, rest } = abstractText(paper);
  return { ...common, text: spans, rest };
}

/** Opens the abstract within its list, or closes it again; by the paper's id, since numbers may change their meaning. */
function toggle(paper: Paper, sentence: string, page: number, isOpen: boolean): Action {
  return isOpen
    ? { label: 'Less', says: pageSentence(page, sentence), effect: 'replace' }
    : { label: 'Abstract', says: openSentence(page, paper, sentence), effect: 'replace' };
}

function markedSpans(abstract: string, words: readonly string[]): readonly Span[] {
  return snippet(abstract, words).map(({ text, marked }) => (marked ? { text, style: 'mark' } : { text }));
}

function sameAgain(sentence: string, said: string, { page }: Turn, opened: Paper | undefined): string {
  if (opened !== undefined) return openSentence(page, opened, said);
  return page === 1 && said === sentence ? sentence : pageSentence(page, said);
}

/** What follows the number of a page in a button: the sentence of the list, or the key under which it is kept. */
async function saidIn(sentence: string, { store }: CommandParts): Promise<string> {
  return sentence.length > MAX_BUTTON_SENTENCE ? `of ${await store.sentences.keep(sentence)}` : sentence;
}

function pageSentence(page: number, sentence: string): string {
  return `page ${page} ${sentence}`;
}

function openSentence(page: number, paper: Paper, sentence: string): string {
  return `page ${page} open ${nameOf(paper.id)} ${sentence}`;
}

function pageActions(said: string, page: number, hasMore: boolean): readonly Action[] {
  const actions: Action[] = [];
  if (page > 1) actions.push({ label: 'Previous', says: pageSentence(page - 1, said), effect: 'replace' });
  if (hasMore) actions.push({ label: 'Next', says: pageSentence(page + 1, said), effect: 'replace' });
  return actions;
}

/** The abstract took the place of the list. */
function withWayBack(answer: Answer, { page }: Turn, sentence: string): Answer {
  const back: Action = { label: 'Back to the list', says: pageSentence(page, sentence), effect: 'replace' };
  return { ...answer, card: withAction(answer.card, back) };
}
