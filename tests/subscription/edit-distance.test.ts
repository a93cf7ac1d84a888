import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../src/subscription/edit-distance.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['a', '', 1],
    ['simlar', 'similar', 1],
    ['simialr', 'similar', 1],
    ['trendng', 'trending', 1],
    ['subscibe', 'subscribe', 1],
    ['subsribe', 'subscribe', 1],
    ['mode', 'more', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('from %j to %j is %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
    expect(editDistance(to, from)).toBe(distance);
  });

  it('is at most the longer length, at least the difference of the lengths, and 0 only for the same word', () => {
    const word = fc.stringMatching(/^[a-d]{0,8}$/);
    fc.assert(
      fc.property(word, word, (from, to) => {
        const distance = editDistance(from, to);
        expect(distance).toBeLessThanOrEqual(Math.max(from.length, to.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(from.length - to.length));
        expect(distance === 0).toBe(from === to);
      }),
      { seed: 20261124 },
    );
  });
});
