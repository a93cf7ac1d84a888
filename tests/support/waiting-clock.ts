/** A clock that stands still until the test moves it to the end of somebody's wait. */
export type WaitingClock = {
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
  /** Resolves as soon as anybody waits. */
  readonly waiting: () => Promise<void>;
  /** Moves to the end of the wait that ends first, as soon as anybody waits. Resolves with how far that was. */
  readonly pass: () => Promise<number>;
};

export function createWaitingClock(start: string): WaitingClock {
  type Wait = { readonly until: number; readonly end: () => void };
  let time = new Date(start).getTime();
  const waits: Wait[] = [];
  let begun = Promise.withResolvers<void>();

  const waiting = async (): Promise<void> => {
    while (waits.length === 0) {
      begun = Promise.withResolvers();
      await begun.promise;
    }
  };

  return {
    now: () => new Date(time),
    wait: (ms) =>
      new Promise((end) => {
        waits.push({ until: time + ms, end });
        begun.resolve();
      }),
    waiting,
    pass: async () => {
      await waiting();
      const [first] = waits.toSorted((a, b) => a.until - b.until);
      if (first === undefined) return 0;
      waits.splice(waits.indexOf(first), 1);
      const passed = Math.max(0, first.until - time);
      time += passed;
      first.end();
      return passed;
    },
  };
}
