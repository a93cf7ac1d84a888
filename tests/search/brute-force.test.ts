import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/paper/paper.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { parseQuery } from '../../src/search/query.ts';
import { bruteForce } from './brute-force.ts';
import { makePaper } from '../support/make-paper.ts';

const seed = 20261124;
// Words of both numbers, so that stems meet; stop words, so that phrases have them; names that are no words of the texts.
const word = fc.constantFrom(
  'network',
  'networks',
  'graph',
  'graphs',
  'decay',
  'weight',
  'weights',
  'tensor',
  'the',
  'of',
  'sparse',
  'proof',
  // A category, too.
  'econ',
);
const text = (maxLength: number): fc.Arbitrary<string> => fc.array(word, { maxLength }).map((words) => words.join(' '));
const name = fc.constantFrom('Ada Lovelace', 'Grace Hopper', 'Alan Turing', 'Ada Turing');
const paper = fc.record({
  id: fc.nat(30).map((number) => `jsonl:${String(number).padStart(2, '0')}`),
  title: text(8),
  abstract: text(40),
  authors: fc.array(name, { maxLength: 3 }),
  published: fc.constantFrom(null, '2023', '2023-06', '2024', '2024-01-15', '2025-12-31'),
  categories: fc.uniqueArray(fc.constantFrom('math', 'physics', 'econ'), { maxLength: 2 }),
  keywords: fc.array(word, { maxLength: 4 }),
  upvotes: fc.option(fc.nat(3)),
});
const change = fc.oneof(
  { weight: 4, arbitrary: paper.map((fields) => ({ kind: 'put' as const, papers: [makePaper(fields)] })) },
  {
    weight: 1,
    arbitrary: fc.array(paper, { maxLength: 6 }).map((list) => ({ kind: 'put' as const, papers: list.map(makePaper) })),
  },
  {
    weight: 2,
    arbitrary: fc.nat(30).map((n) => ({ kind: 'remove' as const, id: `jsonl:${String(n).padStart(2, '0')}` })),
  },
);
const part = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 2, arbitrary: fc.constantFrom('lovelace', 'hopper', 'ada', 'math', 'physics') },
  { weight: 1, arbitrary: fc.tuple(word, word).map((words) => `"${words.join(' ')}"`) },
  { weight: 1, arbitrary: word.map((one) => `-${one}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'cat:math',
      'cat:econ',
      'after:2024',
      'before:2024',
      'min:3',
      'min:0',
      'sort:new',
      'sort:top',
    ),
  },
);
const question = fc.array(part, { minLength: 1, maxLength: 9 }).map((parts) => parts.join(' '));

describe('the ranking, against a model that reads every paper', () => {
  it('gives the same papers in the same order with the same counts, whatever came and went', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 60 }),
        fc.array(question, { minLength: 1, maxLength: 6 }),
        fc.nat(7),
        async (changes, questions, offset) => {
          const index = createPaperIndex();
          const model = new Map<string, Paper>();
          for (const one of changes) {
            if (one.kind === 'remove') {
              model.delete(one.id);
              await index.remove([one.id]);
            } else {
              for (const added of one.papers) model.set(added.id, added);
              await index.put(one.papers);
            }
          }
          expect(await index.size()).toBe(model.size);
          const titles = [...model.values()].map(({ title }) => title).slice(0, 4);
          const begun = titles.map((title) => title.split(' ').slice(0, -1).join(' '));
          for (const asked of [...questions, ...titles, ...begun, 'econ', 'math']) {
            const query = parseQuery(asked);
            const all = await index.search(query, { offset: 0, limit: 100 });
            // Stop words alone, and words that no paper has, follow other rules, with tests of their own.
            const telling = query.words.some((one) => one !== 'the' && one !== 'of');
            if (all.corrections.length > 0 || (query.words.length > 0 && !telling)) continue;
            const expected = bruteForce([...model.values()], query);
            expect(all.hits.map((hit) => hit.id)).toEqual(expected.ids);
            expect([all.total, all.complete]).toEqual([expected.total, expected.complete]);
            const page = await index.search(query, { offset, limit: 3 });
            expect(page).toEqual({ ...all, hits: all.hits.slice(offset, offset + 3) });
          }
        },
      ),
      { seed, numRuns: 400 },
    );
  });
});
