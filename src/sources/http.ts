import { backoffMs } from '../waiting/backoff.ts';
import { readAnswer } from './read-answer.ts';
import type { HttpText, Validators } from './read-answer.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Pace } from './pace.ts';
import type { SourceClock } from './source-clock.ts';
import { SourceError } from './source-error.ts';

export type Wanted = {
  /** http or https. */
  readonly url: URL;
  readonly format: 'json' | 'xml';
  /** Sent to the server of `url` alone, never along a redirect to another one. */
  readonly token?: string | null;
  /** What the last answer for this address said of its version; the answer may then be `unchanged`. */
  readonly known?: Validators | null;
};

export type HttpAnswer = { readonly kind: 'unchanged' } | ({ readonly kind: 'text' } & HttpText);

/** Gets a text from the web. Rejects with a {@link SourceError}, or with the signal's reason when it is aborted. */
export type Http = (wanted: Wanted, signal: AbortSignal) => Promise<HttpAnswer>;

export type HttpOptions = {
  /** As messages call it: `Hugging Face`. */
  readonly name: string;
  readonly pace: Pace;
  readonly clock: SourceClock;
  readonly limits?: Partial<HttpLimits>;
};

export type HttpLimits = {
  /** For one try, from the question to the last byte. A full page of OAI-PMH may take arXiv most of a minute. */
  readonly timeoutMs: number;
  /** Of the unpacked answer. A full page of OAI-PMH (2,500 records) has about 8 MB. */
  readonly maxBytes: number;
  readonly maxRedirects: number;
  readonly tries: number;
  /** Longer pauses are left to whoever runs the source. */
  readonly mostWaitMs: number;
};

const LIMITS: HttpLimits = {
  timeoutMs: 90_000,
  maxBytes: 64 * 1024 * 1024,
  maxRedirects: 5,
  tries: 4,
  mostWaitMs: 120_000,
};

/** The pauses between tries; arXiv asks for seconds, not for milliseconds. */
const PAUSES = { firstMs: 2_000, mostMs: 60_000 };

/** When a busy source does not say how long: one window of Hugging Face's rate limit. */
const BUSY_MS = 300_000;

const ACCEPT = {
  json: 'application/json',
  xml: 'application/xml, application/atom+xml, application/rss+xml, text/xml',
};

/** What one try came to, when it did not come to an answer. */
type Retry = { readonly kind: 'retry'; readonly error: SourceError; readonly waitMs: number | null };

/**
 * The one way to the web for every source: in its turn, one try after the other with growing pauses, each within bounds of
 * time, size and redirects, and never again while the server asks to be left alone.
 */
export function createHttp(options: HttpOptions): Http {
  const { name, pace, clock } = options;
  const limits = { ...LIMITS, ...options.limits };
  const refusal = createRefusals(name, () => clock.now());

  const once = async (wanted: Wanted, signal: AbortSignal): Promise<HttpAnswer | Retry> => {
    const deadline = clock.deadline(limits.timeoutMs);
    const either = AbortSignal.any([signal, deadline]);
    let response: Response | null = null;
    try {
      response = await follow(wanted, either);
      const refused = await refusal(response);
      if (refused !== null) return refused;
      if (response.status === 304 && wanted.known) return { kind: 'unchanged' };
      const text = await readAnswer(name, response, { format: wanted.format, maxBytes: limits.maxBytes });
      return { kind: 'text', ...text };
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof SourceError) throw cause;
      const what = deadline.aborted
        ? `gave no whole answer within ${Math.ceil(limits.timeoutMs / 1000)} seconds`
        : 'cannot be reached, or its answer was cut on the way';
      const message = `${name} ${what}. Check the connection; the next run tries again.`;
      return {
        kind: 'retry',
        error: new SourceError(message, { cause, failure: { kind: 'unreachable' } }),
        waitMs: null,
      };
    } finally {
      // What was not read must not hold the connection.
      await response?.body?.cancel().catch(() => undefined);
    }
  };

  const follow = async (wanted: Wanted, signal: AbortSignal): Promise<Response> => {
    let url = wanted.url;
    for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
      const response = await fetch(url, { headers: headersFor(wanted, url), redirect: 'manual', signal });
      const target = redirectTarget(response, url);
      if (target === null) return response;
      await response.body?.cancel();
      if (!isWeb(target) || (url.protocol === 'https:' && target.protocol !== 'https:')) {
        throw new SourceError(
          `${name} leads to an address that is not safe to follow (${target.protocol}//${target.host}).`,
        );
      }
      url = target;
    }
    throw new SourceError(
      `${name} leads from one address to the next without an end. Check its address in the settings.`,
    );
  };

  return async (wanted, signal) => {
    for (let failures = 1; ; failures += 1) {
      const result = await pace.run(() => once(wanted, signal), signal);
      if (result.kind !== 'retry') return result;
      const pauseMs = Math.max(result.waitMs ?? 0, backoffMs(failures, { ...PAUSES, random: clock.random }));
      if (failures >= limits.tries || pauseMs > limits.mostWaitMs) throw result.error;
      await clock.wait(pauseMs, signal);
    }
  };
}

function headersFor(wanted: Wanted, url: URL): Record<string, string> {
  const headers: Record<string, string> = { 'user-agent': 'Paperboy', accept: ACCEPT[wanted.format] };
  if (wanted.token && url.origin === wanted.url.origin) headers['authorization'] = `Bearer ${wanted.token}`;
  if (wanted.known?.etag) headers['if-none-match'] = wanted.known.etag;
  if (wanted.known?.lastModified) headers['if-modified-since'] = wanted.known.lastModified;
  return headers;
}

function redirectTarget(response: Response, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(response.status)) return null;
  return URL.parse(response.headers.get('location') ?? '', from.href);
}

function isWeb(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}

/** What the source said beside a refusal is cut to this many bytes. */
const REFUSAL_BYTES = 4_096;

function createRefusals(name: string, now: () => Date): (response: Response) => Promise<Retry | null> {
  return async (response) => {
    const { status } = response;
    if (response.ok || status === 304) return null;
    const asked = retryAfterMs(response.headers.get('retry-after'), now());
    if (status === 429 || (status === 503 && asked !== null)) {
      const waitMs = asked ?? BUSY_MS;
      const message = `${name} asks to be left alone for ${Math.ceil(waitMs / 1000)} seconds. The next run tries again.`;
      const failure = { kind: 'busy', retryAfterMs: waitMs } as const;
      return { kind: 'retry', error: new SourceError(message, { failure }), waitMs: asked };
    }
    if (status >= 500 || status === 408 || status === 425) {
      const message = `${name} has trouble of its own (status ${status}). The next run tries again.`;
      return { kind: 'retry', error: new SourceError(message, { failure: { kind: 'unreachable' } }), waitMs: asked };
    }
    const body = await beginning(response);
    const why = status === 401 || status === 403 ? 'does not let us in' : 'does not answer this question';
    throw new SourceError(`${name} ${why} (status ${status}). Check its address and token in the settings.`, {
      failure: { kind: 'refused', status, body },
    });
  };
}

async function beginning(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length >= REFUSAL_BYTES) break;
  }
  return new TextDecoder().decode(Buffer.concat(parts).subarray(0, REFUSAL_BYTES));
}
