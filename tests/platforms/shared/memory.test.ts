import { expect, it } from 'vitest';
import { createMemory } from '../../../src/platforms/shared/memory.ts';

/** A memory for a second of two entries, and its clock. */
function smallMemory() {
  let time = 0;
  const memory = createMemory<string>({ most: 2, lifeMs: 1_000, now: () => new Date(time) });
  return { memory, at: (ms: number) => void (time = ms) };
}

it('knows what was set until its life is over, each for itself', () => {
  const { memory, at } = smallMemory();
  memory.set('a', 'one');
  at(999);
  memory.set('b', 'two');
  expect([memory.get('a'), memory.get('b')]).toEqual(['one', 'two']);
  at(1_000);
  expect([memory.get('a'), memory.get('b')]).toEqual([undefined, 'two']);
  at(1_999);
  expect(memory.get('b')).toBeUndefined();
});

it('begins a new life with what is set again', () => {
  const { memory, at } = smallMemory();
  memory.set('a', 'one');
  at(500);
  memory.set('a', 'another');
  at(1_499);
  expect(memory.get('a')).toBe('another');
  at(1_500);
  expect(memory.get('a')).toBeUndefined();
});

it('forgets what was set longest ago where there are many', () => {
  const { memory } = smallMemory();
  memory.set('a', 'one');
  memory.set('b', 'two');
  memory.set('a', 'one again');
  memory.set('c', 'three');
  expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual(['one again', undefined, 'three']);
});

it('forgets on request, and may be told again', () => {
  const { memory } = smallMemory();
  memory.set('a', 'one');
  memory.delete('a');
  expect(memory.get('a')).toBeUndefined();
  memory.set('a', 'another');
  expect(memory.get('a')).toBe('another');
});
