import type { Paper } from '../paper/paper.ts';
import { line } from './line.ts';

/** A search link must fit a link button everywhere; Discord's limit of 512 is the tightest. */
const MAX_QUERY_UNITS = 400;

/**
 * A search for the title on Google Scholar, for a paper whose own page nobody confirmed. It is always labelled as a
 * search; it never pretends to be the paper's page.
 */
export function searchUrl(paper: Paper): string {
  const words = line(paper.title) || line(paper.abstract.slice(0, 2 * MAX_QUERY_UNITS));
  let query = '';
  for (const symbol of words.toWellFormed()) {
    const encoded = encode(symbol);
    if (query.length + encoded.length > MAX_QUERY_UNITS) break;
    query += encoded;
  }
  return `https://scholar.google.com/scholar?q=${query}`;
}

/** Brackets and the like too, which would end a link in many a chat. */
function encode(symbol: string): string {
  if (symbol === ' ') return '+';
  return /[!'()*]/u.test(symbol) ? `%${symbol.charCodeAt(0).toString(16).toUpperCase()}` : encodeURIComponent(symbol);
}
