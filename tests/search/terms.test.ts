import * as fc from 'fast-check';
import { stem as porter2 } from 'porter2';
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
    ['γ and β-VAE', ['gamma', 'and', 'beta', 'vae'], ['betavae']],
    ['CoFe₂O₄ 10⁻³', ['cofe2o4', '10', '3'], []],
    ['Mаchine Trаnslаtion', ['machine', 'translation'], []],
    ['скoрость βvae', ['скорость', 'βvae'], []],
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

  it.each(
    `quantisation quantization, regularisations regularizations, behaviour behavior, behavioural behavioral, modelling modeling,
     labelled labeled, signalling signaling, fuelled fueled, dialling dialing, neighbour neighbor, neighbouring neighboring,
     optimise optimize, optimised optimized, optimiser optimizer, optimising optimizing, generalisable generalizable,
     centre center, centres centers, centred centered, centring centering, kilometre kilometer, fibres fibers, analyse analyze,
     analysing analyzing, catalyser catalyzer, dialogue dialog, catalogued cataloged, cataloguing cataloging, colour color,
     unfavourable unfavorable, vapourised vaporized, summarise summarize, criticised criticized, relativised relativized,
     synthesise synthesize, tokeniser tokenizer, amortised amortized, prioritise prioritize, quantise quantization`
      .split(',')
      .map((pair) => pair.trim().split(' ')),
  )('brings %s of Britain and %s of America together', (british, american) => {
    expect(british).not.toBe(american);
    expect(stem(british ?? '')).toBe(stem(american ?? ''));
  });

  // The stem of a word that only ends so is that of its family, as before.
  it.each(
    `precise precision, exercise exercises, noise noises, raise raised, denoise denoising, revise revised, supervised
     supervision, promise promising, compromise compromised, wise wises, rise rises, concise concisely, televise television,
     ising isings, four fours, contour contours, source sources, tournament tournaments, genre genres, fugue fugues,
     rogue rogues, selling sells, calling calls, surprise surprising, improvise improvisation, otherwise otherwise,
     franchise franchises, advertise advertising, expertise expertises, disguise disguised, excise excision`
      .split(',')
      .map((pair) => pair.trim().split(/\s+/)),
  )('leaves %s and %s as they are', (one, other) => {
    expect(stem(one ?? '')).toBe(stem(other ?? ''));
    expect(stem(one ?? '')).toBe(porter2(one ?? ''));
  });

  it.each([
    ['precise', 'prize'],
    ['four', 'for'],
    ['metre', 'met'],
    ['rise', 'rize'],
    ['tour', 'tor'],
    ['hour', 'hor'],
    ['analysis', 'analyze'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });

  it.each(['2401.01234', 'w4a4kv4', 'c++', 'cs.cl', 'loss', 'as', '学习', 'naïve'])('leaves %s alone', (word) => {
    expect(stem(word)).toBe(word);
  });
});
