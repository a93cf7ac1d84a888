import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { Attempt, Delivery, Outcome, Transport } from './delivery.ts';
import type { Fields } from '../fields.ts';
import { parseJson } from '../fields.ts';
import type { World } from './world.ts';

/** What a test may spoil: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export type Signature = 'right' | 'wrong' | 'stale' | 'missing';

export type SignedHttpParts = {
  readonly world: World;
  /** The app's request URL for everything, usually `http://127.0.0.1:PORT/slack/events`. */
  readonly url: string;
  readonly signature?: Signature;
  /** How long the app may take, in real milliseconds. */
  readonly deadlineMs: number;
};

type HttpAnswer = { readonly status: number; readonly body: string; readonly noRetry: boolean };

/** Brings payloads as signed HTTP requests. */
export function createSignedHttp(parts: SignedHttpParts): Transport {
  return {
    name: 'http',
    send: async (delivery, attempt) => {
      const started = performance.now();
      const { type, body } = encode(delivery);
      const answer = await post(parts, body, { 'content-type': type, ...retryHeaders(attempt) });
      const elapsedMs = performance.now() - started;
      if (typeof answer !== 'string' && answer.noRetry) delivery.noRetry = true;
      return outcomeOf(answer, elapsedMs, parts.deadlineMs);
    },
  };
}

/** Slack's question when a request URL is typed in. Resolves with what the app echoed. */
export async function challenge(parts: SignedHttpParts, word: string): Promise<string | null> {
  const body = JSON.stringify({ type: 'url_verification', token: parts.world.app.verificationToken, challenge: word });
  const answer = await post(parts, body, { 'content-type': 'application/json' });
  if (typeof answer === 'string' || answer.status !== 200) return null;
  const json = parseJson(answer.body);
  return typeof json === 'object' && json !== null && 'challenge' in json ? String(json.challenge) : answer.body;
}

function outcomeOf(answer: HttpAnswer | string, elapsedMs: number, deadlineMs: number): Outcome {
  const late = answer === 'timeout' || elapsedMs > deadlineMs;
  if (typeof answer === 'string')
    return { acknowledged: false, payload: null, status: null, elapsedMs, late, reason: answer };
  const acknowledged = answer.status >= 200 && answer.status < 300;
  const payload = answer.body === '' ? null : (parseJson(answer.body) ?? { text: answer.body });
  return {
    acknowledged,
    payload: acknowledged ? payload : null,
    status: answer.status,
    elapsedMs,
    late,
    reason: acknowledged ? null : 'http_error',
  };
}

/** Commands are a form, interactions a form with one field `payload`, events JSON. */
function encode(delivery: Delivery): { type: string; body: string } {
  if (delivery.kind === 'events_api') return { type: 'application/json', body: JSON.stringify(delivery.payload) };
  const fields: Fields =
    delivery.kind === 'interactive' ? { payload: JSON.stringify(delivery.payload) } : delivery.payload;
  const form = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return { type: 'application/x-www-form-urlencoded', body: form.toString() };
}

function retryHeaders(attempt: Attempt): Record<string, string> {
  if (attempt.retry === 0) return {};
  return { 'x-slack-retry-num': String(attempt.retry), 'x-slack-retry-reason': attempt.retryReason ?? 'unknown_error' };
}

/** `v0=` and the HMAC-SHA256 of `v0:TIMESTAMP:BODY`. The receiver compares the time with the wall clock, so this does too. */
function signatureHeaders(parts: SignedHttpParts, body: string): Record<string, string> {
  const kind = parts.signature ?? 'right';
  if (kind === 'missing') return {};
  const at = Math.floor(Date.now() / 1_000) - (kind === 'stale' ? 6 * 60 : 0);
  const secret = kind === 'wrong' ? `not-${parts.world.app.signingSecret}` : parts.world.app.signingSecret;
  const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${hash}` };
}

/** The answer, or why there is none. */
function post(parts: SignedHttpParts, body: string, headers: Record<string, string>): Promise<HttpAnswer | string> {
  return new Promise((resolve) => {
    const outgoing = request(
      parts.url,
      {
        method: 'POST',
        agent: false,
        headers: {
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'content-length': Buffer.byteLength(body),
          ...headers,
          ...signatureHeaders(parts, body),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => resolve('connection_failed'));
        response.on('end', () => {
          clearTimeout(timer);
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
            noRetry: response.headers['x-slack-no-retry'] === '1',
          });
        });
      },
    );
    const timer = setTimeout(() => {
      resolve('timeout');
      outgoing.destroy();
    }, parts.deadlineMs);
    outgoing.on('error', () => {
      clearTimeout(timer);
      resolve('connection_failed');
    });
    outgoing.end(body);
  });
}
