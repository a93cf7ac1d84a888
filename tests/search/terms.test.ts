import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse, fold, stem, untex } from '../../src/search/terms.ts';

const surfaces = (text: string): readonly string[] => analyse(untex(text)).tokens.map((token) => token.surface);
const joined = (text: string): readonly string[] => analyse(untex(text)).joined.map((token) => token.surface);

describe('analyse', () => {
  it.each([
    ['GPT-4', ['gpt', '4'], ['gpt4']],
    ['GPT-3.5', ['gpt', '3.5'], ['gpt3.5']],
    ['Qwen2.5', ['qwen2.5'], []],
    ['W4A4KV4', ['w4a4kv4'], []],
    ['N:M', ['n', 'm'], ['n:m']],
    ['Ratio:Something', ['ratio', 'something'], []],
    ['Learning(ARL)', ['learning', 'arl'], []],
    ['2401.01234v12', ['2401.01234'], []],
    ['4.72x', ['4.72x'], []],
    ['cs.CL', ['cs', 'cl'], ['cs.cl']],
    ['C++, C# and F#', ['c++', 'c#', 'and', 'f#'], []],
    ['R&D', ['r', 'd'], ['r&d']],
    ['AT&amp;T', ['at', 't'], []],
    ['{\\gamma}', ['gamma'], []],
    ['AlpacaEval~2', ['alpacaeval', '2'], []],
    ['mathcal{O}(1/n)', ['o', '1', 'n'], []],
    ['p_tr(x)', ['p', 'tr', 'x'], ['ptr']],
    ['E[Y|X]', ['e', 'y', 'x'], []],
    ['Schr{\\"o}dinger Erd\\H{o}s', ['schrodinger', 'erdos'], []],
    ['Ångström naïve Łódź Straße', ['angstrom', 'naive', 'lodz', 'strasse'], []],
    ['eﬃcient ﬁne', ['efficient', 'fine'], []],
    ['ｆｕｌｌ 𝐛𝐨𝐥𝐝', ['full', 'bold'], []],
    ['opti\u00admi\u200bzation', ['optimization'], []],
    ["don't the model's", ['dont', 'the', 'model'], []],
    ["d’Alembert O'Brien", ['d', 'alembert', 'o', 'brien'], ['dalembert', 'obrien']],
    ['state-of-the-art', ['state', 'of', 'the', 'art'], ['stateoftheart']],
    ['a-b-c-d-e-f-g-h', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], []],
    ['end.Next', ['end', 'next'], ['end.next']],
    ['a - b', ['a', 'b'], []],
  ])('splits %j', (text, tokens, compounds) => {
    expect(surfaces(text)).toEqual(tokens);
    expect(joined(text)).toEqual(compounds);
  });

  it('pairs the characters of scripts without spaces', () => {
    const { tokens, grams } = analyse('GPT模型和が。字');
    expect(tokens.map((token) => token.surface)).toEqual(['gpt', '模', '型', '和', 'が', '字']);
    expect(grams.map((token) => token.surface)).toEqual(['模型', '型和', '和が', '字']);
    expect(analyse('한국어').grams.map((token) => token.surface)).toEqual(['한국', '국어']);
  });

  it('says where each word was, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { tokens, joined: compounds, grams } = analyse(text);
        let end = 0;
        for (const token of tokens) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.surface).not.toBe('');
          expect(token.surface).not.toMatch(/\s/);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        for (const { start, end: last } of [...compounds, ...grams]) expect(last).toBeGreaterThan(start);
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });

  it('folds once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });
});

describe('stem', () => {
  it.each([
    ['quantize', 'quantization'],
    ['network', 'networks'],
    ['llm', 'llms'],
    ['gpu', 'gpus'],
    ['decay', 'decayed'],
  ])('brings %s and %s together', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it.each(['2401.01234', 'w4a4kv4', 'c++', 'cs.cl', 'loss', 'as', '学习', 'naïve'])('leaves %s alone', (word) => {
    expect(stem(word)).toBe(word);
  });
});
