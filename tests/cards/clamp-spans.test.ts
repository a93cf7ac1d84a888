import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampSpans, clampText, splitSpans } from '../../src/cards/clamp-spans.ts';
import { cleanSpans, textOf } from '../../src/cards/clean-spans.ts';
import { cleanText } from '../../src/cards/clean-text.ts';
import { anySpans, anyText } from '../support/card-arbitrary.ts';

const seed = 20261124;
const asItIs = (url: string) => url;

const bare = (text: string) => text.replaceAll(/\s/gu, '');

describe('shortening', () => {
  it('ends at a word, and inside one only between graphemes', () => {
    expect(clampText('one two three four', 14)).toBe('one two three…');
    expect(clampText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15)).toBe('👩‍👩‍👧‍👦…');
    expect(clampText('short', 5)).toBe('short');
  });

  it('keeps a text well-formed and inside its room', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 400 }), (text, max) => {
        const clean = cleanText(text);
        const cut = clampText(clean, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut === clean || cut.endsWith('…') || max === 0).toBe(true);
        expect(clampText(clean, clean.length)).toBe(clean);
      }),
      { seed },
    );
  });

  it('of spans keeps their looks and their room', () => {
    const spans = [{ text: 'one two ' }, { text: 'three four five', url: 'https://example.org/' }, { text: ' six' }];
    expect(clampSpans(spans, 19)).toEqual([{ text: 'one two ' }, { text: 'three four…', url: 'https://example.org/' }]);
    fc.assert(
      fc.property(anySpans, fc.integer({ min: 1, max: 400 }), (any, max) => {
        expect(textOf(clampSpans(cleanSpans(any, asItIs), max)).length).toBeLessThanOrEqual(max);
      }),
      { seed },
    );
  });

  it('into pieces loses nothing but white space', () => {
    fc.assert(
      fc.property(anySpans, fc.integer({ min: 20, max: 400 }), (any, max) => {
        const spans = cleanSpans(any, asItIs);
        const pieces = splitSpans(spans, max);
        expect(bare(pieces.map(textOf).join(''))).toBe(bare(textOf(spans)));
        for (const piece of pieces) {
          expect(textOf(piece).length).toBeLessThanOrEqual(max);
          expect(textOf(piece).length).toBeGreaterThan(0);
        }
      }),
      { seed },
    );
  });
});
