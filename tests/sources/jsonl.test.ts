import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseJsonlRecord } from '../../src/sources/jsonl.ts';
import { splitAuthors } from '../../src/sources/split-authors.ts';

const read = (value: unknown): ReturnType<typeof parseJsonlRecord> => parseJsonlRecord(JSON.stringify(value));
const texts = { title: 'T', abstract: 'A' };

describe('parseJsonlRecord', () => {
  it('reads everything that it knows and ignores the rest', () => {
    expect(
      read({
        id: 'cran-12',
        arxivId: '2401.01234v2',
        ...texts,
        authors: ['Ada Lovelace', { name: 'Alan Turing', hidden: true }, null],
        published: '2024-01-02T00:00:00Z',
        categories: 'cs.CL, cs.LG',
        url: 'https://a.org',
        pdfUrl: 'https://a.org/p',
        codeUrl: 'https://a.org/c',
        upvotes: '12',
        keywords: 'weight decay; sgd',
        summary: 'Short.',
        venue: { any: 'thing' },
      }),
    ).toEqual({
      kind: 'paper',
      sourceId: 'cran-12',
      fields: {
        ...texts,
        arxivId: '2401.01234v2',
        authors: ['Ada Lovelace', 'Alan Turing'],
        published: '2024-01-02T00:00:00Z',
        categories: ['cs.CL', 'cs.LG'],
        url: 'https://a.org',
        pdfUrl: 'https://a.org/p',
        codeUrl: 'https://a.org/c',
        upvotes: 12,
        keywords: ['weight decay', ' sgd'],
        summary: 'Short.',
      },
    });
  });

  it('takes null for absent and numbers for ids and years', () => {
    const all = [
      'arxivId',
      'authors',
      'categories',
      'url',
      'pdfUrl',
      'codeUrl',
      'upvotes',
      'keywords',
      'summary',
      'text',
    ];
    const nothing = Object.fromEntries(all.map((name) => [name, null]));
    expect(read({ ...texts, ...nothing, id: 12, published: 2016 })).toMatchObject({
      sourceId: '12',
      fields: { published: '2016', authors: [], categories: [], upvotes: null },
    });
    expect(read({ ...texts, arxivId: '2401.01234' })).toMatchObject({ sourceId: '2401.01234' });
    expect(read({ ...texts, arxivId: 'nonsense' })).toMatchObject({ kind: 'paper', sourceId: null });
  });

  it('takes the abstract from summary or text when there is none', () => {
    expect(read({ title: 'T', summary: 'S' })).toMatchObject({ fields: { abstract: 'S', summary: null } });
    expect(read({ title: 'T', text: 'X' })).toMatchObject({ fields: { abstract: 'X' } });
    expect(read({ title: 'T', abstract: ' ', text: 'X' })).toMatchObject({ fields: { abstract: 'X' } });
  });

  it('takes one empty text, not two', () => {
    expect(read({ title: '', abstract: 'A' }).kind).toBe('paper');
    expect(read({ title: 'T', abstract: '' }).kind).toBe('paper');
    expect(read({ title: '', abstract: ' ' })).toEqual({
      kind: 'rejected',
      reason: 'its title and its abstract are both empty',
    });
  });

  it.each([
    ['{"title": "T"', 'it is not valid JSON'],
    ['[]', 'it is not a JSON object'],
    ['null', 'it is not a JSON object'],
    ['"text"', 'it is not a JSON object'],
    ['{"abstract":"A"}', 'it has no title'],
    ['{"title":null,"abstract":"A"}', 'it has no title'],
    ['{"title":"T"}', 'it has no abstract'],
    ['{"title":7,"abstract":"A"}', 'its title is not a text'],
    ['{"title":"T","abstract":["A"]}', 'its abstract is not a text'],
    ['{"title":"T","abstract":"A","authors":[{"first":"X"}]}', 'its authors is not a list of names'],
    ['{"title":"T","abstract":"A","upvotes":{}}', 'its upvotes is not a number'],
    [`{"title":"T","abstract":"A","id":"${'x'.repeat(301)}"}`, 'its id is longer than 300 characters'],
  ])('rejects %s', (line, reason) => {
    expect(parseJsonlRecord(line)).toEqual({ kind: 'rejected', reason });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), fc.jsonValue(), (line, value) => {
        expect(['paper', 'rejected']).toContain(parseJsonlRecord(line).kind);
        const fields = ['id', 'authors', 'published', 'categories', 'url', 'upvotes', 'keywords'];
        const record = Object.fromEntries(fields.map((name) => [name, value]));
        expect(['paper', 'rejected']).toContain(read({ ...texts, ...record }).kind);
      }),
      { seed: 20261124 },
    );
  });
});

describe('splitAuthors', () => {
  it.each([
    ['Ada Lovelace', ['Ada Lovelace']],
    ['Ada Lovelace, Alan Turing', ['Ada Lovelace', 'Alan Turing']],
    ['Ada Lovelace, Alan Turing, and Grace Hopper', ['Ada Lovelace', 'Alan Turing', 'Grace Hopper']],
    ['Ada Lovelace and Alan Turing', ['Ada Lovelace', 'Alan Turing']],
    ['Lovelace, Ada; Turing, Alan', ['Lovelace, Ada', 'Turing, Alan']],
    ['Lovelace, Ada and van der Maaten, Laurens', ['Lovelace, Ada', 'van der Maaten, Laurens']],
    ['Alexandra Anderson', ['Alexandra Anderson']],
    [' ; , ', [',']],
    ['', []],
  ])('splits %j', (text, names) => {
    expect(splitAuthors(text)).toEqual(names.filter((name) => name !== ','));
  });
});
