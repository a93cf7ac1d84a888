import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/cards/card.ts';
import { commandHelpCard, helpCard } from '../../src/cards/help-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { plainText } from '../../src/cards/plain-text.ts';
import { withNote } from '../../src/cards/with-note.ts';
import { withOffer } from '../../src/cards/with-offer.ts';

describe('plainText', () => {
  it('reads every kind of block', () => {
    const card: Card = {
      title: { text: 'Title', url: 'https://x.example/' },
      blocks: [
        { kind: 'text', spans: [{ text: 'one ' }, { text: 'two', style: 'strong' }] },
        { kind: 'facts', facts: [{ label: 'Votes', value: [{ text: '3' }] }] },
        {
          kind: 'list',
          items: [
            {
              number: 6,
              title: { text: 'Paper' },
              facts: [{ text: 'Ada' }, { text: '2024' }],
              text: [{ text: 'cut', style: 'mark' }],
              actions: [{ label: 'Save', says: 'save 1' }],
            },
          ],
        },
        { kind: 'code', text: '@misc{a,\n}' },
        { kind: 'note', spans: [{ text: 'https://x.example/', url: 'https://x.example/' }] },
        { kind: 'divider' },
        {
          kind: 'actions',
          actions: [
            { label: 'More', says: 'more' },
            { label: 'Open', url: 'https://x.example/' },
          ],
        },
      ],
    };
    expect(plainText(card).split('\n\n')).toEqual([
      'Title (https://x.example/)',
      'one two',
      'Votes: 3',
      '6. Paper\n   Ada · 2024\n   cut\n   Type: save 1',
      '@misc{a,\n}',
      'https://x.example/',
      '---',
      'Type: more\nOpen: https://x.example/',
    ]);
  });

  it('refuses what is no block', () => {
    const card: Card = JSON.parse('{"title":{"text":"x"},"blocks":[{"kind":"video"}]}');
    expect(() => plainText(card)).toThrow('Expected a block of a card');
  });
});

describe('noticeCard', () => {
  it('says what happened, what to do, and how the log calls it', () => {
    const card = noticeCard({ title: 'It broke', text: ['Try again.'], reference: 'r-1', actions: [] });
    expect(plainText(card)).toBe('It broke\n\nTry again.\n\nIf you report this, say: r-1');
  });
});

describe('an offer and a note', () => {
  it('stand above the card', () => {
    const card = withNote(
      withOffer(noticeCard({ title: 'T', text: ['x'] }), { meant: 'similar 2', says: 'similar a:2' }),
      'n',
    );
    expect(plainText(card)).toBe('T\n\nn\n\nDid you mean similar 2?\n\nType: similar a:2\n\nx');
  });

  it('leave the rest of the card as it is', () => {
    const thread: Card = { title: { text: 'Abstract' }, blocks: [] };
    const card: Card = { title: { text: 'T' }, blocks: [], thread };
    expect(withNote(withOffer(card, { meant: 'a', says: 'b' }), 'n').thread).toBe(thread);
  });
});

describe('help', () => {
  const entry = {
    name: 'cite',
    aliases: ['quote'],
    usage: '<number>',
    summary: 'Cite.',
    details: ['More.'],
    examples: ['cite 1', 'cite 2'],
  };

  it('lists the commands', () => {
    expect(plainText(helpCard([entry]))).toContain('cite <number>: Cite.');
  });

  it('explains one', () => {
    expect(plainText(commandHelpCard(entry))).toBe('cite <number>\n\nCite.\n\nMore.\n\ncite 1\ncite 2\n\nAlso: quote');
  });
});
