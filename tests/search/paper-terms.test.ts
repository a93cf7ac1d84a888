import { describe, expect, it } from 'vitest';
import { paperTerms } from '../../src/search/paper-terms.ts';
import { paper } from '../selection/papers.ts';

describe('the terms of a paper', () => {
  it('are the stems of its title and keywords, and its categories, each once', () => {
    const one = paper('one', {
      title: 'The Low-Rank Adaptation of Models: 10 adaptations',
      keywords: ['Models', 'fine tuning'],
      categories: ['cs.CL'],
      abstract: 'Nothing of this.',
    });
    expect([...paperTerms(one)].toSorted()).toEqual([
      'adapt',
      'cs.cl',
      'fine',
      'low',
      'lowrank',
      'model',
      'rank',
      'tune',
    ]);
  });

  it('are pairs of characters in Chinese', () => {
    expect([...paperTerms(paper('two', { title: '扩散模型' }))]).toEqual(['扩散', '散模', '模型']);
  });
});
