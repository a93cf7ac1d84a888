import type { Clause, Field, Query } from '../search/query.ts';

const OPERATORS: Readonly<Record<Field, string>> = { title: 'ti', abstract: 'abs', authors: 'au' };

/** A text that is read as that query again, except for the order of its parts. */
export function queryText(query: Query): string {
  return [
    ...plainWords(query),
    ...query.phrases.map(phraseText),
    ...query.required.map(clauseText),
    ...query.excluded.map((clause) => `-${clauseText(clause)}`),
    ...query.categories.map((category) => `cat:${category}`),
    ...query.ids.map((id) => `id:${id.startsWith('arxiv:') ? id.slice('arxiv:'.length) : id}`),
    ...(query.after === null ? [] : [`after:${query.after}`]),
    ...(query.before === null ? [] : [`before:${query.before}`]),
    ...(query.sort === null ? [] : [`sort:${query.sort}`]),
  ].join(' ');
}

export function phraseText({ field, text }: Clause): string {
  return field === null ? `"${text}"` : `${OPERATORS[field]}:"${text}"`;
}

export function clauseText({ field, text }: Clause): string {
  const value = /\s/u.test(text) ? `"${text}"` : text;
  return field === null ? value : `${OPERATORS[field]}:${value}`;
}

/** The words that were typed as words: those of phrases, `ti:` and `abs:` come back by themselves. */
function plainWords(query: Query): readonly string[] {
  const brought = new Map<string, number>();
  for (const { field, text } of [...query.phrases, ...query.required]) {
    if (field === 'authors') continue;
    for (const part of text.split(/\s+/u)) {
      const word = part.replace(/^[^\p{L}\p{N}]+/u, '').replace(/[^\p{L}\p{N}\p{M}+#*]+$/u, '');
      brought.set(word, (brought.get(word) ?? 0) + 1);
    }
  }
  return query.words.filter((word) => {
    const left = brought.get(word) ?? 0;
    brought.set(word, left - 1);
    return left <= 0;
  });
}
