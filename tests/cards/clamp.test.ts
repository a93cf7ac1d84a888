import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clamp } from '../../src/cards/clamp.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const graphemes = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

describe('clamp', () => {
  it.each([
    ['short enough', 20, 'short enough'],
    ['exactly so', 10, 'exactly so'],
    ['weight decay in deep learning', 15, 'weight decay…'],
    ['weight decay, in deep learning', 14, 'weight decay…'],
    ['weight decay in', 14, 'weight decay…'],
    ['overparameterization', 8, 'overpar…'],
    ['a overparameterization', 10, 'a overpar…'],
    ['anything', 1, '…'],
    ['anything', 0, ''],
    ['', 0, ''],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 2, '👩‍👩‍👧‍👦…'],
    ['深層学習の重み減衰', 5, '深層学習…'],
  ])('makes of %j in %i characters %j', (text, most, expected) => {
    expect(clamp(text, most)).toBe(expected);
  });

  it('counts what a person counts: a text of so many graphemes is left alone', () => {
    const text = '👩‍👩‍👧‍👦'.repeat(10);
    expect(clamp(text, 10)).toBe(text);
  });

  it('never gives more graphemes than asked for, nor anything that is no beginning of the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.lorem({ maxCount: 40 })),
        fc.nat(60),
        (text, most) => {
          const short = clamp(text, most);
          expect(graphemes(short).length).toBeLessThanOrEqual(most);
          expect(short === text || text.startsWith(short.replace(/…$/u, ''))).toBe(true);
        },
      ),
      { seed: 20261124 },
    );
  });

  it('cuts between words where words are shorter than half of the room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 24, max: 80 }),
        (words, most) => {
          const short = clamp(words.join(' '), most);
          for (const word of short.replace(/…$/u, '').split(' ')) expect(words).toContain(word);
        },
      ),
      { seed: 20261124 },
    );
  });

  it('bounds a text that is one endless grapheme', () => {
    const text = `Z${'\u0301'.repeat(1_000_000)}`;
    expect(clamp(text, 100).length).toBeLessThan(2000);
  });
});
