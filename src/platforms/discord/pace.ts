export type PaceParts = {
  readonly perSecond: number;
  /** How many may go at once after a pause. */
  readonly burst: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
};

/** Resolves when it is one's turn: in the order of asking, but for those who can wait, who come after all others. */
export type Pace = (isPatient: boolean) => Promise<void>;

/** In any second at most `perSecond` and `burst` together go. */
export function createPace({ perSecond, burst, now, wait }: PaceParts): Pace {
  const gapMs = 1_000 / perSecond;
  const hasty: (() => void)[] = [];
  const patient: (() => void)[] = [];
  /** When as many could go at once as ever. */
  let restedAt = now();
  let isRunning = false;

  const run = async (): Promise<void> => {
    isRunning = true;
    while (hasty.length + patient.length > 0) {
      const time = now();
      restedAt = Math.max(restedAt, time);
      const ms = restedAt - (burst - 1) * gapMs - time;
      if (ms > 0) {
        await wait(ms);
        continue;
      }
      restedAt += gapMs;
      (hasty.shift() ?? patient.shift())?.();
    }
    isRunning = false;
  };

  return (isPatient) =>
    new Promise((resolve) => {
      (isPatient ? patient : hasty).push(resolve);
      if (!isRunning) void run();
    });
}
