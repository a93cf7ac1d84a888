import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loosen } from '../../src/commands/loosen.ts';
import { describeQuery } from '../../src/search/describe-query.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { parseQuery } from '../../src/search/query.ts';
import { makePaper } from '../support/make-paper.ts';

const index = createPaperIndex();
const all = { offset: 0, limit: 10 };

beforeAll(() =>
  index.put([
    makePaper({
      id: 'jsonl:1',
      title: 'Red and blue',
      authors: ['Ada Gold'],
      published: '2016-05',
      categories: ['cs.LG'],
    }),
    makePaper({ id: 'jsonl:2', title: 'Blue before red', published: '2024-01-31', categories: ['math.CO'] }),
  ]),
);

describe('loosen', () => {
  it.each([
    ['red year:2020', 'year:2020', 'red', 2],
    ['red year:2017–2019 sort:new', 'year:2017–2019', 'red sort:new', 2],
    ['red year:>=2025', 'year:>=2025', 'red', 2],
    ['red, year:2020, blue', 'year:2020', 'red, blue', 2],
    ['red after: 2025', 'after: 2025', 'red', 2],
    ['red －red', '－red', 'red', 2],
    ['red (-red)', '-red', 'red', 2],
    ['red -red -Red', '-red -Red', 'red', 2],
    ['red “blue red”', '“blue red”', 'red blue red', 2],
    ['ti:「blue red」 blue', 'ti:「blue red」', 'blue red blue', 2],
    ['Title:green red', 'Title:green', 'green red', 2],
    ['(author:"bo teal") red', 'author:"bo teal"', 'red', 2],
    ['cat:cs.CL cat:hep-th red', 'cat:cs.CL cat:hep-th', 'red', 2],
    ['red year:2016 -blue', '-blue', 'red year:2016', 1],
    ['-red -blue year:2016', 'any filter', '', null],
    ['red -blue year:2020', 'any filter', 'red', 2],
    ['id:7 id:8 blue', 'id:7 id:8', 'blue', 2],
  ])('finds what to leave out of %j', async (text, without, left, total) => {
    const query = parseQuery(text);
    expect(await index.search(query, all)).toMatchObject({ total: 0 });
    expect(await loosen(query, index)).toEqual(total === null ? null : { without, text: left, total });
  });

  it('offers no part of a query that would become a long question by it', async () => {
    const query = parseQuery('red one two three four five six "blue and then red" "gold and teal"');
    expect(query.phrases).toHaveLength(2);
    expect((await loosen(query, index))?.without).toBe('any filter');
  });

  it('offers a query that is read as the same one, but for what it says', async () => {
    const word = fc.constantFrom('red', 'blue', 'gold', 'teal', 'pink');
    const value = fc.oneof(
      word,
      fc
        .tuple(word, word, fc.constantFrom('""', '“”', '「」'))
        .map(([a, b, [open, close]]) => `${open}${a} ${b}${close}`),
    );
    const part = fc.oneof(
      word,
      value,
      fc.tuple(fc.constantFrom('-', '−', 'ti:', 'Author:', '-abs:'), value).map((pair) => pair.join('')),
      fc.tuple(word, word).map(([a, b]) => `(-${a}, ti:${b})`),
      fc.constantFrom('cat:cs', 'cat:hep-th,', 'year:2016', 'year:>2020', 'after: 2024', '-before:2020', 'sort:new'),
    );
    let offered = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        const query = parseQuery(parts.join(' '));
        if ((await index.search(query, all)).total > 0) return;
        const looser = await loosen(query, index);
        if (looser === null) return;
        offered += 1;
        const read = parseQuery(looser.text);
        expect((await index.search(read, all)).total).toBe(looser.total);
        const before = describeQuery(query);
        const after = describeQuery(read);
        expect(after.length).toBeLessThanOrEqual(before.length);
        expect(read.sort).toBe(query.sort);
        expect(new Set(read.words)).toEqual(new Set(query.words));
        for (const without of looser.without === 'any filter' ? [] : looser.without.split(' ')) {
          expect(query.text).toContain(without);
        }
      }),
      { seed: 20261124, numRuns: 500 },
    );
    expect(offered).toBeGreaterThan(50);
  });
});
