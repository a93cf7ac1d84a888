import { describe, expect, it } from 'vitest';
import { cleanSpans } from '../../src/cards/clean-spans.ts';

const onlyWeb = (url: string) => (url.startsWith('https:') ? `${url}/` : null);

describe('cleaned spans', () => {
  it('are without what cannot be seen, at both ends and between', () => {
    const spans = [{ text: ' \u200b' }, { text: ' a ' }, { text: '' }, { text: 'b\u0007 ' }, { text: '\n' }];
    expect(cleanSpans(spans, onlyWeb)).toEqual([{ text: 'a ' }, { text: 'b' }]);
    expect(cleanSpans([{ text: ' ' }], onlyWeb)).toEqual([]);
  });

  it('keep their looks, and links that can be followed', () => {
    const spans = [
      { text: 'a', url: 'https://example.org', style: 'strong' as const },
      { text: ' ', url: 'https://example.org', style: 'strong' as const },
      { text: 'b', url: 'javascript:alert(1)', style: 'emphasis' as const },
      { text: 'lab', channel: 'C1' },
    ];
    expect(cleanSpans(spans, onlyWeb)).toEqual([
      { text: 'a', url: 'https://example.org/', style: 'strong' },
      { text: ' ' },
      { text: 'b', style: 'emphasis' },
      { text: 'lab', channel: 'C1' },
    ]);
  });
});
