/** Lets a test wait for something to be true without sleeping: it is looked at again after every change. */
export type Watch = {
  /** Says that something has changed. */
  readonly changed: () => void;
  /**
   * Resolves with the first value of `read` that is not undefined, null or false. Rejects after `timeoutMs` (5,000
   * unless told) with an error that names `what`.
   */
  readonly until: <T>(read: () => T | undefined | null | false, what?: string, timeoutMs?: number) => Promise<T>;
};

export function createWatch(): Watch {
  const looks = new Set<() => void>();
  return {
    changed: () => {
      for (const look of looks) look();
    },
    until: (read, what = 'the condition', timeoutMs = 5_000) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          looks.delete(look);
          clearTimeout(timer);
          settle();
        };
        const look = () => {
          try {
            const value = read();
            if (value === undefined || value === null || value === false) return;
            end(() => resolve(value));
          } catch (error) {
            end(() => reject(error instanceof Error ? error : new Error(String(error))));
          }
        };
        const timer = setTimeout(
          () => end(() => reject(new Error(`Expected ${what} within ${timeoutMs} ms`))),
          timeoutMs,
        );
        looks.add(look);
        look();
      }),
  };
}
