import { parseQuery } from '../search/query.ts';
import type { Query } from '../search/query.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { clauseText, phraseText, queryText } from './query-text.ts';

/** Each one is a search over all papers; people use one filter or two. */
const MAX_TRIED = 6;

export type Looser = {
  /** The part that was left out, as it is typed, or `any filter`. */
  readonly without: string;
  /** The query without it, as it is typed. */
  readonly text: string;
  readonly total: number;
};

/** The one filter whose absence gives the most papers, or else all of them together; null when that gives none either. */
export async function loosen(query: Query, index: SearchIndex): Promise<Looser | null> {
  const single = variants(query);
  let best: Looser | null = null;
  for (const variant of single.slice(0, MAX_TRIED)) {
    const looser = await count(variant, index);
    if (looser !== null && looser.total > (best?.total ?? 0)) best = looser;
  }
  return best ?? (single.length > 1 ? count(withoutAll(query), index) : null);
}

/** What is counted is the very sentence that is offered. Null when it gives nothing. */
async function count({ without, rest }: Variant, index: SearchIndex): Promise<Looser | null> {
  const text = queryText(rest);
  if (text === '') return null;
  const { total } = await index.search(parseQuery(text), { offset: 0, limit: 1 });
  return total === 0 ? null : { without, text, total };
}

type Variant = { readonly without: string; readonly rest: Query };

/** The query without each of its filters in turn. Words of a phrase or a field stay as words to rank by. */
function variants(query: Query): readonly Variant[] {
  const { phrases, required, excluded, categories, after, before } = query;
  const all: Variant[] = [
    ...phrases.map((clause, at) => ({ without: phraseText(clause), rest: { ...query, phrases: omit(phrases, at) } })),
    ...required.map((clause, at) => ({
      without: clauseText(clause),
      rest: { ...query, required: omit(required, at) },
    })),
    ...excluded.map((clause, at) => ({
      without: `-${clauseText(clause)}`,
      rest: { ...query, excluded: omit(excluded, at) },
    })),
  ];
  if (categories.length > 0) {
    const without = categories.map((category) => `cat:${category}`).join(' ');
    all.push({ without, rest: { ...query, categories: [] } });
  }
  if (after !== null) all.push({ without: `after:${after}`, rest: { ...query, after: null } });
  if (before !== null) all.push({ without: `before:${before}`, rest: { ...query, before: null } });
  return all;
}

function withoutAll(query: Query): Variant {
  const none = { phrases: [], required: [], excluded: [], categories: [], after: null, before: null };
  return { without: 'any filter', rest: { ...query, ...none } };
}

function omit<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, at) => at !== index);
}
