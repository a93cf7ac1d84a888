import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { unlessAborted } from '../../src/waiting/unless-aborted.ts';

it('waits for the work, and leaves nothing at the signal', async () => {
  const { signal } = new AbortController();
  const work = Promise.withResolvers<void>();
  let isOver = false;
  const waiting = unlessAborted(signal, work.promise).then(() => (isOver = true));
  await Promise.resolve();
  expect(isOver).toBe(false);
  work.resolve();
  await waiting;
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

it.each(['before', 'meanwhile'])(
  'ends when the signal is aborted %s, and is not hurt by what fails later',
  async (when) => {
    const ending = new AbortController();
    const work = Promise.withResolvers<void>();
    if (when === 'before') ending.abort();
    const waiting = unlessAborted(ending.signal, work.promise);
    ending.abort();
    await waiting;
    work.reject(new Error('closed'));
    await expect(work.promise).rejects.toThrow('closed');
  },
);
