import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/paper/paper.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { parseQuery } from '../../src/search/query.ts';
import { makePaper } from '../support/make-paper.ts';

// Words that are their own stems and no stop words, so that the model needs neither.
const word = fc.constantFrom('red', 'blue', 'green', 'gold', 'teal', 'pink');
const text = fc.array(word, { maxLength: 7 }).map((words) => words.join(' '));
const date = fc.constantFrom(null, '2023', '2023-06', '2024', '2024-01-15', '2024-06', '2025-12-31');
const category = fc.constantFrom('cs.CL', 'cs.LG', 'math.CO', 'hep-th');
const library = fc
  .array(
    fc.record({
      title: text,
      abstract: text,
      authors: fc.array(fc.constantFrom('Ada Gold', 'Bo Teal', 'Ada Smith'), { maxLength: 2 }),
      published: date,
      categories: fc.uniqueArray(category, { maxLength: 2 }),
      upvotes: fc.option(fc.nat(3)),
    }),
    { maxLength: 12 },
  )
  .map((rows) => rows.map((row, number) => makePaper({ id: `jsonl:${String(number).padStart(2, '0')}`, ...row })));

type Filter = { readonly typed: string; readonly holds: (paper: Paper) => boolean };

const has = (field: string, phrase: string): boolean => ` ${field} `.includes(` ${phrase} `);
const anywhere = (paper: Paper, phrase: string): boolean =>
  [paper.title, paper.abstract, ...paper.authors.map((name) => name.toLowerCase())].some((field) => has(field, phrase));
const start = (day: string): string => `${day}-01-01`.slice(0, 10);
const phrase = fc.tuple(word, word).map((words) => words.join(' '));

const filter: fc.Arbitrary<Filter> = fc.oneof(
  phrase.map((p) => ({ typed: `"${p}"`, holds: (paper: Paper) => anywhere(paper, p) })),
  word.map((w) => ({ typed: `-${w}`, holds: (paper: Paper) => !anywhere(paper, w) })),
  phrase.map((p) => ({ typed: `-"${p}"`, holds: (paper: Paper) => !anywhere(paper, p) })),
  word.map((w) => ({ typed: `-ti:${w}`, holds: (paper: Paper) => !has(paper.title, w) })),
  word.map((w) => ({ typed: `ti:${w}`, holds: (paper: Paper) => has(paper.title, w) })),
  phrase.map((p) => ({ typed: `abs:"${p}"`, holds: (paper: Paper) => has(paper.abstract, p) })),
  fc.constantFrom('ada', 'gold', 'smith').map((name) => ({
    typed: `au:${name}`,
    holds: (paper: Paper) => paper.authors.some((author) => has(author.toLowerCase(), name)),
  })),
  fc.constantFrom('cs', 'cs.LG', 'hep-th').map((wanted) => ({
    typed: `cat:${wanted}`,
    holds: (paper: Paper) => paper.categories.some((own) => own === wanted || own.startsWith(`${wanted}.`)),
  })),
  fc.constantFrom('2024', '2024-01', '2024-06-01').map((day) => ({
    typed: `after:${day}`,
    holds: (paper: Paper) => paper.published !== null && pad(paper.published) >= pad(day),
  })),
  fc.constantFrom(0, 1, 3).map((votes) => ({
    typed: `min:${votes}`,
    holds: (paper: Paper) => votes === 0 || (paper.upvotes ?? 0) >= votes,
  })),
  fc.constantFrom('2024', '2024-02').map((day) => ({
    typed: `before:${day}`,
    holds: (paper: Paper) => paper.published !== null && pad(paper.published) < pad(day),
  })),
);

function pad(day: string): string {
  return day.length === 7 ? `${day}-01` : start(day);
}

function newest(a: Paper, b: Paper): number {
  const [one, other] = [pad(a.published ?? '0000'), pad(b.published ?? '0000')];
  return other.localeCompare(one) || a.id.localeCompare(b.id);
}

describe('filters, against a model that reads every paper', () => {
  it('keeps exactly the papers that pass, in the order asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        library,
        fc.uniqueArray(filter, { selector: ({ typed }) => typed.split(':')[0], minLength: 1, maxLength: 3 }),
        fc.constantFrom('sort:new', 'sort:top'),
        async (papers, filters, sort) => {
          const index = createPaperIndex();
          await index.put(papers);
          const query = { ...parseQuery([...filters.map(({ typed }) => typed), sort].join(' ')), words: [] };
          const result = await index.search(query, { offset: 0, limit: 100 });
          const votes = (a: Paper, b: Paper): number => (b.upvotes ?? -1) - (a.upvotes ?? -1) || newest(a, b);
          const expected = papers
            .filter((paper) => filters.every(({ holds }) => holds(paper)))
            .toSorted(sort === 'sort:new' ? newest : votes);
          // A word that no paper has is replaced by the nearest one; the model knows no such thing.
          if (result.corrections.length > 0) return;
          expect(result.hits.map((hit) => hit.id)).toEqual(expected.map((paper) => paper.id));
          expect(result.total).toBe(expected.length);
        },
      ),
      { seed: 20261124, numRuns: 400 },
    );
  });

  it('finds exactly the papers with one of the words, the ones with all of them counted', async () => {
    await fc.assert(
      fc.asyncProperty(library, fc.uniqueArray(word, { minLength: 1, maxLength: 3 }), async (papers, words) => {
        const index = createPaperIndex();
        await index.put(papers);
        const result = await index.search(parseQuery(words.join(' ')), { offset: 0, limit: 100 });
        if (result.corrections.length > 0) return;
        const count = (paper: Paper): number => words.filter((one) => anywhere(paper, one)).length;
        const expected = papers.filter((paper) => count(paper) > 0);
        expect(result.hits.map((hit) => hit.id).toSorted()).toEqual(expected.map((paper) => paper.id));
        expect(result.complete).toBe(papers.filter((paper) => count(paper) === words.length).length);
      }),
      { seed: 20261124, numRuns: 400 },
    );
  });
});
