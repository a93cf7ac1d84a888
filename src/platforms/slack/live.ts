/**
 * Work on things that change faster than it can be done: one piece at a time for a key, and of those that came in the
 * meantime only the newest. Resolves when the piece is done, or was overtaken.
 */
export type Live = (key: string, work: () => Promise<void>) => Promise<void>;

export function createLive(): Live {
  const running = new Map<string, Promise<void>>();
  const newest = new Map<string, () => Promise<void>>();
  return async (key, work) => {
    newest.set(key, work);
    const before = running.get(key);
    if (before !== undefined) await before;
    if (newest.get(key) !== work) return;
    newest.delete(key);
    // Whoever waits for this must not fail with it.
    const run = work();
    const settled = run.catch(() => undefined);
    running.set(key, settled);
    try {
      await run;
    } finally {
      if (running.get(key) === settled) running.delete(key);
    }
  };
}
