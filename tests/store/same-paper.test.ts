import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samePaper, surelySame } from '../../src/store/same-paper.ts';
import { seenPaper } from './numbered-paper.ts';

const abstract = 'A small network is trained with fewer bits than anybody believed to be enough. '.repeat(5).trim();

function same(
  one: { abstract?: string; authors?: readonly string[] },
  other: { abstract?: string; authors?: readonly string[] },
): boolean {
  const answer = samePaper(seenPaper({ title: 'T', abstract, ...one }), seenPaper({ title: 'T', abstract, ...other }));
  expect(samePaper(seenPaper({ title: 'T', abstract, ...other }), seenPaper({ title: 'T', abstract, ...one }))).toBe(
    answer,
  );
  return answer;
}

describe('the same paper under one title', () => {
  it.each([
    ['the same abstract', abstract],
    ['other case and white space', abstract.toUpperCase().replaceAll(' ', ' \n ')],
    ['no abstract', ''],
    ['an abstract that was cut', abstract.slice(0, 60)],
    ['one that was cut, with dots', `${abstract.slice(0, 60)}...`],
    ['one that was cut, with an ellipsis', `${abstract.slice(0, 60).trim()} …`],
    ['one that begins the same and then differs', `${abstract.slice(0, 220)} and then something else.`],
  ])('takes %s', (_, text) => {
    expect(same({}, { abstract: text })).toBe(true);
  });

  it.each([
    ['another abstract', 'An editorial for the issue of May.'],
    ['one that differs before it can be told', `${abstract.slice(0, 150)} but not here. ${abstract}`],
  ])('refuses %s', (_, text) => {
    expect(same({}, { abstract: text })).toBe(false);
  });

  it.each([
    [['Ana María López'], ['A. M. Lopez']],
    [['Ana López', 'Grace Hopper'], ['Hopper, Grace']],
    [['Ana López'], ['Lopez AM']],
    [['Xu Li'], ['X. Li']],
    [['王小明'], ['王小明']],
    [['Ana López'], []],
  ])('takes authors %j and %j', (one, other) => {
    expect(same({ authors: one }, { authors: other })).toBe(true);
  });

  it('refuses authors who have no family name in common', () => {
    expect(same({ authors: ['Ana López', 'Grace Hopper'] }, { authors: ['Ana Turing'] })).toBe(false);
    expect(same({ authors: ['Ana López'], abstract: '' }, { authors: ['Alan Turing'] })).toBe(false);
    expect(same({ authors: ['Ana López', 'et al.'] }, { authors: ['Alan Turing', 'et al.'] })).toBe(false);
  });

  it('never throws, and takes every paper for itself', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (words, authors) => {
        const paper = { ...seenPaper({ title: 'T', abstract: '' }), abstract: words, authors };
        expect(samePaper(paper, paper)).toBe(true);
      }),
      { seed: 20261124 },
    );
  });
});

function sure(seen: { readonly abstract?: string }, source = 'page'): boolean {
  const one = seenPaper({ title: 'T', abstract, id: 'a' });
  const other = seenPaper({ title: 'T', abstract, id: 'b', source, ...seen });
  expect(surelySame(other, one)).toBe(surelySame(one, other));
  return surelySame(one, other);
}

describe('the same paper under two good ids', () => {
  it('takes the whole abstract for enough where two sources name no authors', () => {
    expect(sure({})).toBe(true);
    expect(sure({ abstract: ` Abstract: ${abstract.toUpperCase().replaceAll(' ', '\n')}` })).toBe(true);
  });

  it('refuses less, and what one source keeps apart', () => {
    expect(sure({ abstract: abstract.slice(0, 250) })).toBe(false);
    expect(sure({}, 'jsonl')).toBe(false);
    const short = seenPaper({ title: 'T', abstract: 'An editorial.', id: 'a' });
    expect(surelySame(short, seenPaper({ title: 'T', abstract: 'An editorial.', id: 'b', source: 'page' }))).toBe(
      false,
    );
  });
});
