import { describe, expect, it } from 'vitest';
import { sourceInWords } from '../../src/cards/source-news.ts';
import type { SourceNews } from '../../src/cards/source-news.ts';
import { sourceNews } from '../../src/flows/source-report.ts';
import type { SourceRun } from '../../src/store/store.ts';
import { plusDays, weekday } from '../../src/sources/days.ts';

const run: SourceRun = {
  succeededAt: '2026-11-24T10:35:00.000Z',
  failures: 0,
  failure: null,
  nextAt: '2026-11-24T14:35:00.000Z',
};

/** Weekdays of four weeks before a day, each with as many papers. */
function before(day: string, papers = 20): Map<string, number> {
  const days = Array.from({ length: 28 }, (_, at) => plusDays(day, -1 - at));
  return new Map(days.filter((one) => weekday(one) <= 5).map((one) => [one, papers]));
}

function news(today: string, byDay: ReadonlyMap<string, number>, changed: Partial<SourceRun> | null = {}): SourceNews {
  const at = changed === null ? null : { ...run, ...changed };
  return { name: 'arXiv', isOn: true, ...sourceNews(at, byDay, today) };
}

const said = (one: SourceNews): string => sourceInWords(one, 'UTC');

describe('what a source is said to do', () => {
  it('is how many papers it had today, and what is usual for such a day', () => {
    const byDay = before('2026-11-24').set('2026-11-24', 12).set('2026-11-17', 30);
    expect(said(news('2026-11-24', byDay))).toBe(
      '12 papers today, 20 are usual for a Tuesday. Read Tue 24 Nov 2026, 10:35 (UTC). Next reading Tue 24 Nov 2026, 14:35 (UTC).',
    );
  });

  it('is nothing of what is usual while nobody knows', () => {
    expect(said(news('2026-11-24', new Map([['2026-11-24', 1]])))).toMatch(/^1 paper today\. Read/u);
  });

  it.each([
    [
      'the weekend',
      '2026-11-28',
      before('2026-11-28'),
      { succeededAt: '2026-11-28T10:00:00.000Z' },
      'it is the weekend, 0 are usual for a Saturday.',
    ],
    [
      'a holiday, or too early',
      '2026-11-24',
      before('2026-11-24'),
      {},
      'nothing was announced yet (it comes later, or it is a holiday), 20 are usual for a Tuesday.',
    ],
    ['that it was not read', '2026-11-24', new Map(), null, 'it was not read yet.'],
    [
      'that it was not read today',
      '2026-11-25',
      before('2026-11-25'),
      {},
      'it was not read today yet, 20 are usual for a Wednesday.',
    ],
    [
      'that it is late',
      '2026-11-26',
      before('2026-11-21'),
      { succeededAt: '2026-11-26T10:00:00.000Z' },
      'late, for nothing came since 20 Nov 2026, 20 are usual for a Thursday.',
    ],
  ])('has a reason where there are none: %s', (_, today, byDay, changed, reason) => {
    expect(said(news(today, byDay, changed))).toContain(`No papers today: ${reason}`);
  });

  it('is not late for a weekend, nor for a silence that it had before', () => {
    expect(news('2026-11-23', before('2026-11-21')).isLate).toBe(false);
    const gap = new Map([
      ['2026-11-02', 3],
      ['2026-11-09', 3],
    ]);
    expect(news('2026-11-16', gap).isLate).toBe(false);
    expect(news('2026-11-17', gap).isLate).toBe(true);
  });

  it('is what keeps it from being read, in plain words, or that it is switched off', () => {
    const failure = { at: '2026-11-24T09:00:00.000Z', why: 'arXiv cannot be reached. Check the connection.' };
    const failing = news('2026-11-24', before('2026-11-24'), { succeededAt: '2026-11-22T10:00:00.000Z', failure });
    expect(said(failing)).toContain('No papers today: it could not be read');
    expect(said(failing)).toContain('The last try failed: arXiv cannot be reached. Check the connection.');
    expect(said({ ...failing, isOn: false })).toBe('Switched off (PAPERBOY_SOURCES).');
  });
});
