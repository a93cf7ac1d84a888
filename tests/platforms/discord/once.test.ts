import { expect, it } from 'vitest';
import { createOnce } from '../../../src/platforms/discord/once.ts';

it('is done once in a while, each for itself', () => {
  const { claim, release } = createOnce(1_000, 2);
  expect([claim('a', 0), claim('a', 999), claim('b', 999), claim('a', 1_000)]).toEqual([true, false, true, true]);
  release('a');
  expect(claim('a', 1_001)).toBe(true);
});

it('forgets the oldest where there are many', () => {
  const { claim } = createOnce(1_000, 2);
  expect([claim('a', 0), claim('b', 1), claim('c', 2), claim('a', 3), claim('c', 4)]).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});
