import { toPaper } from '../../src/paper/paper.ts';
import type { Paper, PaperFields } from '../../src/paper/paper.ts';

export const AT = '2026-11-24T09:00:00.000Z';

/** A paper that a file told of: with an id of its own when `id` is given, else with a weak one. */
export function seenPaper(fields: PaperFields & { readonly id?: string; readonly source?: string }): Paper {
  const { id, source = 'jsonl', ...rest } = fields;
  return toPaper(rest, { source, sourceId: id ?? null, at: AT });
}

/** The same number gives the same paper, of about the size of a real one, so that a stored one can be checked whole. */
export function numberedPaper(number: number): Paper {
  const sentence = `Sentence of paper ${number}, which says what the papers beside it do not say. `;
  return seenPaper({
    id: `n-${number}`,
    title: `Paper number ${number}`,
    abstract: sentence.repeat(15),
    authors: [`Ada ${number}`, 'Grace Hopper'],
    categories: ['cs.CL'],
    keywords: [`k${number}`],
  });
}
