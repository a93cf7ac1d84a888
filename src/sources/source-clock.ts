import { setTimeout as wait } from 'node:timers/promises';

/** Time and chance, as the sources on the web need them. */
export type SourceClock = {
  readonly now: () => Date;
  /** Rejects when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A signal that is aborted after so many milliseconds. */
  readonly deadline: (ms: number) => AbortSignal;
  /** From 0 to 1. */
  readonly random: () => number;
};

/** Those of the machine. */
export function createSourceClock(now: () => Date): SourceClock {
  return {
    now,
    wait: (ms, signal) => wait(ms, undefined, { signal }),
    deadline: (ms) => AbortSignal.timeout(ms),
    random: Math.random,
  };
}
