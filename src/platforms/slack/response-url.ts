import { deliveryError } from './errors.ts';

/** How an answer to a `response_url` went. `spent`: it takes no more answers. `refused`: not these blocks. */
export type Response = 'taken' | 'spent' | 'refused';

const patienceMs = 10_000;
/** Slack asks for this much patience at most before we give up on a private answer. */
const longestPauseMs = 5_000;

/**
 * Sends an answer to a `response_url`. Throws a DeliveryError when it may have arrived: then nobody must send it again.
 */
export async function respond(url: string, body: object, wait: (ms: number) => Promise<void>): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    let status: number;
    let pauseMs: number;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(patienceMs),
      });
      ({ status } = response);
      pauseMs = 1_000 * Number(response.headers.get('retry-after') ?? 1);
      await response.body?.cancel();
    } catch (error) {
      const failed = deliveryError(error);
      if (failed.failure.kind === 'busy') return 'spent';
      throw failed;
    }
    if (status >= 200 && status < 300) return 'taken';
    if (status === 400) return 'refused';
    if (status === 429 && tries < 2) await wait(Math.min(longestPauseMs, Math.max(1_000, pauseMs || 0)));
    else if (status < 500) return 'spent';
    else throw deliveryError(new Error(`HTTP status ${status} of a response_url`));
  }
}
