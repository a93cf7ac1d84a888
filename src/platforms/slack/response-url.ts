import type { DeliveryError } from '../platform.ts';
import { deliveryError } from './errors.ts';

/** How an answer to a `response_url` went. `spent`: it takes no more answers. `refused`: not these blocks. */
export type Response = 'taken' | 'spent' | 'refused';

/** What is seen of an answer that arrives twice: nothing, as it takes the place of a message, or a second one, and by whom. */
export type Twice = 'unseen' | 'by-one' | 'by-all';

export type RespondParts = { readonly twice: Twice; readonly wait: (ms: number) => Promise<void> };

const patienceMs = 10_000;
/** The pauses before the tries that follow the first. An address takes five answers in half an hour. */
const pausesMs: readonly number[] = [1_000, 3_000];
/** Slack asks for this much patience at most before we give up on a private answer. */
const longestPauseMs = 5_000;

/** Not taken; `arrived` says how likely it is there all the same: `hardly` where Slack itself says that it failed. */
type Failure = {
  readonly arrived: 'no' | 'hardly' | 'maybe';
  readonly error: DeliveryError;
  /** What Slack asked for, 0 without a word. */
  readonly retryAfterMs: number;
};

/**
 * Sends an answer to a `response_url`, more than once only where a repeat does no harm. Throws a DeliveryError when it may
 * have arrived: then nobody must send it again.
 */
export async function respond(url: string, body: object, { twice, wait }: RespondParts): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    const outcome = await bring(url, body);
    if (typeof outcome === 'string') return outcome;
    if (!mayRepeat(outcome, twice)) throw outcome.error;
    const pauseMs = pausesMs[tries];
    if (pauseMs !== undefined) await wait(Math.max(pauseMs, Math.min(longestPauseMs, outcome.retryAfterMs)));
    else if (outcome.arrived === 'maybe') throw outcome.error;
    else return 'spent';
  }
}

function mayRepeat({ arrived }: Failure, twice: Twice): boolean {
  return arrived === 'no' || twice === 'unseen' || (arrived === 'hardly' && twice === 'by-one');
}

async function bring(url: string, body: object): Promise<Response | Failure> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    // Read to its end, whatever it is: with an answer that is not, the connection is lost for those that follow.
    await response.arrayBuffer().catch(() => null);
    return read(response);
  } catch (cause) {
    const error = deliveryError(cause);
    return { arrived: error.failure.kind === 'busy' ? 'no' : 'maybe', error, retryAfterMs: 0 };
  }
}

function read({ status, headers }: globalThis.Response): Response | Failure {
  if (status >= 200 && status < 300) return 'taken';
  if (status === 400) return 'refused';
  if (status !== 429 && status < 500) return 'spent';
  const retryAfterMs = 1_000 * (Number(headers.get('retry-after')) || 0);
  const error = deliveryError(new Error(`HTTP status ${status} of a response_url`));
  return { arrived: status === 429 ? 'no' : 'hardly', error, retryAfterMs };
}
