import type { Pace } from './pace.ts';
import type { SourceClock } from './source-clock.ts';

/** What processes share of one pace: one at a time holds it. */
export type PaceLease = {
  /** False: another process holds it, or its pause is not over at that instant. */
  take(at: Date, until: Date): Promise<boolean>;
  /** Anybody may take it from that instant on. */
  free(from: Date): Promise<void>;
};

export type SharedPaceOptions = {
  /** That of this process. */
  readonly own: Pace;
  readonly gapMs: number;
  readonly lease: PaceLease;
  readonly clock: Pick<SourceClock, 'now' | 'wait' | 'random'>;
};

/** Longer than a request may take; when a process dies in the middle of one, the others wait for so long. */
const HOLD_MS = 120_000;
/** How often somebody who waits looks again, at least. */
const LOOK_MS = 500;

/** The pace of all processes together: in this one's turn, and when no other one asks or has just asked. */
export function createSharedPace({ own, gapMs, lease, clock }: SharedPaceOptions): Pace {
  const later = (ms: number): Date => new Date(clock.now().getTime() + ms);

  const turn = async <Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> => {
    while (!(await lease.take(clock.now(), later(HOLD_MS)))) {
      // By a different amount for each process, so that no two look in step for ever.
      await clock.wait(LOOK_MS + Math.round((gapMs * clock.random()) / 2), signal);
    }
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      await lease.free(later(gapMs));
    }
  };

  return { run: (work, signal) => own.run(() => turn(work, signal), signal) };
}
