import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstOpenDay, isSettled } from '../../src/paper/list-day.ts';

describe('a day of the list', () => {
  it.each([
    ['2026-11-24', '2026-11-24T23:59:59.999Z', false],
    ['2026-11-24', '2026-11-25T02:29:59.999Z', false],
    ['2026-11-24', '2026-11-25T02:30:00.000Z', true],
    ['2026-11-24', '2026-12-01T00:00:00.000Z', true],
    ['2026-12-31', '2027-01-01T02:30:00.000Z', true],
    ['2028-02-28', '2028-02-29T02:29:00.000Z', false],
    ['2026-11-25', '2026-11-24T12:00:00.000Z', false],
  ])('%s is settled at %s: %s', (day, at, settled) => {
    expect(isSettled(day, new Date(at))).toBe(settled);
  });

  it('is open from the first open day on, and settled before it', () => {
    const day = fc.nat(2_000).map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
    const at = fc.nat(2_000 * 24 * 60).map((minutes) => new Date(Date.UTC(2024, 0, 1) + minutes * 60_000));
    fc.assert(
      fc.property(day, at, (one, now) => {
        expect(isSettled(one, now)).toBe(one < firstOpenDay(now));
      }),
      { seed: 20261124, numRuns: 2_000 },
    );
  });
});
