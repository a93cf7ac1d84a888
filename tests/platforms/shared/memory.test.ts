import { expect, it } from 'vitest';
import { createMemory } from '../../../src/platforms/shared/memory.ts';

/** A memory for a second of two entries, and its clock. */
function smallMemory() {
  let time = 0;
  const memory = createMemory<string>({ most: 2, lifeMs: 1_000, now: () => new Date(time) });
  return { ...memory, at: (ms: number) => void (time = ms) };
}

it('knows what was set until its life is over, each for itself', () => {
  const { get, set, at } = smallMemory();
  set('a', 'one');
  at(999);
  set('b', 'two');
  expect([get('a'), get('b')]).toEqual(['one', 'two']);
  at(1_000);
  expect([get('a'), get('b')]).toEqual([undefined, 'two']);
  at(1_999);
  expect(get('b')).toBeUndefined();
});

it('begins a new life with what is set again', () => {
  const { get, set, at } = smallMemory();
  set('a', 'one');
  at(500);
  set('a', 'another');
  at(1_499);
  expect(get('a')).toBe('another');
  at(1_500);
  expect(get('a')).toBeUndefined();
});

it('forgets what was set longest ago where there are many', () => {
  const { get, set } = smallMemory();
  set('a', 'one');
  set('b', 'two');
  set('a', 'one again');
  set('c', 'three');
  expect([get('a'), get('b'), get('c')]).toEqual(['one again', undefined, 'three']);
});

it('forgets on request, and may be told again', () => {
  const { get, set, delete: forget } = smallMemory();
  set('a', 'one');
  forget('a');
  expect(get('a')).toBeUndefined();
  set('a', 'another');
  expect(get('a')).toBe('another');
});
