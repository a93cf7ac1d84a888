import type { Log } from './log.ts';
import { StartFailure } from './platforms/platform.ts';
import type { Handlers, Platform } from './platforms/platform.ts';
import { backoffMs } from './waiting/backoff.ts';
import { pause } from './waiting/pause.ts';
import { StartError } from './start-error.ts';

export type StartParts = {
  readonly platforms: readonly Platform[];
  readonly handlers: Handlers;
  /** Told of each platform when it begins to listen. */
  readonly onListening: (platform: Platform) => void;
  /** Aborted when everything ends; nothing is tried again after that. */
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly retry?: Retry;
};

export type Retry = {
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
};

/** Before the second try; each pause is twice the last one. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

const ordinaryRetry: Retry = {
  pause,
  random: Math.random,
};

/**
 * Starts all platforms at once. Resolves when each of them listens, waits to be tried again, or has failed beside others
 * that go on. Throws a {@link StartError} when none is left that could ever listen.
 */
export async function startPlatforms(parts: StartParts): Promise<void> {
  const { platforms, log } = parts;
  const failures = await Promise.all(platforms.map((platform) => begin(platform, parts)));
  const failed = failures.filter((failure) => failure !== null);
  if (failed.length === 0) return;
  if (failed.length === platforms.length) {
    const message = failed.map(({ platform, reason }) => `${platform} could not start: ${reason}`).join('; ');
    throw new StartError(message, { cause: failed[0]?.cause });
  }
  for (const { platform, reason } of failed) log.error('platform-failed', { platform, reason });
}

type Failed = { readonly platform: string; readonly reason: string; readonly cause: unknown };

/** Null when the platform listens or will be tried again. */
async function begin(platform: Platform, parts: StartParts): Promise<Failed | null> {
  try {
    await start(platform, parts);
  } catch (cause) {
    if (!(cause instanceof StartFailure) || !cause.retry) {
      return { platform: platform.name, reason: reasonOf(cause), cause };
    }
    void tryAgain(platform, parts, cause);
  }
  return null;
}

/** Never rejects. What cannot get better by itself may still be mended by a person, so it is tried on, but seldom. */
async function tryAgain(platform: Platform, parts: StartParts, first: unknown): Promise<void> {
  const { signal, log } = parts;
  const retry = parts.retry ?? ordinaryRetry;
  for (let failures = 1, cause = first; !signal.aborted; failures += 1) {
    const helps = cause instanceof StartFailure && cause.retry;
    const firstMs = helps ? FIRST_PAUSE_MS : LONGEST_PAUSE_MS;
    const ms = backoffMs(failures, { firstMs, mostMs: LONGEST_PAUSE_MS, random: retry.random });
    const line = { platform: platform.name, reason: reasonOf(cause), retryInMs: ms };
    if (helps) log.warn('platform-waits', line);
    else log.error('platform-waits', line);
    await retry.pause(ms, signal);
    if (signal.aborted) return;
    try {
      await start(platform, parts);
      return;
    } catch (error) {
      cause = error;
    }
  }
}

async function start(platform: Platform, { handlers, onListening, log }: StartParts): Promise<void> {
  await platform.start(handlers);
  onListening(platform);
  log.info('platform-started', { platform: platform.name });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
