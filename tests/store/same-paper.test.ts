import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearlySame, samePaper, sameRule, surelySame } from '../../src/store/same-paper.ts';
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

describe('a preprint and its published form', () => {
  // The abstract of arXiv 2409.16686 and of its form at EMNLP 2024 (acl:2024.emnlp-main.38), cut.
  const preprint = {
    title: 'MSI-Agent: Incorporating Multi-Scale Insight into Embodied Agents',
    authors: ['Dayuan Fu', 'Biqing Qi', 'Yihuai Gao', 'Che Jiang'],
    published: '2024-09-25',
    abstract:
      'Long-term memory is significant for agents, in which insights play a crucial role. However, the emergence of irrelevant insight and the lack of general insight can greatly undermine the effectiveness of insight.',
  };
  const printed = {
    ...preprint,
    published: '2024-11',
    abstract:
      'Insight gradually becomes a crucial form of long-term memory for an agent. However, the emergence of irrelevant insight and the lack of general insight can greatly undermine the effectiveness of insight.',
  };
  const nearly = (other: Partial<typeof preprint>): boolean => {
    const [one, two] = [seenPaper(preprint), seenPaper({ ...printed, ...other })];
    expect(nearlySame(two, one)).toBe(nearlySame(one, two));
    return nearlySame(one, two);
  };

  it('are one paper, and it is said why', () => {
    expect(nearly({})).toBe(true);
    expect(sameRule(seenPaper({ ...preprint, arxivId: '2409.16686' }), seenPaper({ ...printed, id: '38' }))).toBe(
      'same-authors',
    );
  });

  it.each([
    ['other authors', { authors: ['Ada López', 'Grace Hopper', 'Che Jiang'] }],
    ['no authors', { authors: [] }],
    ['a date that is far away', { published: '2027-01' }],
    ['an abstract about something else', { abstract: 'We train a small network with fewer bits. '.repeat(5) }],
    ['an abstract too short to tell by', { abstract: 'Insight for an agent.' }],
  ])('are two with %s', (_, other) => {
    expect(nearly(other)).toBe(false);
  });

  it('are two under a title that many papers have', () => {
    const title = 'Introduction';
    expect(nearlySame(seenPaper({ ...preprint, title }), seenPaper({ ...printed, title }))).toBe(false);
  });

  it('are two where a date is not known', () => {
    const { published: _, ...undated } = printed;
    expect(nearlySame(seenPaper(preprint), seenPaper(undated))).toBe(false);
  });

  it('are two where arXiv gave each an id', () => {
    const one = seenPaper({ ...preprint, arxivId: '2409.16686' });
    expect(sameRule(one, seenPaper({ ...printed, arxivId: '2411.00001' }))).toBeNull();
  });
});
