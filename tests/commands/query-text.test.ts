import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryText } from '../../src/commands/query-text.ts';
import { parseQuery } from '../../src/search/query.ts';
import type { Query } from '../../src/search/query.ts';

/** What a query asks for, whatever it was typed like. */
function meaning(query: Query): unknown {
  const { text: _text, notes: _notes, words, ...rest } = query;
  return { ...rest, words: words.toSorted() };
}

describe('queryText', () => {
  it.each([
    'weight decay',
    'what is "weight decay" -survey -"deep learning"',
    'ti:decay au:"Yann LeCun" abs:"low rank" cat:cs.LG cat:math sort:new',
    'after:2024-05 before:2026 sort:top',
    '-ti:survey -au:"Ada Lovelace" decay',
    'id:2310.04415 decay',
  ])('is read as the same query: %s', (text) => {
    const query = parseQuery(text);
    expect(meaning(parseQuery(queryText(query)))).toEqual(meaning(query));
  });

  it('is read as the same query for any mixture of parts', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    const value = fc.oneof(
      word,
      fc.tuple(word, word).map(([a, b]) => `"${a} ${b}"`),
    );
    const part = fc.oneof(
      word,
      value,
      value.map((text) => `-${text}`),
      fc.tuple(fc.constantFrom('ti', 'abs', 'au', '-ti', '-abs', '-au'), value).map((pair) => pair.join(':')),
      fc.constantFrom('cat:cs.LG', 'cat:hep-th', 'after:2024', 'before:2025-06', 'year:2024', 'sort:new', 'sort:top'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const query = parseQuery(parts.join(' '));
        expect(meaning(parseQuery(queryText(query)))).toEqual(meaning(query));
      }),
      { seed: 20261124 },
    );
  });
});
