/** What is done once in a while, however often somebody presses. Kept in memory: after a restart it may be done again. */
export type Once = {
  /** Whether it may be done at this time, in milliseconds; then it may not for a while. */
  readonly claim: (key: string, at: number) => boolean;
  /** It was not done after all. */
  readonly release: (key: string) => void;
};

/** `forMs`: how long a while is. Remembers no more than `most` at once. */
export function createOnce(forMs: number, most: number): Once {
  const claimed = new Map<string, number>();
  return {
    claim(key, at) {
      const before = claimed.get(key);
      if (before !== undefined && Math.abs(at - before) < forMs) return false;
      claimed.delete(key);
      claimed.set(key, at);
      const [oldest] = claimed.keys();
      if (claimed.size > most && oldest !== undefined) claimed.delete(oldest);
      return true;
    },
    release: (key) => void claimed.delete(key),
  };
}
