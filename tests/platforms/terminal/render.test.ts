import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Action, Block, Card, Span } from '../../../src/cards/card.ts';
import { renderCard } from '../../../src/platforms/terminal/render.ts';

const plain = { columns: null, colour: false };

const everything: Card = {
  title: { text: 'Weight Decay', url: 'https://arxiv.org/abs/2310.04415' },
  blocks: [
    { kind: 'note', spans: [{ text: 'Paper of the day' }] },
    { kind: 'text', spans: [{ text: 'It ' }, { text: 'matters', style: 'mark' }, { text: ' here.' }] },
    { kind: 'facts', facts: [{ label: 'Authors', value: [{ text: 'A. B, ' }, { text: 'C. D' }] }] },
    {
      kind: 'list',
      items: [
        {
          number: 9,
          title: { text: 'First', url: 'https://example.org/1' },
          facts: [{ text: '2024' }, { text: 'cs.LG' }],
          text: [{ text: 'A snippet.' }],
          actions: [
            { label: 'Similar', says: 'similar 1' },
            { label: 'Open', url: 'https://example.org/1' },
            { label: 'Code', url: 'https://example.org/code' },
          ],
        },
        { number: 10, title: { text: 'Second' }, facts: [], text: [], actions: [] },
      ],
    },
    { kind: 'code', text: '@article{a,\n  title = {x}\n}\n' },
    { kind: 'divider' },
    {
      kind: 'actions',
      actions: [
        { label: 'Similar', says: 'similar 2310.04415' },
        { label: 'Save', says: 'save 2310.04415' },
        { label: 'Open', url: 'https://arxiv.org/abs/2310.04415' },
      ],
    },
  ],
};

describe('renderCard', () => {
  it('says every block as text', () => {
    expect(renderCard(everything, plain)).toBe(`Weight Decay
https://arxiv.org/abs/2310.04415

Paper of the day

It matters here.

Authors: A. B, C. D

 9. First
    https://example.org/1
    2024 · cs.LG
    A snippet.
    Code: https://example.org/code

10. Second

@article{a,
  title = {x}
}

────────────────────────────────────────

Type: similar 2310.04415 | save 2310.04415
`);
  });

  it('says code exactly as it is, with the spaces at the ends of its lines', () => {
    const text = 'TY  - GEN\n  two  spaces  \n\nER  - ';
    for (const code of [text, text.replaceAll('\n', '\r\n')]) {
      const card: Card = { title: { text: 'T' }, blocks: [{ kind: 'code', text: code }] };
      for (const columns of [null, 20]) expect(renderCard(card, { columns, colour: true })).toContain(`\n\n${text}\n`);
    }
  });

  it('shows the address of a link inside a sentence', () => {
    const spans = [{ text: 'See ' }, { text: 'the page', url: 'https://example.org' }, { text: '.' }];
    const card: Card = { title: { text: 'T' }, blocks: [{ kind: 'text', spans }] };
    expect(renderCard(card, plain)).toBe('T\n\nSee the page (https://example.org).\n');
  });

  it('colours only when told to, and says the same words', () => {
    const coloured = renderCard(everything, { columns: null, colour: true });
    expect(coloured).toContain('\u001b[1mWeight Decay\u001b[22m');
    // oxlint-disable-next-line no-control-regex -- the escapes are what is taken away
    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(renderCard(everything, plain));
  });

  it('wraps to the width, counting what the characters take on a screen', () => {
    const text = `${'深度学习中的权重衰减'.repeat(8)} ${'👩‍🔬'.repeat(30)} and some plain words to end`;
    const card: Card = { title: { text }, blocks: [{ kind: 'text', spans: [{ text }] }] };
    const lines = renderCard(card, { columns: 40, colour: false }).split('\n');
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(40);
    expect(lines.join('').replaceAll(' ', '')).toBe(`${text}${text}`.replaceAll(' ', ''));
  });

  it('never breaks an address', () => {
    const url = `https://example.org/${'a'.repeat(60)}`;
    const spans = [{ text: 'Words before it ' }, { text: url, url }, { text: ' and after it.' }];
    const card: Card = { title: { text: 'T', url: `${url}b` }, blocks: [{ kind: 'text', spans }] };
    const lines = renderCard(card, { columns: 30, colour: false }).split('\n');
    expect(lines).toContain(url);
    expect(lines).toContain(`${url}b`);
  });

  it('lets no escape of a paper through, whatever block it is in, with colours or without', () => {
    const evil = 'a\u001b]0;owned\u0007\u001b[2J\u009b1m\u202eb\rc';
    const card: Card = JSON.parse(
      JSON.stringify(everything, (key, value: unknown) =>
        typeof value === 'string' && key !== 'kind' && key !== 'style' ? evil : value,
      ),
    );
    expect(renderCard(card, plain)).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    const painted = renderCard(card, { columns: 60, colour: true });
    // oxlint-disable-next-line no-control-regex -- only our own colours may be there
    const ours = /\u001b\[(?:1|2|3|22|23|36|39|1;33|22;39)m/g;
    expect(painted.replace(ours, '')).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });

  it('draws any card in any width without failing, and never a line wider than its longest address', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 80 });
    const span: fc.Arbitrary<Span> = fc.record({ text, style: fc.constantFrom('strong', 'emphasis', 'code', 'mark') });
    const spans = fc.array(span, { maxLength: 4 });
    const action: fc.Arbitrary<Action> = fc.record({ label: text, says: text });
    const item = fc.record({
      number: fc.integer({ min: 1, max: 999 }),
      title: span,
      facts: spans,
      text: spans,
      actions: fc.array(action),
    });
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ kind: fc.constantFrom('text' as const, 'note' as const), spans }),
      fc.record({ kind: fc.constant('facts' as const), facts: fc.array(fc.record({ label: text, value: spans })) }),
      fc.record({ kind: fc.constant('list' as const), items: fc.array(item, { maxLength: 3 }) }),
      fc.record({ kind: fc.constant('divider' as const) }),
      fc.record({ kind: fc.constant('actions' as const), actions: fc.array(action, { maxLength: 3 }) }),
    );
    const card: fc.Arbitrary<Card> = fc.record({ title: span, blocks: fc.array(block, { maxLength: 5 }) });
    fc.assert(
      fc.property(card, fc.integer({ min: 1, max: 200 }), fc.boolean(), (drawn, columns, colour) => {
        const widths = renderCard(drawn, { columns, colour })
          .split('\n')
          .map((line) => stringWidth(line));
        expect(Math.max(...widths)).toBeLessThanOrEqual(Math.max(20, Math.min(columns, 100)));
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });
});
