import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { parseQuery } from '../../src/search/query.ts';
import { seedPapers } from './seed-papers.ts';

const seed = 20261124;
const all = { offset: 0, limit: 10_000 };

describe('hostile queries', () => {
  it('get consistent answers, and leave nothing behind for the next one', async () => {
    const papers = await seedPapers();
    const index = createPaperIndex();
    await index.put(papers);
    const words = [...new Set(papers.flatMap(({ title, abstract }) => `${title} ${abstract}`.split(/\s+/)))];
    const known = fc.constantFrom(...words);
    const piece = fc.oneof(
      { weight: 4, arbitrary: known },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
      { weight: 1, arbitrary: fc.tuple(known, known).map((pair) => `"${pair.join(' ')}"`) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('"the of', 'au:a', '-the', '-a', 'ti:"of the"', 'cat:cs', '学习', 'sort:top'),
      },
      { weight: 1, arbitrary: fc.constantFrom('year:2024', 'before:9999', 'GPT-5x', '2401.01234', '"a a a a a a a"') },
    );
    // Up to far more terms than one integer has bits.
    const text = fc.oneof(fc.array(piece, { maxLength: 12 }), fc.array(known, { minLength: 60, maxLength: 400 }));
    const plain = parseQuery('weight decay learning of networks');
    const expected = await index.search(plain, all);
    expect(expected.total).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(text, fc.nat(40), fc.nat(12), async (pieces, offset, limit) => {
        const query = parseQuery(pieces.join(' '));
        const whole = await index.search(query, all);
        expect(whole.hits.length).toBe(whole.total);
        expect(whole.complete).toBeLessThanOrEqual(whole.total);
        expect(new Set(whole.hits.map((hit) => hit.id)).size).toBe(whole.total);
        const page = await index.search(query, { offset, limit });
        expect(page).toEqual({ ...whole, hits: whole.hits.slice(offset, offset + limit) });
        expect(await index.search(plain, all)).toEqual(expected);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('answers pages that make no sense', async () => {
    const index = createPaperIndex();
    await index.put(await seedPapers());
    const query = parseQuery('weight decay');
    const { total } = await index.search(query, all);
    expect(await index.search(query, { offset: -5, limit: -1 })).toMatchObject({ hits: [], total });
    expect(await index.search(query, { offset: 0, limit: 0 })).toMatchObject({ hits: [], total });
    expect(await index.search(query, { offset: 1e9, limit: 1e9 })).toMatchObject({ hits: [], total });
  });

  it('tells how well a paper fits, in whatever order they come', async () => {
    const index = createPaperIndex();
    await index.put(await seedPapers());
    const scores = async (text: string): Promise<Readonly<Record<string, number>>> => {
      const { hits } = await index.search(parseQuery(text), all);
      return Object.fromEntries(hits.map((hit) => [hit.id, hit.score]));
    };
    const expected = await scores('learning');
    expect(Object.keys(expected).length).toBeGreaterThan(10);
    expect(await scores('learning sort:new')).toEqual(expected);
    expect(await scores('learning sort:top')).toEqual(expected);
  });
});
