import { describe, expect, it } from 'vitest';
import { isUnfinished, lacksVotes, listVotes } from '../../src/selection/list-votes.ts';

const seen = (day: string) => ({ source: 'jsonl', sourceId: null, at: `${day}T05:00:00.000Z` });
const listed = {
  listedOn: '2026-11-24',
  upvotes: 7,
  upvotesAt: '2026-11-25T03:00:00.000Z',
  sightings: [seen('2026-11-24')],
};

describe('a paper of an unfinished list', () => {
  it('is none to choose from until the list is settled', () => {
    expect(isUnfinished(listed, new Date('2026-11-24T20:00:00Z'))).toBe(true);
    expect(isUnfinished(listed, new Date('2026-11-25T02:29:00Z'))).toBe(true);
    expect(isUnfinished(listed, new Date('2026-11-25T02:30:00Z'))).toBe(false);
  });

  it('is one that another source brought before', () => {
    const before = { ...listed, sightings: [seen('2026-11-24'), seen('2026-11-23')] };
    expect(isUnfinished(before, new Date('2026-11-24T20:00:00Z'))).toBe(false);
  });

  it('is one that was on no list', () => {
    expect(isUnfinished({ listedOn: null, sightings: [] }, new Date('2026-11-24T20:00:00Z'))).toBe(false);
  });
});

describe('the votes of a paper', () => {
  it('count when they were counted after its list was settled', () => {
    expect(listVotes(listed)).toBe(7);
    expect(listVotes({ ...listed, upvotesAt: '2026-11-25T02:30:00.000Z' })).toBe(7);
    expect(listVotes({ ...listed, upvotes: 0 })).toBe(0);
  });

  it('do not when the list was still growing, so that no paper is ahead by the hour at which it was read', () => {
    expect(listVotes({ ...listed, upvotesAt: '2026-11-25T02:29:59.999Z' })).toBeNull();
    expect(listVotes({ ...listed, upvotesAt: '2026-11-24T09:00:00.000Z' })).toBeNull();
  });

  it('count where nobody knows when they were counted, or the paper was on no list', () => {
    expect(listVotes({ ...listed, upvotesAt: null })).toBe(7);
    expect(listVotes({ ...listed, listedOn: null, upvotesAt: '2020-01-01T00:00:00.000Z' })).toBe(7);
    expect(listVotes({ listedOn: null, upvotes: null, upvotesAt: null })).toBeNull();
  });
});

describe('the least votes of a query', () => {
  it('are those of the settled list', () => {
    const early = { ...listed, upvotesAt: '2026-11-24T20:00:00.000Z' };
    expect([lacksVotes({ min: 5 }, listed), lacksVotes({ min: 5 }, early)]).toEqual([false, true]);
    expect(lacksVotes({ min: null }, early)).toBe(false);
  });
});
