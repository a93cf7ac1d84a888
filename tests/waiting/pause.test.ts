import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { pause } from '../../src/waiting/pause.ts';

const hour = 3_600_000;

it('ends by itself, and leaves nothing at the signal', async () => {
  const { signal } = new AbortController();
  await pause(0, signal);
  expect(signal.aborted).toBe(false);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

it('ends at once when the signal is aborted, without an error', async () => {
  const ending = new AbortController();
  const paused = pause(hour, ending.signal);
  ending.abort(new Error('the end'));
  await expect(paused).resolves.toBeUndefined();
});

it('does not begin after that', async () => {
  await expect(pause(hour, AbortSignal.abort())).resolves.toBeUndefined();
});
