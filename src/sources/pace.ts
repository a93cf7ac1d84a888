import type { SourceClock } from './source-clock.ts';

/**
 * Who may ask now. All requests to one provider go through one pace, whatever they are for; one that other processes
 * share too can take its place.
 */
export type Pace = {
  /** Runs `work` when its turn has come, alone: the next one waits until it is over. Rejects when the signal is aborted. */
  run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
};

/** One at a time, and at least `gapMs` milliseconds between the end of one and the beginning of the next. */
export function createPace(gapMs: number, clock: Pick<SourceClock, 'now' | 'wait'>): Pace {
  let last: Promise<unknown> = Promise.resolve();
  let ended: number | null = null;

  const turn = async <Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> => {
    signal.throwIfAborted();
    const since = ended === null ? gapMs : clock.now().getTime() - ended;
    // A clock that was set back must not hold everything up.
    const restMs = Math.min(gapMs, gapMs - since);
    if (restMs > 0) await clock.wait(restMs, signal);
    try {
      return await work();
    } finally {
      ended = clock.now().getTime();
    }
  };

  return {
    run(work, signal) {
      const mine = last.then(() => turn(work, signal));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
