import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createShelf } from '../../src/search/core/shelf.ts';
import { rowTest, slowRowTest } from '../../src/search/row-test.ts';

describe('the test for words in a row', () => {
  it('says the same prepared and not, and the same as a search in a text', () => {
    const shelf = createShelf();
    const names = ['networks', 'network', 'decay', 'graph', 'of'];
    const ids = names.map((name) => shelf.vocabulary.id(name));
    const stem = (id: number): number => shelf.vocabulary.stemOf(id);
    const word = fc.constantFrom(...ids);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.constant(0)), { maxLength: 60 }),
        fc.array(word, { minLength: 1, maxLength: 10 }),
        fc.nat(40),
        fc.boolean(),
        (words, typed, cut, planted) => {
          const row = typed.map(stem);
          const tokens = planted ? [...words.slice(0, cut), ...typed, ...words.slice(cut)] : words;
          const text = { tokens: Uint32Array.from(tokens), ends: Uint32Array.of(tokens.length) };
          const expected = ` ${tokens.map(stem).join(' ')} `.includes(` ${row.join(' ')} `);
          expect(slowRowTest(shelf, row)(text, 0, tokens.length)).toBe(expected);
          expect(rowTest(shelf, row)(text, 0, tokens.length)).toBe(expected);
        },
      ),
      { seed: 20261124, numRuns: 500 },
    );
  });
});
