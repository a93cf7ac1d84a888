import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWordMarks } from '../../src/search/core/word-marks.ts';
import { createWordTable } from '../../src/search/core/word-table.ts';
import { mistakes } from '../../src/search/mistakes.ts';

const seed = 20261124;
const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '学'), minLength: 1, maxLength: 8 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
);

describe('the word table', () => {
  it('is a map, whatever the words are', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 300 }), fc.array(word), (added, asked) => {
        const words: string[] = [];
        const table = createWordTable(words);
        const model = new Map<string, number>();
        for (const one of added) {
          expect(table.find(one)).toBe(model.get(one) ?? -1);
          if (model.has(one)) continue;
          model.set(one, words.length);
          words.push(one);
          table.add(one, words.length - 1);
        }
        for (const one of [...asked, ...added]) expect(table.find(one)).toBe(model.get(one) ?? -1);
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe('the marks of words', () => {
  it('miss no word that begins so and none that is near', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 100 }), word, fc.nat(2), (words, asked, limit) => {
        const marks = createWordMarks();
        for (const one of words) marks.add(one);
        const [beginning, alike] = [marks.beginning(asked), marks.alike(asked, limit, null)];
        const sameStart = marks.alike(asked, limit, [...words.keys()]);
        const missed = [...words.entries()].filter(
          ([id, one]) =>
            (one.startsWith(asked) && !beginning.includes(id)) ||
            (mistakes(asked, one, limit) <= limit && !alike.includes(id)) ||
            (mistakes(asked, one, limit) <= limit && one[0] === asked[0] && !sameStart.includes(id)),
        );
        expect(missed).toEqual([]);
      }),
      { seed, numRuns: 300 },
    );
  });
});
