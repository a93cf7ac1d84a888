import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '../../waiting/backoff.ts';
import type { Backoff } from '../../waiting/backoff.ts';
import { deliveryError, discordCode } from './errors.ts';

/** Does some work once more, and again, where it failed in a way that may pass. Rejects with the last failure. */
export type Again = <T>(work: () => Promise<T>) => Promise<T>;

export type AgainParts = {
  /** Before the next try, where Discord does not say how long to wait. */
  readonly backoff?: Backoff;
  readonly wait?: (ms: number) => Promise<void>;
};

/** Our own choice. */
const mostTries = 3;
/** All waits together: whoever waits for the post hears of it in time. Our own choice. */
const longestWaitMs = 15_000;

const ordinaryBackoff: Backoff = { firstMs: 1_000, mostMs: 5_000, random: Math.random };

/** For work that does no harm when it is done twice. What Discord has refused with a code of its own is not asked again. */
export function createAgain({ backoff = ordinaryBackoff, wait = (ms) => sleep(ms) }: AgainParts): Again {
  return async (work) => {
    let left = longestWaitMs;
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        const pauseMs = patienceMs(error, backoffMs(tries, backoff));
        if (pauseMs === null || pauseMs > left || tries === mostTries) throw error;
        left -= pauseMs;
        await wait(pauseMs);
      }
    }
  };
}

/** How long to wait before the next try; null: it would end no better. */
function patienceMs(error: unknown, usualMs: number): number | null {
  const { failure } = deliveryError(error);
  if (failure.kind === 'busy') return failure.retryAfterMs;
  return failure.kind === 'unknown' && discordCode(error) === null ? usualMs : null;
}
