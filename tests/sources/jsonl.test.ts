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
      leftOut: [],
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
    ['{"title":"T","abstract":"A","id":{}}', 'its id is not a text or a number'],
    [`{"title":"T","abstract":"A","id":"${'x'.repeat(301)}"}`, 'its id is longer than 300 characters'],
  ])('rejects %s', (line, reason) => {
    expect(parseJsonlRecord(line)).toEqual({ kind: 'rejected', reason });
  });

  it.each([
    ['authors', 5, 'a list of names'],
    ['authors', ['Ada Lovelace', { first: 'X' }], 'a list of names'],
    ['published', 'someday', 'a date'],
    ['published', '2024-13', 'a date'],
    ['published', true, 'a date'],
    ['url', 'javascript:alert(1)', 'a link'],
    ['pdfUrl', 'paper.pdf', 'a link'],
    ['codeUrl', ['https://a.org'], 'a link'],
    ['upvotes', 'many', 'a whole number'],
    ['upvotes', -1, 'a whole number'],
    ['upvotes', {}, 'a whole number'],
    ['arxivId', 'nonsense', 'an id of arXiv'],
    ['categories', [1], 'a list of texts'],
    ['keywords', { one: 1 }, 'a list of texts'],
    ['summary', 7, 'a text'],
    ['text', 7, 'a text'],
  ])('leaves out %s when it is %j, says so, and takes the rest', (field, value, expected) => {
    const rest = { ...texts, id: 'a', published: 2016, keywords: ['k'], authors: ['Ada Lovelace'] };
    const whole = read({ ...rest, [field]: null });
    expect(whole).toMatchObject({ kind: 'paper', leftOut: [] });
    expect(read({ ...rest, [field]: value })).toEqual({ ...whole, leftOut: [`its ${field} is not ${expected}`] });
  });

  it('minds neither empty fields nor an arXiv id as the link', () => {
    const empty = {
      published: '',
      url: ' ',
      pdfUrl: '',
      codeUrl: '',
      upvotes: '',
      arxivId: '',
      authors: '',
      keywords: '',
    };
    expect(read({ ...texts, ...empty })).toMatchObject({ kind: 'paper', leftOut: [] });
    expect(read({ ...texts, url: 'arXiv:2401.01234v2' })).toMatchObject({ kind: 'paper', leftOut: [] });
    expect(read({ ...texts, published: 'x', upvotes: 'x' })).toMatchObject({
      leftOut: ['its published is not a date', 'its upvotes is not a whole number'],
    });
    expect(read({ title: 'T', summary: 7 })).toEqual({ kind: 'rejected', reason: 'it has no abstract' });
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
