import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trendsIn } from '../../src/selection/trend.ts';
import { growthOf, shareAt, USUAL_GROWTH } from '../../src/selection/vote-growth.ts';
import type { VoteHistory } from '../../src/store/store.ts';

const seed = 20261124;
const week = { from: new Date('2026-11-17T12:00:00Z'), to: new Date('2026-11-24T12:00:00Z') };

/** A paper by the day on which it was listed, with its votes at times such as `24T06`. */
function paper(id: string, listed: string | null, counts: Readonly<Record<string, number>>): VoteHistory {
  const listedOn = listed === null ? null : `2026-11-${listed}`;
  return {
    id,
    listedOn,
    counts: Object.entries(counts).map(([at, upvotes]) => ({ at: `2026-11-${at}:00:00.000Z`, upvotes })),
  };
}

const ids = (histories: readonly VoteHistory[], span = week): readonly string[] =>
  trendsIn(histories, span, USUAL_GROWTH).map(({ id }) => id);

describe('trending', () => {
  it('goes by the votes gained where papers are equally old', () => {
    const papers = [3, 40, 12].map((votes) => paper(`p${votes}`, '24', { '24T06': votes }));
    expect(ids(papers)).toEqual(['p40', 'p12', 'p3']);
  });

  it('measures them by what is usual at that age', () => {
    const fresh = paper('fresh', '24', { '24T11': 20 });
    const settled = paper('settled', '18', { '18T20': 9, '20T20': 22 });
    expect(ids([settled, fresh])).toEqual(['fresh', 'settled']);
  });

  it('counts what was gained in the time, not what was there before', () => {
    const famous = paper('famous', '10', { '10T20': 300, '16T20': 500, '20T20': 503 });
    const late = paper('late', '10', { '10T20': 2, '16T20': 4, '23T20': 60 });
    const [first, second] = trendsIn([famous, late], week, USUAL_GROWTH);
    expect([first?.id, first?.gained, second?.id, second?.gained]).toEqual(['late', 56, 'famous', 3]);
  });

  it('measures from the first count where none is known from before, and guesses nothing', () => {
    const [one] = trendsIn([paper('p', '10', { '20T00': 100, '22T00': 104 })], week, USUAL_GROWTH);
    expect(one?.gained).toBe(4);
    expect(ids([paper('p', '10', { '20T00': 100 })])).toEqual([]);
  });

  it('leaves out what gained nothing, lost votes, was counted later, or is not on the list yet', () => {
    const papers = [
      paper('still', '10', { '12T00': 30 }),
      paper('less', '10', { '12T00': 30, '20T00': 25 }),
      paper('later', '24', { '24T13': 30 }),
      paper('tomorrow', '25', { '24T11': 30 }),
      paper('nobody', '24', { '24T06': 0 }),
    ];
    expect(ids(papers)).toEqual([]);
  });

  it('takes a paper without a day on the list for as old as its first count', () => {
    const [one] = trendsIn([paper('p', null, { '22T00': 5, '23T00': 25 })], week, USUAL_GROWTH);
    expect(one?.gained).toBe(20);
  });

  it('puts equal ones in the order of their ids, whatever the order they came in', () => {
    const papers = ['c', 'a', 'b'].map((id) => paper(id, '24', { '24T06': 7 }));
    expect(ids(papers)).toEqual(['a', 'b', 'c']);
    expect(ids(papers.toReversed())).toEqual(['a', 'b', 'c']);
  });

  it('draws a line of what was counted at least three times', () => {
    const [one] = trendsIn([paper('p', '20', { '20T12': 2, '22T12': 6, '24T06': 30 })], week, USUAL_GROWTH);
    expect(one?.votes).toEqual([0, 2, 2, 2, 6, 6, 6, 30]);
    expect(trendsIn([paper('p', '20', { '20T12': 2, '22T12': 6 })], week, USUAL_GROWTH)[0]?.votes).toEqual([]);
  });

  it('never puts fewer votes before more of the same day, and gives every one that gained', () => {
    const votes = fc.uniqueArray(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(votes, fc.integer({ min: 18, max: 24 }), (counts, day) => {
        const papers = counts.map((count) => paper(`p${count}`, String(day), { [`${day}T11`]: count }));
        const sorted = counts.toSorted((a, b) => b - a).map((count) => `p${count}`);
        expect(ids(papers)).toEqual(sorted);
      }),
      { seed },
    );
  });
});

describe('what is usual', () => {
  it('grows from nothing to the whole', () => {
    expect(shareAt(USUAL_GROWTH, -3)).toBe(0);
    expect(shareAt(USUAL_GROWTH, 0)).toBe(0);
    expect(shareAt(USUAL_GROWTH, 1)).toBeCloseTo(0.46, 2);
    expect(shareAt(USUAL_GROWTH, 2)).toBeCloseTo(0.65, 2);
    expect(shareAt(USUAL_GROWTH, 400)).toBe(1);
    for (let days = 0.25; days < 16; days += 0.25) {
      expect(shareAt(USUAL_GROWTH, days)).toBeGreaterThanOrEqual(shareAt(USUAL_GROWTH, days - 0.25));
    }
  });

  it('is learned from the settled lists of the store, when there are enough', () => {
    const now = new Date('2026-12-20T00:00:00Z');
    const settled = Array.from({ length: 120 }, (_, i) =>
      paper(`p${i}`, '01', { '01T06': 5, '03T00': 10, '09T00': 20 }),
    );
    const growth = growthOf(settled, now);
    expect(growth.total).toBe(20);
    expect([0, 1, 2, 8, 15].map((days) => shareAt(growth, days))).toEqual([0, 0.25, 0.5, 1, 1]);
    expect(growthOf(settled.slice(0, 99), now)).toBe(USUAL_GROWTH);
    expect(growthOf(settled, new Date('2026-11-10T00:00:00Z'))).toBe(USUAL_GROWTH);
    const lateCounts = settled.map((one) => ({ ...one, counts: one.counts.slice(2) }));
    expect(growthOf(lateCounts, now)).toBe(USUAL_GROWTH);
  });
});
