import type { Paper } from '../paper/paper.ts';
import type { Action, Block, Card, ListItem, Span } from './card.ts';
import { correctionLine } from './correction-line.ts';
import { filtersLine } from './filters-line.ts';
import { itemActions, paperActions } from './paper-actions.ts';
import { paperLine } from './paper-facts.ts';
import { paperTitle } from './paper-title.ts';

export type ResultItem = {
  readonly paper: Paper;
  /** The number that can be typed for it. */
  readonly number: number;
  /** Sentences of the abstract, with the words that matched as marked spans; or all of it. */
  readonly text: readonly Span[];
  /** What else the list has to say of it, in a few words: `+24 votes`. */
  readonly news?: string;
  /** How to read on in it, where it is all of the abstract: a button for each span. */
  readonly rest?: readonly Action[];
  /** Shows more of it, or less again. Left out: what any list offers. */
  readonly toggle?: Action;
  /** It is on the list of whoever sees it. */
  readonly isSaved?: boolean;
};

export type ResultsPage = {
  /** What these papers are: `Papers for “weight decay”`. */
  readonly heading: string;
  readonly items: readonly ResultItem[];
  /** How many there are on all pages. */
  readonly total: number;
  /** How many of them have every word, where that says something; else null. */
  readonly complete: number | null;
  /** `by relevance`, `newest first`. */
  readonly sorted: string;
  /** Filters that held, in words. */
  readonly filters: readonly string[];
  readonly corrections: readonly { readonly from: string; readonly to: string }[];
  /** Further plain sentences: how the text was read, what is missing. */
  readonly notes: readonly string[];
  /** Buttons of the page: next, previous. */
  readonly actions: readonly Action[];
};

/** A page of numbered papers that says how many there are, how they were sorted and which filters held. */
export function resultsCard(page: ResultsPage): Card {
  const blocks: Block[] = [{ kind: 'note', spans: [{ text: countInWords(page) }] }];
  if (page.filters.length > 0) {
    blocks.push({ kind: 'note', spans: [{ text: filtersLine(page.filters) }] });
  }
  for (const correction of page.corrections) blocks.push({ kind: 'note', spans: correctionLine(correction, true) });
  for (const text of page.notes) blocks.push({ kind: 'note', spans: [{ text }] });
  blocks.push({ kind: 'list', items: page.items.map(listItem) });
  if (page.items.length > 0) blocks.push(numbersHint(page));
  if (page.actions.length > 0) blocks.push({ kind: 'actions', actions: page.actions });
  return { title: { text: page.heading }, blocks };
}

/** `1–5 of 32, by relevance; 3 have all the words`. */
function countInWords(page: ResultsPage): string {
  const first = page.items[0]?.number ?? 0;
  const last = page.items.at(-1)?.number ?? 0;
  const papers = page.total === 1 ? '1 paper' : `${page.total} papers`;
  const shown = page.items.length === page.total ? papers : `${first}–${last} of ${papers}`;
  const sorted = page.total === 1 ? '' : `, ${page.sorted}`;
  if (page.complete === null) return `${shown}${sorted}`;
  const complete = page.complete === 0 ? 'none has all the words' : `${page.complete} with all the words`;
  return `${shown}${sorted}; ${complete}`;
}

function listItem({ paper, number, text, news, rest, toggle, isSaved }: ResultItem): ListItem {
  const actions = toggle === undefined ? itemActions(paper, isSaved) : [toggle, ...paperActions(paper, isSaved)];
  const facts = news === undefined ? paperLine(paper) : [...paperLine(paper), { text: news }];
  const item = { number, title: paperTitle(paper), facts, text: apart(text), actions };
  return rest === undefined ? item : { ...item, rest };
}

/** What was left out stands apart from a whole sentence: `… It ends. …`; `it goes…` stays as it is. */
function apart(text: readonly Span[]): readonly Span[] {
  const whole = text.map((span) => span.text).join('');
  const before = /^…\p{Lu}/u.test(whole);
  const after = /[.!?]…$/u.test(whole);
  return text.map((span, at) => {
    let shown = before && at === 0 ? span.text.replace(/^…/u, '… ') : span.text;
    if (after && at === text.length - 1) shown = shown.replace(/…$/u, ' …');
    return shown === span.text ? span : { ...span, text: shown };
  });
}

/** The same on every page, by the first number on it. */
function numbersHint(page: ResultsPage): Block {
  const first = page.items[0]?.number ?? 1;
  const more = (page.items.at(-1)?.number ?? 0) < page.total ? ', more' : '';
  const names = ['paper', 'similar', 'save', 'cite'].map((name) => `${name} ${first}`).join(', ');
  return { kind: 'hint', text: `Numbers work as names: ${names}${more}` };
}
