/** What is being answered right now, so that an end can wait for it. */
export type Work = {
  /** Runs `task` and counts it as under way until it settles. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way, or after so many milliseconds: `false` then. */
  idle(ms: number): Promise<boolean>;
};

export function createWork(): Work {
  let under = 0;
  const waiting = new Set<() => void>();
  return {
    async run(task) {
      under += 1;
      try {
        return await task();
      } finally {
        under -= 1;
        if (under === 0) for (const tell of waiting) tell();
      }
    },
    async idle(ms) {
      if (under === 0) return true;
      const ended = Promise.withResolvers<boolean>();
      const tell = () => ended.resolve(true);
      const timer = setTimeout(() => ended.resolve(false), ms);
      waiting.add(tell);
      try {
        return await ended.promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(tell);
      }
    },
  };
}
