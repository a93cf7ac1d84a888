import { describe, expect, it } from 'vitest';
import { stageOf } from '../../src/selection/stage.ts';
import type { Stage, StageFacts } from '../../src/selection/stage.ts';
import type { Ranked } from '../../src/store/reasoning.ts';
import { paper } from './papers.ts';

const one = paper('one');
const date = '2026-11-24';
const ranked = (id: string, score: number): Ranked => ({ id, score, parts: [{ name: 'votes', value: score }] });
const best = ['a', 'b', 'c', 'd'].map((name, at) => ranked(`jsonl:${name}`, 4 - at));
const facts: StageFacts = {
  date,
  at: new Date(`${date}T08:00:00Z`),
  chosenAt: null,
  since: null,
  inSlot: false,
  shown: false,
  postedOn: null,
  sharedAt: null,
  miss: null,
  top: 1,
  ranking: [...best, ranked(one.id, 0.5)],
};
const stopped = { kind: 'excluded', typed: '-survey' } as const;

describe('the stage that stopped a paper', () => {
  it('is the score of others, with the best of them', () => {
    expect(stageOf(one, facts)).toEqual({
      kind: 'outscored',
      own: ranked(one.id, 0.5),
      by: best.slice(0, 3),
      rank: 5,
      compared: 5,
    });
  });

  it('is none where it is the best, or the post holds so many', () => {
    expect(stageOf(one, { ...facts, ranking: [ranked(one.id, 9), ...best] })).toEqual({ kind: 'chosen', date });
    expect(stageOf(one, { ...facts, top: 5 })).toEqual({ kind: 'chosen', date });
  });

  it('is as it was written down, once the choice was made', () => {
    const made = { ...facts, chosenAt: `${date}T08:00:00.000Z` };
    expect(stageOf(one, { ...made, inSlot: true, miss: stopped })).toEqual({ kind: 'chosen', date });
    expect(stageOf(one, { ...made, top: 5 })).toMatchObject({ kind: 'outscored', rank: 5 });
  });

  it('is the time at which it came: after the choice, or too early to be new', () => {
    const at = one.sightings[0]?.at ?? '';
    expect(stageOf(one, { ...facts, chosenAt: '2026-11-23T08:00:00.000Z' })).toEqual({ kind: 'too-late', at });
    expect(stageOf(one, { ...facts, since: at })).toEqual({ kind: 'not-new', since: at });
    expect(stageOf(one, { ...facts, since: '2026-11-23T08:00:00.000Z' }).kind).toBe('outscored');
  });

  it('is the list that it was on, when that was not complete', () => {
    const since = one.sightings[0]?.at ?? '';
    const listed = (listedOn: string): Stage => stageOf({ ...one, listedOn }, { ...facts, since });
    expect(listed(date)).toEqual({ kind: 'unfinished', day: date });
    // Settled since the slot before, so that it is new again.
    expect(listed('2026-11-23').kind).toBe('outscored');
    expect(listed('2026-11-22')).toEqual({ kind: 'not-new', since });
  });

  it('is what it lacks, before what came after that', () => {
    expect(stageOf(one, { ...facts, miss: stopped, shown: true, postedOn: '2026-11-01' })).toEqual({
      kind: 'missed',
      miss: stopped,
    });
  });

  it('is that it was shown: before, after all, or by hand', () => {
    const shown = { ...facts, shown: true, ranking: best };
    const sharedAt = '2026-11-20T08:00:00.000Z';
    expect(stageOf(one, { ...shown, postedOn: '2026-11-01' })).toEqual({ kind: 'posted', date: '2026-11-01' });
    expect(stageOf(one, { ...shown, postedOn: date })).toEqual({ kind: 'posted', date });
    expect(stageOf(one, { ...shown, postedOn: '2026-11-25' })).toEqual({ kind: 'posted-later', date: '2026-11-25' });
    expect(stageOf(one, { ...shown, sharedAt })).toEqual({ kind: 'shared', at: sharedAt });
  });

  it('is the score where it was shown before and all start over', () => {
    expect(stageOf(one, { ...facts, shown: true, postedOn: '2026-11-01' }).kind).toBe('outscored');
  });

  it('is that it was not even compared, also where it was shared long ago', () => {
    const sharedAt = '2026-01-20T08:00:00.000Z';
    expect(stageOf(one, { ...facts, ranking: best, sharedAt })).toEqual({ kind: 'not-compared', compared: 4 });
  });
});
