import { describe, expect, it } from 'vitest';
import { nextReading, nextTry } from '../../src/sources/source-times.ts';

const least = (): number => 0;
const most = (): number => 1;
const next = (name: 'hf-daily' | 'arxiv', after: string, random = least): string =>
  nextReading(name, new Date(after), random).toISOString();

describe('when a source is read', () => {
  it('is by its own clock: when the list of Hugging Face is settled, and through the day', () => {
    expect(next('hf-daily', '2026-11-24T00:00:00Z')).toBe('2026-11-24T02:35:00.000Z');
    expect(next('hf-daily', '2026-11-24T02:35:00Z')).toBe('2026-11-24T06:35:00.000Z');
    expect(next('hf-daily', '2026-11-24T23:00:00Z')).toBe('2026-11-25T02:35:00.000Z');
  });

  it('is when the feeds of arXiv change, in New York, in winter and in summer', () => {
    expect(next('arxiv', '2026-11-24T00:00:00Z')).toBe('2026-11-24T05:20:00.000Z');
    expect(next('arxiv', '2026-07-24T00:00:00Z')).toBe('2026-07-24T04:20:00.000Z');
    expect(next('arxiv', '2026-11-24T17:20:00Z')).toBe('2026-11-25T05:20:00.000Z');
    expect(next('arxiv', '2026-03-08T04:00:00Z')).toBe('2026-03-08T05:20:00.000Z');
    expect(next('arxiv', '2026-03-08T05:30:00Z')).toBe('2026-03-08T08:20:00.000Z');
  });

  it('is spread over a quarter of an hour', () => {
    expect(next('hf-daily', '2026-11-24T00:00:00Z', most)).toBe('2026-11-24T02:50:00.000Z');
  });
});

describe('when a source is tried again', () => {
  const at = new Date('2026-11-24T10:00:00Z');
  const tried = (failures: number, failure: Parameters<typeof nextTry>[1]['failure'] = null): string =>
    nextTry('arxiv', { at, failures, failure }, most).toISOString();

  it('is soon, with growing pauses, and at its next time in any case', () => {
    expect(tried(1)).toBe('2026-11-24T10:05:00.000Z');
    expect(tried(2, { kind: 'unreachable' })).toBe('2026-11-24T10:10:00.000Z');
    expect(tried(3)).toBe('2026-11-24T10:20:00.000Z');
    expect(tried(30)).toBe('2026-11-24T12:00:00.000Z');
    expect(nextTry('hf-daily', { at, failures: 30, failure: null }, most).toISOString()).toBe(
      '2026-11-24T10:50:00.000Z',
    );
  });

  it('is never before it allows it', () => {
    expect(tried(1, { kind: 'busy', retryAfterMs: 3_600_000 })).toBe('2026-11-24T11:00:00.000Z');
    expect(tried(1, { kind: 'busy', retryAfterMs: 86_400_000 })).toBe('2026-11-25T10:00:00.000Z');
    expect(tried(1, { kind: 'busy', retryAfterMs: 1_000 })).toBe('2026-11-24T10:05:00.000Z');
  });
});
