import { parseQuery } from '../search/query.ts';
import type { Query, TypedFilter } from '../search/query.ts';
import type { SearchIndex } from '../search/search-index.ts';

/** Each one is a search over all papers; people use one filter or two. */
const MAX_TRIED = 6;

export type Looser = {
  /** What was left out, as it was typed, or `any filter`. */
  readonly without: string;
  /** The text of the query without it. */
  readonly text: string;
  readonly total: number;
};

/** The one filter whose absence gives the most papers, or else all of them together; null when that gives none either. */
export async function loosen(query: Query, index: SearchIndex): Promise<Looser | null> {
  const conditions = [...Map.groupBy(query.filters, ({ condition }) => condition).values()];
  let best: Looser | null = null;
  for (const left of conditions.slice(0, MAX_TRIED)) {
    const without = left.map((filter) => bare(typed(query, filter))).join(' ');
    const looser = await count(query, left, without, index);
    if (looser !== null && looser.total > (best?.total ?? 0)) best = looser;
  }
  return best ?? (conditions.length > 1 ? count(query, query.filters, 'any filter', index) : null);
}

/**
 * What is counted is the very sentence that is offered. Null when it gives nothing, or when it would be read otherwise than
 * as the query without these filters, as where a phrase becomes words and these make a long question.
 */
async function count(
  query: Query,
  left: readonly TypedFilter[],
  without: string,
  index: SearchIndex,
): Promise<Looser | null> {
  const text = leaveOut(query.text, left);
  if (text === '') return null;
  const looser = parseQuery(text);
  const kept = query.filters.filter((filter) => !left.includes(filter)).map((filter) => typed(query, filter));
  const read = looser.filters.map((filter) => typed(looser, filter));
  if (JSON.stringify(read) !== JSON.stringify(kept)) return null;
  const { total } = await index.search(looser, { offset: 0, limit: 1 });
  return total === 0 ? null : { without, text, total };
}

/** The text without some filters; words of a phrase or a field stay as words to rank by. */
function leaveOut(text: string, filters: readonly TypedFilter[]): string {
  let rest = text;
  for (const { at, length, words } of filters.toReversed()) {
    const before = rest.slice(0, at);
    const bracket = /^[([{<]/.test(rest.slice(at, at + 1));
    const after = rest.slice(at + length).replace(bracket ? /^[)\]}>]+/ : '', '');
    rest = words === '' ? `${before.trimEnd()} ${after.trimStart()}` : `${before}${words}${after}`;
  }
  return rest.trim();
}

function typed({ text }: Query, { at, length }: TypedFilter): string {
  return text.slice(at, at + length);
}

/** Without the signs of the sentence around it. */
function bare(text: string): string {
  return text.replace(/^[([{<]+/, '').replace(/[)\]}>,;.!?]+$/, '');
}
