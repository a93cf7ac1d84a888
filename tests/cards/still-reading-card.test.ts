import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/cards/plain-text.ts';
import { stillReadingCard } from '../../src/cards/still-reading-card.ts';

const card = (leftMs: number | null, says = 'search weight decay') =>
  plainText(stillReadingCard({ done: 43_000, all: 100_000, leftMs, says }));

describe('stillReadingCard', () => {
  it('says how far it is, when to ask again, and how', () => {
    expect(card(9_100)).toContain('I am still reading the papers: 43,000 of 100,000');
    expect(card(9_100)).toContain('Try again in about 10 seconds.');
    expect(card(9_100)).toContain('search weight decay');
  });

  it.each([
    [null, 'in a moment'],
    [0, 'in about 5 seconds'],
    [5_001, 'in about 10 seconds'],
    [90_000, 'in about 90 seconds'],
    [90_001, 'in about 2 minutes'],
    [290_000, 'in about 5 minutes'],
  ])('rounds %s ms up to “%s”', (ms, words) => {
    expect(card(ms)).toContain(`Try again ${words}.`);
  });

  it('leaves out a button that no platform could say', () => {
    expect(stillReadingCard({ done: 1, all: 2, leftMs: 0, says: 'x'.repeat(1501) }).blocks).toHaveLength(1);
  });
});
