import { describe, expect, it } from 'vitest';
import { dateInWords, instantInWords } from '../../src/cards/dates.ts';

describe('dateInWords', () => {
  it.each([
    ['2024', '2024'],
    ['2024-05', 'May 2024'],
    ['2024-05-07', '7 May 2024'],
    ['2024-13', '2024-13'],
    ['soon', 'soon'],
  ])('says %s as %s', (date, words) => expect(dateInWords(date)).toBe(words));
});

describe('instantInWords', () => {
  it('shows the clock of the zone', () => {
    expect(instantInWords(new Date('2026-11-25T08:00:00Z'), 'Europe/Berlin')).toBe(
      'Wed 25 Nov 2026, 09:00 (Europe/Berlin)',
    );
  });

  it('says midnight as 00:00 of the new day', () => {
    expect(instantInWords(new Date('2026-11-25T05:00:00Z'), 'America/New_York')).toBe(
      'Wed 25 Nov 2026, 00:00 (America/New_York)',
    );
  });
});
