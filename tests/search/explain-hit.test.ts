import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { parseQuery } from '../../src/search/query.ts';
import { makePaper } from '../support/make-paper.ts';

const page = { offset: 0, limit: 100 };
const word = fc.constantFrom('network', 'graphs', 'decay', 'weights', 'tensor', 'sparse');
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(word, { minLength: 1, maxLength }).map((words) => words.join(' '));

describe('the explanation of a result', () => {
  it('gives each word the part that it has in the score', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text(5), text(30)), { minLength: 2, maxLength: 12 }),
        word,
        word,
        async (texts, one, other) => {
          fc.pre(one !== other);
          const index = createPaperIndex();
          await index.put(
            texts.map(([title, abstract], at) => makePaper({ id: `jsonl:${at}`, title, abstract, keywords: [title] })),
          );
          const scoreOf = async (asked: string): Promise<ReadonlyMap<string, number>> =>
            new Map((await index.search(parseQuery(asked), page)).hits.map(({ id, score }) => [id, score]));
          const [first, second] = [await scoreOf(one), await scoreOf(other)];
          for (const [id, score] of first) {
            // Titles of one word are lifted above their score.
            const share = score / (score + (second.get(id) ?? 0));
            const isTitle = texts.some(([title]) => title === one || title === other);
            const explanation = await index.explain(parseQuery(`${one} ${other}`), id);
            expect(explanation?.words.map((explained) => explained.word)).toEqual([one, other]);
            expect(isTitle ? share : explanation?.words[0]?.share).toBeCloseTo(share, 9);
          }
        },
      ),
      { seed: 20261124, numRuns: 100 },
    );
  });

  it('says where each word stands, and which is nowhere', async () => {
    const index = createPaperIndex();
    await index.put([
      makePaper({
        id: 'jsonl:1',
        title: 'Sparse networks',
        abstract: 'A network of low-rank tensors.',
        authors: ['Ada Lovelace'],
        categories: ['math'],
        keywords: ['pruning'],
        published: '2024-03',
      }),
      makePaper({ id: 'jsonl:2', title: 'Decay' }),
    ]);
    const query = parseQuery('the networks lowrank pruning lovelace 2024 math decay');
    const explanation = await index.explain(query, 'jsonl:1');
    expect(explanation?.words.map(({ word: named, places }) => [named, ...places])).toEqual([
      ['networks', 'title', 'abstract'],
      ['lowrank', 'abstract'],
      ['pruning', 'labels'],
      ['lovelace', 'authors'],
      ['2024', 'date'],
      ['math', 'labels'],
      ['decay'],
    ]);
    expect(explanation?.words.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(explanation?.nearness).toBeNull();
  });

  it('has nothing to say of an unknown paper, or of filters alone', async () => {
    const index = createPaperIndex();
    await index.put([makePaper({ id: 'jsonl:1', title: 'Sparse networks' })]);
    expect(await index.explain(parseQuery('sparse'), 'jsonl:2')).toBeNull();
    expect(await index.explain(parseQuery('sort:new'), 'jsonl:1')).toBeNull();
  });
});
