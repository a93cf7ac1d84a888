import { deliveryError, slackCode } from './errors.ts';

export type OnceMoreParts = {
  readonly wait: (ms: number) => Promise<void>;
  /** How long to wait where Slack does not say. Our own choice. */
  readonly pauseMs?: number;
  /** Where Slack asks for more patience than this, the call is given up. Our own choice. */
  readonly mostMs?: number;
};

/** Slack says that it fell over, and maybe did a part: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const fallen: ReadonlySet<string> = new Set(['internal_error', 'fatal_error']);

/**
 * Makes a call that does no harm twice, and once more where that can help: the answer did not come, Slack fell over, or it
 * asked for a little patience. Rejects as the last try does; a refusal is never tried again.
 */
export async function onceMore<T>(call: () => Promise<T>, parts: OnceMoreParts): Promise<T> {
  const { wait, pauseMs = 1_000, mostMs = 30_000 } = parts;
  try {
    return await call();
  } catch (error) {
    const { failure } = deliveryError(error);
    const code = slackCode(error);
    const pause = failure.kind === 'busy' ? failure.retryAfterMs : pauseMs;
    const isRefusal = failure.kind !== 'busy' && (failure.kind !== 'unknown' || (code !== null && !fallen.has(code)));
    if (isRefusal || pause > mostMs) throw error;
    if (pause > 0) await wait(pause);
    return call();
  }
}
