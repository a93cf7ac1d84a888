import { setImmediate as turn } from 'node:timers/promises';
import type { Place } from '../../chat/place.ts';
import { placeKey } from '../../chat/place.ts';

/** Something to do in a place. It must not reject. */
export type Job = { readonly place: Place; readonly run: () => Promise<void> };

/**
 * Runs every job: one after another within a place, in the order given; at most `lanes` places at a time. Others get their
 * turn between two jobs: the store answers at once, so that ten thousand would run in one go while nobody is heard.
 */
export async function runByPlace(jobs: readonly Job[], lanes: number): Promise<void> {
  const queues = [...Map.groupBy(jobs, (job) => placeKey(job.place)).values()].values();
  const lane = async (): Promise<void> => {
    for (const queue of queues) {
      for (const job of queue) {
        await job.run();
        await turn();
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
