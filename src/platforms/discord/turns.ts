import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveryError } from '../platform.ts';

/**
 * Somebody waits for each of these answers, and Discord takes about one a second in a channel, or fewer where others say
 * something too: more would come too late. Our own choices.
 */
const ordinaryTurns = { mostWaiting: 100, patienceMs: 180_000 };

export type TurnsParts = {
  /** As many may wait for their turn in one place; what comes then is not said. */
  readonly mostWaiting: number;
  /** For as long what Discord asks to do later is tried again, milliseconds since it was first wanted. */
  readonly patienceMs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
};

/**
 * What is said in one place goes one after the other, so that a refusal of the first is known before the next, and waits
 * where Discord asks for patience. Rejects as the work does, and with `busy` where there are too many or it takes too long.
 */
export type Turns = <T>(place: string, work: () => Promise<T>) => Promise<T>;

export function createTurns(given: Partial<TurnsParts> = {}): Turns {
  const ordinary = {
    ...ordinaryTurns,
    now: () => performance.now(),
    wait: (ms: number) => sleep(ms, undefined, { ref: false }),
  };
  const { mostWaiting, patienceMs, now, wait } = { ...ordinary, ...given };
  /** The last of each place, and how many there are. */
  const lines = new Map<string, { readonly last: Promise<unknown>; readonly count: number }>();

  const patiently = async <T>(work: () => Promise<T>, until: number): Promise<T> => {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const failure = error instanceof DeliveryError ? error.failure : null;
        if (failure?.kind !== 'busy' || now() + failure.retryAfterMs > until) throw error;
        await wait(failure.retryAfterMs);
      }
    }
  };

  const leave = (place: string): void => {
    const line = lines.get(place);
    if (line === undefined) return;
    if (line.count === 1) lines.delete(place);
    else lines.set(place, { ...line, count: line.count - 1 });
  };

  return async (place, work) => {
    const line = lines.get(place) ?? { last: Promise.resolve(), count: 0 };
    const until = now() + patienceMs;
    if (line.count >= mostWaiting) {
      throw new DeliveryError(
        { kind: 'busy', retryAfterMs: patienceMs },
        `Discord: ${line.count} answers wait there already`,
      );
    }
    const done = line.last.then(() => patiently(work, until));
    lines.set(place, { last: done.catch(() => undefined), count: line.count + 1 });
    try {
      return await done;
    } finally {
      leave(place);
    }
  };
}
