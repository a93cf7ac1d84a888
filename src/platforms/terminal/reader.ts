/** Takes one line. `enough`: it was the last one that is wanted. */
export type Hear = (line: string) => Promise<'more' | 'enough'>;

/** Where lines come from. */
export type Reader = {
  /** Resolves when no line can come any more and the last one was answered. Rejects when that cannot be known. */
  readonly ended: Promise<void>;
  /** Takes no further line. Safe to call twice. */
  stop(): void;
};
