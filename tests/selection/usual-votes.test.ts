import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { votesForAge } from '../../src/selection/usual-votes.ts';

describe('votes for their age', () => {
  it('are half of all at the middle of the day itself, and less of the same when it is old', () => {
    expect(votesForAge(6, 0)).toBeCloseTo(0.5, 1);
    expect(votesForAge(6, 30)).toBeLessThan(0.4);
    expect(votesForAge(10, 30)).toBeCloseTo(0.5, 1);
  });

  it('are as the lists had them: nine of ten papers have fewer than 28 on their day', () => {
    expect(votesForAge(27, 1)).toBeCloseTo(0.9, 1);
  });

  it('are none where nobody counted, and less than any that were counted', () => {
    expect(votesForAge(null, 1)).toBe(0);
    expect(votesForAge(0, 400)).toBeGreaterThan(0);
  });

  it('are more for every further vote, and never more for the same at a higher age', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(4_000), fc.nat(60), fc.nat(60), (votes, more, days, later) => {
        expect(votesForAge(votes + 1 + more, days)).toBeGreaterThan(votesForAge(votes, days));
        expect(votesForAge(votes, days)).toBeLessThan(1);
        expect(votesForAge(votes, days + later)).toBeLessThanOrEqual(votesForAge(votes, days));
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });
});
