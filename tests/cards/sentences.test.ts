import { describe, expect, it } from 'vitest';
import { sentences } from '../../src/cards/sentences.ts';
import { tldr } from '../../src/cards/tldr.ts';
import { aPaper } from './papers.ts';

describe('sentences', () => {
  it.each([
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    ['See e.g. Smith et al. We go on.', ['See e.g. Smith et al. We go on.']],
    ['It is 3.5 times faster. Really.', ['It is 3.5 times faster.', 'Really.']],
    ['He said "no." Then he left.', ['He said "no."', 'Then he left.']],
    ['no end', ['no end']],
    ['', []],
  ])('splits %j', (text, expected) => expect(sentences(text)).toEqual(expected));
});

describe('tldr', () => {
  it('prefers the summary of the source', () => {
    expect(tldr(aPaper({ summary: 'It helps.' }))).toBe('It helps.');
  });

  it('begins with the sentence that says what is new, word for word', () => {
    expect(tldr(aPaper())).toBe('We show that its role differs. It is never a regularizer alone.');
  });

  it('begins at the beginning when no sentence says so', () => {
    expect(tldr(aPaper({ abstract: 'Birds sing. Fish do not.' }))).toBe('Birds sing. Fish do not.');
  });

  it('knows nothing of a paper without an abstract', () => {
    expect(tldr(aPaper({ abstract: ' \n ' }))).toBeNull();
  });

  it('is short for any abstract', () => {
    expect((tldr(aPaper({ abstract: 'We propose a thing that never ends, '.repeat(500) })) ?? '').length).toBeLessThan(
      402,
    );
  });
});
