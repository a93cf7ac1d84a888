import { expect, it } from 'vitest';
import { joinSpans } from '../../src/cards/join-spans.ts';

const nothing = () => false;

it('neighbours that look the same are one, and others stay apart', () => {
  const spans = [
    { text: 'a' },
    { text: 'b' },
    { text: 'c', style: 'strong' },
    { text: 'd', style: 'strong' },
    { text: 'e', style: 'strong', url: 'https://example.org/1' },
    { text: 'f', style: 'strong', url: 'https://example.org/2' },
    { text: 'g' },
  ] as const;
  expect(joinSpans(spans, nothing).map(({ text }) => text)).toEqual(['ab', 'cd', 'e', 'f', 'g']);
});

it('what stands alone is joined with nothing, before it or behind it', () => {
  const spans = [{ text: 'a' }, { text: '#lab', channel: 'C1' }, { text: 'b' }, { text: 'c' }];
  const shown = joinSpans(spans, ({ channel }) => channel !== undefined);
  expect(shown).toEqual([{ text: 'a' }, { text: '#lab', channel: 'C1' }, { text: 'bc' }]);
});
