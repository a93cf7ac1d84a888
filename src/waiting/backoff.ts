export type Backoff = {
  /** Milliseconds before the second try. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** From 0 to 1. */
  readonly random: () => number;
};

/** How long to wait after so many failures in a row: twice as long each time, by a different amount for each process. */
export function backoffMs(failures: number, { firstMs, mostMs, random }: Backoff): number {
  if (failures < 1) return 0;
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(whole * (0.5 + random() / 2));
}
