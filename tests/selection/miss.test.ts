import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/search/query.ts';
import { missOf } from '../../src/selection/miss.ts';
import type { Miss } from '../../src/selection/miss.ts';
import { library, paper } from './papers.ts';

const survey = paper('survey', {
  title: 'A survey of weight decay',
  categories: ['cs.LG'],
  published: '2026-01-05',
  upvotes: 3,
  authors: ['Ada Lovelace'],
});
const { index } = await library([survey, paper('other', { title: 'Quantization and the weight of evidence' })]);
const miss = (text: string): Promise<Miss | null> => missOf(index, parseQuery(text), survey);

describe('what a paper lacks', () => {
  it.each([
    '',
    'weight',
    'weight quantization',
    'cat:cs.LG',
    'cat:cs.CL cat:cs.LG',
    'min:3',
    'au:lovelace -quantization',
  ])('is nothing, where it is a hit: %s', async (text) => {
    expect(await miss(text)).toBeNull();
  });

  it('is the votes, and how many there are', async () => {
    expect(await miss('weight min:5')).toEqual({ kind: 'too-few-votes', min: 5, votes: 3 });
  });

  it('is an excluded word, as it was typed', async () => {
    expect(await miss('weight -survey')).toEqual({ kind: 'excluded', typed: '-survey' });
  });

  it.each(['cat:cs.CL', 'au:turing', '"decay of weight"', 'after:2026-06'])('is the filter %s', async (typed) => {
    expect(await miss(`weight ${typed}`)).toEqual({ kind: 'filter', typed });
  });

  it('is another name, where the query names papers', async () => {
    expect(await miss('2401.01234')).toEqual({ kind: 'filter', typed: '2401.01234' });
  });

  it('is the first of several, in the order of the text', async () => {
    expect(await miss('min:9 cat:cs.CL -survey')).toMatchObject({ kind: 'too-few-votes' });
    expect(await miss('-survey min:9')).toMatchObject({ kind: 'excluded' });
  });

  it('is every word of the topic', async () => {
    expect(await miss('quantization')).toEqual({ kind: 'words' });
  });
});
