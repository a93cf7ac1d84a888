export type PacerParts = {
  /** Milliseconds between two turns of one channel. */
  readonly gapMs: number;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
};

/** Resolves when it is the channel's turn. Turns of one channel come in the order of asking, `gapMs` apart or more. */
export type Pacer = (channel: string) => Promise<void>;

export function createPacer({ gapMs, now, wait }: PacerParts): Pacer {
  /** The earliest time of the next turn, for channels whose last turn is not yet `gapMs` old. */
  const next = new Map<string, number>();
  return async (channel) => {
    const time = now().getTime();
    for (const [other, at] of next) if (at <= time) next.delete(other);
    const turn = Math.max(time, next.get(channel) ?? time);
    next.set(channel, turn + gapMs);
    if (turn > time) await wait(turn - time);
  };
}
