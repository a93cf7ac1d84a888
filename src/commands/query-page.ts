import type { Answer } from '../cards/card.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { paperCard } from '../cards/paper-card.ts';
import { withOffer } from '../cards/with-offer.ts';
import type { Request } from '../chat/request.ts';
import type { Paper } from '../paper/paper.ts';
import { describeQuery } from '../search/describe-query.ts';
import { parseQuery } from '../search/query.ts';
import type { Query } from '../search/query.ts';
import { toPerson } from './answers.ts';
import type { CommandParts } from './command.ts';
import { paperNamedBy, unknownPaper } from './find-paper.ts';
import { hitsFor, showPage } from './listing.ts';
import { noteInWords } from './note-in-words.ts';
import type { Listing, Turn } from './listing.ts';
import { nothingFound } from './nothing-found.ts';
import { suspected } from './suspected.ts';
import { rememberList } from './seen-list.ts';

const MAX_NOTES = 4;
const SORTED = { relevance: 'by relevance', new: 'newest first', top: 'most voted first' } as const;

/**
 * A page of the papers for a query text. A query that is nothing but the id or the link of one paper shows the paper
 * itself. Null when there are papers, but not as many pages.
 */
export async function queryPage(
  asked: { readonly heading: string; readonly sentence: string; readonly text: string },
  turn: Turn,
  request: Request,
  parts: CommandParts,
): Promise<Answer | null> {
  const query = parseQuery(asked.text);
  const only = onlyId(query);
  const named = only === null ? await paperNamedBy(asked.text, parts) : await parts.store.papers.lookup(only);
  if (named !== null) return singlePaper(named, request, parts);
  if (only !== null) return unknownPaper(only);
  const found = await parts.index.search(query, { offset: 0, limit: hitsFor(turn) });
  if (found.total === 0) return nothingFound(query, parts);
  const listing: Listing = {
    heading: asked.heading,
    sentence: asked.sentence,
    found: { ...found, complete: query.words.length > 1 && found.complete < found.total ? found.complete : null },
    sorted: sortedInWords(query),
    filters: describeQuery(query),
    notes: await notes(query, found.hits[0]?.id, parts),
  };
  const shown = await showPage(listing, turn, request, parts);
  const offer = shown === null ? null : await suspected(asked.text, found, parts.index);
  return shown === null || offer === null ? shown : { ...shown, card: withOffer(shown.card, offer) };
}

/** In which order the index gives the papers of a query. */
export function sortedInWords(query: Query): string {
  return SORTED[query.sort ?? (query.words.length > 0 ? 'relevance' : 'new')];
}

/** How the text was read, and whether its order means anything. */
async function notes(query: Query, first: string | undefined, parts: CommandParts): Promise<readonly string[]> {
  const said = query.notes.slice(0, MAX_NOTES).map((note) => noteInWords(query, note));
  if (isEmpty(query)) said.push('There is no word to look for in it, so these are all papers.');
  if (query.notes.length > MAX_NOTES) said.push(`and ${query.notes.length - MAX_NOTES} more notes like these.`);
  if (query.sort !== 'top' || first === undefined) return said;
  const paper = await parts.store.papers.get(first);
  return (paper?.upvotes ?? 0) > 0
    ? said
    : [...said, 'Nobody has voted for these papers yet, so the order says nothing.'];
}

/** Nothing but signs, which stand for nothing. */
function isEmpty(query: Query): boolean {
  const { words, phrases, required, excluded } = query;
  const asked = [...words, ...phrases, ...required, ...excluded, ...describeQuery(query)];
  return query.text.trim() !== '' && query.sort === null && asked.length === 0;
}

function onlyId(query: Query): string | null {
  const [id, ...others] = query.ids;
  if (id === undefined || others.length > 0) return null;
  const clauses = query.words.length + query.phrases.length + query.required.length + query.excluded.length;
  const isOnly =
    clauses === 0 &&
    query.categories.length === 0 &&
    query.after === null &&
    query.before === null &&
    query.min === null;
  return isOnly ? id : null;
}

async function singlePaper(paper: Paper, request: Request, parts: CommandParts): Promise<Answer> {
  await rememberList(request, { ids: [paper.id], more: null }, parts);
  return toPerson(paperCard(paper), `paper ${nameOf(paper.id)}`);
}
