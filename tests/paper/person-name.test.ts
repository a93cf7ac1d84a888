import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { personName } from '../../src/paper/person-name.ts';

describe('personName', () => {
  it.each([
    ['Ada Lovelace', 'Lovelace', 'Ada', null],
    ['  Ada   King Lovelace ', 'Lovelace', 'Ada King', null],
    ['Pieter van Dokkum', 'van Dokkum', 'Pieter', null],
    ['Laurens van der Maaten', 'van der Maaten', 'Laurens', null],
    ['Luc Van Gool', 'Van Gool', 'Luc', null],
    ['Yu Bin Li', 'Li', 'Yu Bin', null],
    ['Nguyen The Anh', 'Anh', 'Nguyen The', null],
    ['Simon Du', 'Du', 'Simon', null],
    ['Martin Luther King Jr.', 'King', 'Martin Luther', 'Jr.'],
    ['Martin Luther King, Jr', 'King', 'Martin Luther', 'Jr'],
    ['King, Jr., Martin Luther', 'King', 'Martin Luther', 'Jr.'],
    ['John Smith III', 'Smith', 'John', 'III'],
    ['van Dokkum, Pieter', 'van Dokkum', 'Pieter', null],
  ])('takes %j apart', (name, family, given, suffix) => {
    expect(personName(name)).toEqual({ kind: 'person', family, given, suffix });
  });

  it.each([
    'OpenAI',
    '李明',
    'Gemma Team',
    'The ATLAS Collaboration',
    'Smith and Sons',
    'Bank of Foo',
    'R2 D2',
    'A, B, C, D',
    ', B',
    '',
  ])('leaves %j whole', (name) => {
    expect(personName(name)).toEqual({ kind: 'literal', name });
  });

  it('loses no word of a name', () => {
    const word = fc.constantFrom('Ada', 'van', 'De', 'Jr.', 'X.', 'III', 'Team', 'and', '李');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const name = personName(words.join(' '));
        const kept =
          name.kind === 'literal' ? name.name : [name.given, name.family, name.suffix ?? ''].join(' ').trim();
        expect(kept).toBe(words.join(' '));
      }),
      { seed: 20261124 },
    );
  });
});
