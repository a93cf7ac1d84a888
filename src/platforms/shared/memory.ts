export type Memory<T> = {
  /** What is remembered under the key, while it is fresh. */
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
};

export type MemoryParts = {
  /** Entries kept; then the oldest goes. */
  readonly most: number;
  /** Milliseconds that an entry stays fresh. */
  readonly lifeMs: number;
  readonly now: () => Date;
};

/** A bounded memory: what was set longest ago is forgotten first. It is lost with the process. */
export function createMemory<T>({ most, lifeMs, now }: MemoryParts): Memory<T> {
  const entries = new Map<string, { readonly value: T; readonly until: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      if (entry.until > now().getTime()) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, until: now().getTime() + lifeMs });
      for (const oldest of entries.keys()) {
        if (entries.size <= most) break;
        entries.delete(oldest);
      }
    },
    delete(key) {
      entries.delete(key);
    },
  };
}
