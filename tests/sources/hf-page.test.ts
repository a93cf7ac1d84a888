import { readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { looksLikeHfPage, parseHfPage } from '../../src/sources/hf-page.ts';

type Known = { readonly title: string; readonly abstract: string };

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/sources/${name}`, import.meta.url), { encoding: 'utf8' });
const known = readFileSync(new URL('../../data/papers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => z.object({ title: z.string(), abstract: z.string() }).parse(JSON.parse(line)));
const papersOf = (page: string): readonly Known[] =>
  parseHfPage(page).flatMap((record) =>
    record.kind === 'paper' ? [{ title: record.title, abstract: record.abstract }] : [],
  );
const rejectedOf = (page: string): readonly string[] =>
  parseHfPage(page).flatMap((record) => (record.kind === 'rejected' ? [`${record.line}: ${record.reason}`] : []));

const long = (start: string): string => `${start} ${'goes on and on '.repeat(40)}to its end.`;

describe('parseHfPage', () => {
  it('reads the saved page as exactly the 55 papers, byte for byte', () => {
    expect(papersOf(fixture('hf-page.txt'))).toEqual(known);
    expect(rejectedOf(fixture('hf-page.txt'))).toEqual([]);
    expect(known).toHaveLength(55);
  });

  it.each(['hf-page-blank-lines.txt', 'hf-page-marks-crlf.txt', 'hf-page-glued.txt'])('reads %s', (name) => {
    expect(papersOf(fixture(name))).toEqual(known.slice(0, 4));
    expect(rejectedOf(fixture(name))).toEqual([]);
    expect(looksLikeHfPage(fixture(name))).toBe(true);
  });

  it('reads the page without any of its header lines', () => {
    const [first = '', second = '', third = '', ...rest] = fixture('hf-page.txt').split('\n');
    const title = third.slice('Subscribe'.length);
    const headers = [[], [first], [second], [first, 'Subscribe'], ['Subscribe', '', second]];
    for (const header of headers) expect(papersOf([...header, title, ...rest].join('\n'))).toEqual(known);
    expect(papersOf([third, ...rest].join('\n'))).toEqual(known);
  });

  it('names the line of what has no partner, and goes on', () => {
    const page = ['A Title', long('One'), 'Lonely', 'Second Title', long('Two'), long('Three').repeat(2), 'Last'].join(
      '\n',
    );
    expect(papersOf(page).map((paper) => paper.title)).toEqual(['A Title', 'Second Title']);
    expect(rejectedOf(page)).toEqual([
      '3: a title without an abstract',
      '6: an abstract without a title',
      '7: a title without an abstract',
    ]);
  });

  it('leaves titles alone that begin like the page', () => {
    for (const title of [
      'Subscriber Churn',
      'Subscribe to the Best',
      'New Bounds',
      'Daily Papers, Weekly Naps',
      'May 5th',
    ])
      expect(papersOf(`${title}\n${long('It')}`).map((paper) => paper.title)).toEqual([title]);
  });

  it('reads short abstracts too', () => {
    expect(papersOf('One\nShort.\nTwo\nShorter.\n')).toEqual([
      { title: 'One', abstract: 'Short.' },
      { title: 'Two', abstract: 'Shorter.' },
    ]);
  });

  it('never throws, and accounts for every line of content once', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        'new',
        'Subscribe',
        'byAK',
        'Submitted by',
        'Oct 2',
        'SubscribeSubscribeA',
        long('x'),
        'Title',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (page) => {
        const lines = parseHfPage(page.join('\n')).map((record) => record.line);
        expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b));
      }),
      { seed: 20261124 },
    );
  });
});

describe('looksLikeHfPage', () => {
  it('does not take prose or a note for one', () => {
    expect(looksLikeHfPage('# Title\n\nSome words.\n\nSome more words.\n')).toBe(false);
    expect(looksLikeHfPage('')).toBe(false);
    expect(looksLikeHfPage(fixture('README.md'))).toBe(false);
  });
});
