import { describe, expect, it } from 'vitest';
import { mistakes } from '../../src/search/mistakes.ts';
import { commonWordLike, nearestWord } from '../../src/search/spelling.ts';
import { createVocabulary } from '../../src/search/vocabulary.ts';

function vocabularyOf(counts: Readonly<Record<string, number>>): ReturnType<typeof createVocabulary> {
  const vocabulary = createVocabulary();
  for (const [word, count] of Object.entries(counts)) {
    const id = vocabulary.id(word);
    for (let times = 0; times < count; times += 1) vocabulary.count(id, 1);
  }
  return vocabulary;
}

describe('mistakes', () => {
  it.each([
    ['', '', 0],
    ['decay', 'decay', 0],
    ['decay', 'decya', 1],
    ['decay', 'decays', 1],
    ['decay', 'deca', 1],
    ['decay', 'delay', 1],
    ['quantisatoin', 'quantization', 2],
    ['abcd', 'wxyz', 3],
    ['a', 'abcdef', 3],
  ])('counts those between %j and %j', (a, b, count) => {
    expect(mistakes(a, b, 2)).toBe(count);
    expect(mistakes(b, a, 2)).toBe(count);
  });
});

describe('nearestWord', () => {
  const vocabulary = vocabularyOf({
    decay: 5,
    delay: 9,
    low: 3,
    rank: 3,
    quantization: 4,
    quantile: 50,
    transformer: 2,
    transform: 7,
    gone: 0,
    v100: 9,
  });

  it.each([
    ['dekay', 'delay'],
    ['decayy', 'decay'],
    ['deray', 'delay'],
    ['lowrank', 'low rank'],
    ['quantisatoin', 'quantization'],
    ['transfor', 'transform'],
    ['quant', 'quantile'],
    ['gonne', null],
    ['dec', null],
    ['v10o', null],
    ['1000', null],
    ['zzzzzz', null],
    ['decay2', null],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearestWord(typed, vocabulary)).toBe(meant);
  });
});

describe('commonWordLike', () => {
  const vocabulary = createVocabulary();
  const papers = {
    language: 40,
    langauge: 1,
    languid: 2,
    speech: 40,
    peech: 1,
    speach: 5,
    segmentation: 30,
    segmantatoin: 1,
    modle: 1,
    model: 30,
    rare: 1,
    mare: 30,
  };
  for (const [word, count] of Object.entries(papers)) {
    const id = vocabulary.id(word);
    vocabulary.tally('any', vocabulary.stemOf(id), count);
    for (let times = 0; times < count; times += 1) vocabulary.count(id, 1);
  }

  it.each([
    ['langauge', 'language'],
    ['modle', 'model'],
    ['segmantatoin', 'segmentation'],
    // Two mistakes in a short word; another first letter; not rare enough; common itself; too short.
    ['languid', null],
    ['peech', null],
    ['speach', null],
    ['language', null],
    ['rare', null],
  ])('suspects behind %s: %s', (typed, meant) => {
    expect(commonWordLike(typed, 100, vocabulary)).toBe(meant);
  });

  it('wants a word that many of all papers have', () => {
    expect(commonWordLike('langauge', 8000, vocabulary)).toBe('language');
    expect(commonWordLike('langauge', 8001, vocabulary)).toBeNull();
  });
});
