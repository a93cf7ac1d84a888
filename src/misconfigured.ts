import { DeliveryError, StartFailure } from './platforms/platform.ts';
import type { Platform } from './platforms/platform.ts';

/** A post for it is to be tried again after this: the next start may have other settings. */
const LATER_MS = 30_000;

/** A platform whose settings are wrong, beside others that run: it fails when it begins, with what is wrong. */
export function misconfigured(name: string, problem: string): Platform {
  const notHere = (): Promise<never> =>
    Promise.reject(new DeliveryError({ kind: 'busy', retryAfterMs: LATER_MS }, `${name}: its settings are wrong`));
  return {
    name,
    start: () => Promise.reject(new StartFailure(problem, { retry: false })),
    post: notHere,
    find: notHere,
    tell: notHere,
    sees: () => Promise.resolve(false),
    placeOf: notHere,
    stop: () => Promise.resolve(),
  };
}
