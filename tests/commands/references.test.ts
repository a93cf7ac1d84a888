import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReferences } from '../../src/commands/references.ts';

const number = (value: number) => ({ kind: 'number', number: value });
const arxiv = (id: string) => ({ kind: 'id', id: `arxiv:${id}` });

describe('parseReferences', () => {
  it.each([
    ['2', [number(2)]],
    ['1 2 3', [number(1), number(2), number(3)]],
    ['1, 2', [number(1), number(2)]],
    ['#1,#2 and 3.', [number(1), number(2), number(3)]],
    ['１ ２', [number(1), number(2)]],
    ['2-4', [number(2), number(3), number(4)]],
    ['1 2310.04415, https://arxiv.org/abs/2310.12508', [number(1), arxiv('2310.04415'), arxiv('2310.12508')]],
    ['2310.04415,2310.12508', [arxiv('2310.04415'), arxiv('2310.12508')]],
    ['jsonl:a,b', [{ kind: 'id', id: 'jsonl:a,b' }]],
  ])('reads %j', (text, references) => expect(parseReferences(text)).toEqual(references));

  it.each(['', 'and', ',', '1 of 2', 'the whales', '1 3D', '2 models', '1 '.repeat(26)])('leaves %j alone', (text) =>
    expect(parseReferences(text)).toBeNull(),
  );

  it('names a bounded number of papers, whatever the text', () => {
    const word = fc.constantFrom('1', '2,3', '1-9', 'and', ',', '2310.04415', 'jsonl:1', '#', '-', '3D');
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 30 }), (words) => {
        expect((parseReferences(words.join(' ')) ?? []).length).toBeLessThanOrEqual(25);
      }),
      { seed: 20261124 },
    );
  });
});
