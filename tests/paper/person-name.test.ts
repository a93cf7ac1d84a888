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
    ['Yann Le Guen', 'Le Guen', 'Yann', null],
    ['Charline Le Lan', 'Le Lan', 'Charline', null],
    ['Guy De Tré', 'De Tré', 'Guy', null],
    ['Fernando De La Torre', 'De La Torre', 'Fernando', null],
    ['Loubna Ben Allal', 'Ben Allal', 'Loubna', null],
    ['Ben Van Durme', 'Van Durme', 'Ben', null],
    ['Van Zyl Van Vuuren', 'Van Vuuren', 'Van Zyl', null],
    ['Al Gore', 'Gore', 'Al', null],
    ['Abdullah Al Mamun', 'Al Mamun', 'Abdullah', null],
    ['Abdelkader El Mahdaouy', 'El Mahdaouy', 'Abdelkader', null],
    ['Mohamed El Amine Seddik', 'Seddik', 'Mohamed El Amine', null],
    ['Seon Bin Kim', 'Kim', 'Seon Bin', null],
    ['Oisin Mac Aodha', 'Mac Aodha', 'Oisin', null],
    ['Robert St. Amant', 'St. Amant', 'Robert', null],
    ['Nguyen Van Anh', 'Anh', 'Nguyen Van', null],
    ['Hien Van Nguyen', 'Nguyen', 'Hien Van', null],
    ['Phi Le Nguyen', 'Nguyen', 'Phi Le', null],
    ['Dang-Khoa Le Tan', 'Tan', 'Dang-Khoa Le', null],
    ['Thái Van Hương', 'Hương', 'Thái Van', null],
    ['Xuan Du Trinh', 'Trinh', 'Xuan Du', null],
    ['R. Van Ham', 'Van Ham', 'R.', null],
    ['Sabine Schulte im Walde', 'im Walde', 'Sabine Schulte', null],
    ['Rieks op den Akker', 'op den Akker', 'Rieks', null],
    ['Martin Luther King Jr.', 'King', 'Martin Luther', 'Jr.'],
    ['Martin Luther King, Jr', 'King', 'Martin Luther', 'Jr'],
    ['King, Jr., Martin Luther', 'King', 'Martin Luther', 'Jr.'],
    ['Smith, John, Jr.', 'Smith', 'John', 'Jr.'],
    ['Smith, John, III', 'Smith', 'John', 'III'],
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
