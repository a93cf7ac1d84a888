import type { Paper } from '../paper/paper.ts';
import { parseQuery } from '../search/query.ts';
import type { Query } from '../search/query.ts';
import type { SearchIndex } from '../search/search-index.ts';

/** Why a paper is not among the hits of a query. */
export type Miss =
  | { readonly kind: 'too-few-votes'; readonly min: number; readonly votes: number }
  /** As it was typed: `-survey`. */
  | { readonly kind: 'excluded'; readonly typed: string }
  /** As it was typed: `cat:cs.CL`, `"weight decay"`. */
  | { readonly kind: 'filter'; readonly typed: string }
  /** It has none of the words. */
  | { readonly kind: 'words' };

const MOST_NAMED = 1_000;

/** The first condition of a query, in the order of its text, that a paper of the index does not meet; null: it is a hit. */
export async function missOf(
  index: Pick<SearchIndex, 'search'>,
  query: Query,
  { id, upvotes }: Pick<Paper, 'id' | 'upvotes'>,
): Promise<Miss | null> {
  // A query that names papers names few.
  const isHit = async (asked: Query): Promise<boolean> => {
    const ids = asked.ids.length === 0 ? [id] : asked.ids;
    const { hits } = await index.search({ ...asked, ids }, { offset: 0, limit: MOST_NAMED });
    return hits.some((hit) => hit.id === id);
  };
  for (const filters of Map.groupBy(query.filters, ({ condition }) => condition).values()) {
    const typed = filters.map(({ at, length }) => query.text.slice(at, at + length)).join(' ');
    const alone = parseQuery(typed);
    if (await isHit({ ...alone, words: [] })) continue;
    if (alone.min !== null) return { kind: 'too-few-votes', min: alone.min, votes: upvotes ?? 0 };
    return { kind: alone.excluded.length > 0 ? 'excluded' : 'filter', typed };
  }
  if (await isHit(query)) return null;
  return query.ids.length > 0 ? { kind: 'filter', typed: query.text } : { kind: 'words' };
}
