import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { parseHfList } from '../../src/sources/hf-list.ts';
import { SourceError } from '../../src/sources/source-error.ts';

function recorded(name: string): string {
  return readFileSync(new URL(`../fixtures/sources/hugging-face/${name}.json`, import.meta.url), 'utf8');
}

const good = { id: '2511.00001', title: 'T', summary: 'A' };
const list = (...papers: readonly unknown[]): string => JSON.stringify(papers.map((paper) => ({ paper })));

describe('parseHfList', () => {
  it.each([
    ['2024-05-27', { title: 'AutoCoder: Enhancing Code Large Language Model with\n  AIEV-Instruct', upvotes: 7 }],
    [
      '2024-08-02',
      { title: 'Finch: Prompt-guided Key-Value Cache Compression', published: '2024-07-31T21:33:56.000Z' },
    ],
    ['2025-01-10', { title: 'Enhancing Human-Like Responses in Large Language Models', upvotes: 23 }],
    ['2025-03-17', { listedOn: '2025-03-17', codeUrl: 'https://github.com/bytedance/1d-tokenizer/' }],
    ['2025-05-22', { summary: expect.stringContaining('ProxyV alleviates'), listedOn: '2025-05-22' }],
    ['2025-10-03', { authors: ['Wentao Zhang', 'Yang Young Lu', 'Yuntian Deng'], upvotes: 20 }],
    ['2026-06-12', { keywords: expect.arrayContaining(['flow matching']), published: '2026-06-10T00:00:00.000Z' }],
  ])('reads the schema of %s', (name, expected) => {
    const [record, ...others] = parseHfList(recorded(name));
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      kind: 'paper',
      sourceId: expect.stringMatching(/^\d{4}\.\d{5}$/),
      leftOut: [],
      fields: { ...expected, abstract: expect.stringMatching(/^.{100}/s) },
    });
  });

  it('reads the texts of Python that an archive holds, with their line breaks', () => {
    const [record] = parseHfList(recorded('2025-01-10'));
    expect(record).toMatchObject({
      fields: { abstract: expect.stringContaining('address the\nethical implications') },
    });
  });

  it('takes null for absent, and the abstract from beside the paper where it has none', () => {
    const nulls = { authors: null, upvotes: null, githubRepo: null, ai_keywords: null, submittedOnDailyAt: null };
    const text = JSON.stringify([{ paper: { ...good, ...nulls, summary: null }, summary: 'From outside' }]);
    expect(parseHfList(text)).toMatchObject([{ kind: 'paper', fields: { abstract: 'From outside' }, leftOut: [] }]);
  });

  it('leaves out what cannot be used, and says so', () => {
    const bad = {
      ...good,
      upvotes: '12',
      publishedAt: 'soon',
      ai_keywords: 'a,b',
      authors: [{ name: 'Ada' }, {}, null],
    };
    expect(parseHfList(list(bad))).toMatchObject([
      {
        kind: 'paper',
        fields: { authors: ['Ada'], keywords: [] },
        leftOut: [
          'its publishedAt is not a date',
          'its upvotes is not a whole number',
          'its ai_keywords is not a list of texts',
        ],
      },
    ]);
  });

  it('rejects single records with their reason and their beginning, and reads the others', () => {
    const records = parseHfList(
      JSON.stringify([{ paper: { ...good, id: 7 } }, { title: 'no paper' }, "{'paper': oops}", null, { paper: good }]),
    );
    expect(records).toMatchObject([
      { kind: 'rejected', reason: 'its id is not a text', excerpt: expect.stringContaining('"id":7') },
      { kind: 'rejected', reason: 'it is no record of a paper', excerpt: '{"title":"no paper"}' },
      { kind: 'rejected', reason: 'it is no record of a paper', excerpt: "{'paper': oops}" },
      { kind: 'rejected', reason: 'it is no record of a paper', excerpt: 'null' },
      { kind: 'paper' },
    ]);
  });

  it('takes an empty list for one', () => {
    expect(parseHfList('[]')).toEqual([]);
  });

  it.each([
    [recorded('error'), `an error instead of a list: "Sorry, we can't find the page`],
    ['{"papers":[]}', 'no list'],
    ['7', 'no list'],
    ['[{"paper":{"id"', 'no JSON'],
    ['<html></html>', 'no JSON'],
  ])('does not take %j for a list', (text, words) => {
    expect(() => parseHfList(text)).toThrow(SourceError);
    expect(() => parseHfList(text)).toThrow(words);
  });
});
