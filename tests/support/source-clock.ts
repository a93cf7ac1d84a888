import type { SourceClock } from '../../src/sources/source-clock.ts';

/** A clock whose waits are over at once, and are told; deadlines are passed by hand. */
export type TestSourceClock = SourceClock & {
  /** How long was waited, in milliseconds, wait by wait. */
  readonly waits: readonly number[];
  set(instant: string): void;
  /** Passes every deadline that was set so far. */
  expire(): void;
};

export function createTestSourceClock(start: string): TestSourceClock {
  let time = new Date(start).getTime();
  const waits: number[] = [];
  const deadlines: AbortController[] = [];
  return {
    waits,
    now: () => new Date(time),
    random: () => 1,
    wait: async (ms, signal) => {
      signal.throwIfAborted();
      waits.push(ms);
      time += ms;
    },
    deadline: () => {
      const controller = new AbortController();
      deadlines.push(controller);
      return controller.signal;
    },
    set: (instant) => {
      time = new Date(instant).getTime();
    },
    expire: () => deadlines.forEach((deadline) => deadline.abort()),
  };
}
