import { expect, it } from 'vitest';
import { plusDays } from '../../src/sources/days.ts';
import { hfItem } from '../support/feeds/hugging-face.ts';
import { replay } from './replay.ts';
import type { ReplayDay } from './replay-reference.ts';

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

it(`ends as a clean run does, and keeps every promise, whatever failed and was stopped (seed ${seed})`, async () => {
  const clean = await replay(days, null);
  expect(clean.papers).toHaveLength(129);
  expect(clean.readings).toEqual({ all: 30, failed: 0, stopped: 0 });
  const faulty = await replay(days, randomOf(seed));
  const { papers, readings } = faulty;
  expect(readings.failed).toBeGreaterThan(3);
  expect(readings.stopped).toBeGreaterThan(3);
  expect(papers).toEqual(clean.papers);
  for (const { trending, posts } of [clean, faulty]) {
    expect(trending.length).toBeGreaterThan(8);
    expect(trending.map(({ found }) => found)).toEqual(trending.map(({ expected }) => expected));
    expect(trending.at(-1)?.found.length).toBeGreaterThan(20);
    expect(posts.broken).toEqual([]);
    expect(posts.sent).toBeGreaterThan(20);
  }
});
