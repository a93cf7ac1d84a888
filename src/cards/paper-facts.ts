import type { Paper } from '../paper/paper.ts';
import { isWithdrawn } from '../paper/withdrawn.ts';
import { webUrl } from '../paper/web-url.ts';
import type { Fact, Span } from './card.ts';
import { clamp } from './clamp.ts';
import { dateInWords } from './dates.ts';
import { isVisible, line } from './line.ts';
import { recordsInWords } from './records-in-words.ts';
import { searchUrl } from './search-url.ts';

const MAX_NAME = 80;
/** A line of any platform has room for it, so that no name is cut there. */
const MAX_AUTHORS_TEXT = 450;
const MAX_CATEGORIES = 6;

/** The first `most` authors and "et al." when there are more; null when none is known. */
export function authorsInShort(authors: readonly string[], most: number): string | null {
  const names = authors.filter(isVisible).map((name) => clamp(line(name), MAX_NAME));
  if (names.length === 0) return null;
  return names.length > most ? `${names.slice(0, most).join(', ')} et al.` : names.join(', ');
}

/** All authors, or as many as there is room for and how many more there are; null when none is known. */
export function authorsInFull(authors: readonly string[]): string | null {
  const names = authors.filter(isVisible).map((name) => clamp(line(name), MAX_NAME));
  if (names.length === 0) return null;
  let length = 0;
  const shown = names.findIndex((name) => (length += name.length + 2) > MAX_AUTHORS_TEXT);
  if (shown === -1) return names.join(', ');
  return `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`;
}

/** `1 vote`, `12 votes`; null when nobody counted. */
export function votesInWords(upvotes: number | null): string | null {
  if (upvotes === null) return null;
  return upvotes === 1 ? '1 vote' : `${upvotes} votes`;
}

/** That it was withdrawn; authors, date, categories, votes, and a search link when the paper has no page: one line for a list. */
export function paperLine(paper: Paper, mostAuthors = 3): readonly Span[] {
  const words = [
    authorsInShort(paper.authors, mostAuthors),
    paper.published === null ? null : dateInWords(paper.published),
    categoriesInWords(paper.categories),
    votesInWords(paper.upvotes),
  ];
  const spans: Span[] = words.filter((word) => word !== null).map((text) => ({ text }));
  if (webUrl(paper.url) === null) spans.push(searchForIt(paper));
  return isWithdrawn(paper) ? [{ text: 'Withdrawn', style: 'strong' }, ...spans] : spans;
}

/** What else there is of a paper: links to its PDF and its code. */
export function paperLinks(paper: Paper): readonly Span[] {
  return [
    { text: 'PDF', url: webUrl(paper.pdfUrl) },
    { text: 'Code', url: webUrl(paper.codeUrl) },
  ].flatMap(({ text, url }) => (url === null ? [] : [{ text, url }]));
}

/** The facts of {@link paperLine} as labelled values, with the links to PDF and code. */
export function paperFacts(paper: Paper): readonly Fact[] {
  const facts: Fact[] = [];
  const add = (label: string, text: string | null): void => {
    if (text !== null) facts.push({ label, value: [{ text }] });
  };
  const addLink = (label: string, address: string | null): void => {
    const url = webUrl(address);
    if (url !== null) facts.push({ label, value: [{ text: url, url }] });
  };
  if (isWithdrawn(paper)) add('Withdrawn', 'It was taken back by its authors, or by arXiv.');
  add('Authors', authorsInFull(paper.authors));
  add('Date', paper.published === null ? null : dateInWords(paper.published));
  add('Categories', categoriesInWords(paper.categories));
  add('Votes', paper.upvotes === null ? null : String(paper.upvotes));
  if (webUrl(paper.url) === null) facts.push({ label: 'Page', value: [{ text: 'not known: ' }, searchForIt(paper)] });
  addLink('PDF', paper.pdfUrl);
  addLink('Code', paper.codeUrl);
  if (paper.sightings.length > 1) add('Records', recordsInWords(paper.sightings));
  return facts;
}

function categoriesInWords(categories: readonly string[]): string | null {
  const names = categories.filter(isVisible).map((name) => clamp(line(name), MAX_NAME));
  if (names.length === 0) return null;
  return names.length > MAX_CATEGORIES ? `${names.slice(0, MAX_CATEGORIES).join(', ')} …` : names.join(', ');
}

function searchForIt(paper: Paper): Span {
  return { text: 'search for it', url: searchUrl(paper) };
}
