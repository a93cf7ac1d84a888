import { arxivIdOf } from '../paper/arxiv-id.ts';
import type { Clause, Field } from './clause.ts';
import type { Query } from './query.ts';

/** The filters that a query holds, each in a few plain words, in a stable order. Words to rank by are no filter. */
export function describeQuery(query: Query): readonly string[] {
  const filters: string[] = [];
  const [id] = query.ids;
  if (id !== undefined) {
    filters.push(query.ids.length === 1 ? `paper ${arxivIdOf(id) ?? id}` : `${query.ids.length} papers by id`);
  }
  for (const clause of query.phrases) filters.push(`${where(clause.field)} “${clause.text}”`);
  for (const clause of query.required) filters.push(`${where(clause.field)} ${clause.text}`);
  for (const clause of query.excluded) filters.push(without(clause));
  if (query.categories.length > 0) filters.push(`in ${query.categories.join(' or ')}`);
  const dates = describeDates(query.after, query.before);
  if (dates !== null) filters.push(dates);
  if (query.min !== null) filters.push(query.min === 1 ? 'at least 1 vote' : `at least ${query.min} votes`);
  return filters;
}

const places: Readonly<Record<Field, string>> = { title: 'title has', abstract: 'abstract has', authors: 'by' };

function where(field: Field | null): string {
  return field === null ? 'with' : places[field];
}

const missing: Readonly<Record<Field, string>> = {
  title: 'title without',
  abstract: 'abstract without',
  authors: 'not by',
};

function without({ field, text }: Clause): string {
  const quoted = /\s/.test(text) ? `“${text}”` : text;
  return `${field === null ? 'without' : missing[field]} ${quoted}`;
}

function describeDates(after: string | null, before: string | null): string | null {
  if (after !== null && before !== null) {
    const years = /^\d{4}$/.test(after) && /^\d{4}$/.test(before) ? Number(before) - Number(after) : 0;
    if (years === 1) return `from ${after}`;
    if (years > 1) return `from ${after} to ${Number(before) - 1}`;
    return `from ${after} on, before ${before}`;
  }
  if (after !== null) return `from ${after} on`;
  return before === null ? null : `before ${before}`;
}
