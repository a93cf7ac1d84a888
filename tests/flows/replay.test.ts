import { expect, it } from 'vitest';
import { plusDays } from '../../src/sources/days.ts';
import { hfItem } from '../support/feeds/hugging-face.ts';
import { replay } from './replay.ts';
import type { ReplayDay } from './replay.ts';

const seed = 20261124;

function randomOf(from: number): () => number {
  let state = from;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Ten days; two of them empty, and one whose list has two pages. */
const days: readonly ReplayDay[] = Array.from({ length: 10 }, (_, at) => {
  const day = plusDays('2026-11-02', at);
  const length = [5, 6].includes(at) ? 0 : at === 3 ? 60 : 7;
  return { day, list: Array.from({ length }, (_item, item) => hfItem(at * 100 + item, item * 3, day)) };
});

it(`ends with what a clean run ends with, whatever failed and was stopped in between (seed ${seed})`, async () => {
  const clean = await replay(days, null);
  expect(clean.papers).toHaveLength(109);
  expect(clean.readings).toEqual({ all: 30, failed: 0, stopped: 0 });
  const { papers, readings } = await replay(days, randomOf(seed));
  expect(readings.failed).toBeGreaterThan(3);
  expect(readings.stopped).toBeGreaterThan(3);
  expect(papers).toEqual(clean.papers);
});
