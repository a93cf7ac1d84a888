import { expect, it } from 'vitest';
import { runByPlace } from '../../src/flows/delivery/by-place.ts';
import { place } from './deliver-world.ts';

it('lets others have their turn between jobs that wait for nothing', async () => {
  let done = 0;
  let doneAtTurn = -1;
  setImmediate(() => {
    doneAtTurn = done;
  });
  const jobs = Array.from({ length: 1000 }, (_, i) => ({
    place: place(`channel ${i}`),
    run: async () => {
      done += 1;
    },
  }));
  await runByPlace(jobs, 8);
  expect(done).toBe(1000);
  expect(doneAtTurn).toBeGreaterThan(0);
  expect(doneAtTurn).toBeLessThan(20);
});
