import { SocketModeReceiver } from '@slack/bolt';
import { WebAPIRateLimitedError } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { backoffMs } from '../../waiting/backoff.ts';
import type { Backoff } from '../../waiting/backoff.ts';
import type { Connection } from './connection.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { bridgeLog } from './log-bridge.ts';
import { fieldsOf, textOf } from '../shared/fields.ts';
import { pause } from '../../waiting/pause.ts';
import { socketFailure } from './start-failure.ts';

export type SocketParts = {
  readonly appToken: string;
  readonly apiUrl: string | null;
  readonly log: Log;
  readonly now: () => Date;
  readonly backoff: Backoff;
  /** How long pongs may stay away before a connection counts as lost. */
  readonly pongMs: number;
};

/** From asking for an address to Slack's hello. */
const openMs = 20_000;
const closeMs = 1_000;
/** A connection that lived this long was a good one: the next try comes at once. */
const goodMs = 10_000;

/**
 * Socket Mode: we connect to Slack. A connection that ends, for whatever reason, is followed by another. The library does
 * not do that here: its own reconnecting waits before the first try, and a try that fails while it reconnects is a
 * rejection that nobody can catch.
 */
export function createSocketConnection(parts: SocketParts): Connection {
  const { log, now } = parts;
  const receiver = createReceiver(parts);
  const { client } = receiver;
  let state: 'closed' | 'opening' | 'open' | 'closing' = 'closed';
  let connectedAt = 0;
  let failures = 0;
  /** Why Slack ended the last connection, in its word: https://docs.slack.dev/apis/events-api/using-socket-mode */
  let goodbye: string | null = null;
  /** The try that is under way; it never rejects. */
  let trying: Promise<unknown> = Promise.resolve();
  let ending = new AbortController();

  const connect = async (): Promise<void> => {
    state = 'opening';
    const started = client.start();
    trying = started.catch(() => undefined);
    if (!(await endsWithin(openMs, started))) await endsWithin(closeMs, client.disconnect());
    await started;
  };

  /** Tries until there is a connection or the end. Never rejects. */
  const reconnect = async (): Promise<void> => {
    const { signal } = ending;
    while (!signal.aborted) {
      await pause(backoffMs(failures, parts.backoff), signal);
      if (signal.aborted) return;
      try {
        await connect();
        log.info('slack.connected-again');
        return;
      } catch (error) {
        failures += 1;
        const { message, retry } = socketFailure(error, goodbye);
        log[retry ? 'warn' : 'error']('slack.not-connected', { reason: message, failures });
        if (error instanceof WebAPIRateLimitedError) await pause(error.retryAfter * 1_000, signal);
      }
    }
  };

  client.on('ws_message', (data: unknown) => {
    goodbye = goodbyeIn(data) ?? goodbye;
  });
  client.on('connected', () => {
    if (state !== 'opening') return;
    state = 'open';
    goodbye = null;
    connectedAt = now().getTime();
  });
  client.on('disconnected', () => {
    if (state !== 'open') return;
    state = 'opening';
    failures = now().getTime() - connectedAt >= goodMs ? 0 : failures + 1;
    log.info('slack.connection-ended', { failures, why: goodbye });
    void reconnect();
  });

  return {
    receiver,
    async open() {
      ending = new AbortController();
      goodbye = null;
      try {
        await connect();
      } catch (error) {
        state = 'closed';
        throw socketFailure(error, goodbye);
      }
    },
    async close() {
      if (state === 'closed') return;
      state = 'closing';
      ending.abort();
      await endsWithin(closeMs, client.disconnect());
      // A try that was under way may have connected after that.
      await endsWithin(closeMs, trying);
      await endsWithin(closeMs, client.disconnect());
      state = 'closed';
    },
    port: () => null,
  };
}

/** With an object of options of its own: the library writes into it. */
function createReceiver({ appToken, apiUrl, log, pongMs }: SocketParts): SocketModeReceiver {
  const clientOptions = {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  };
  return new SocketModeReceiver({
    appToken,
    logger: bridgeLog(log),
    autoReconnectEnabled: false,
    clientPingTimeout: pongMs,
    installerOptions: { clientOptions },
  });
}

/** Null for everything but the message with which Slack ends a connection. */
function goodbyeIn(data: unknown): string | null {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return null;
  try {
    const message = fieldsOf(JSON.parse(data));
    return message['type'] === 'disconnect' ? textOf(message['reason']) : null;
  } catch {
    return null;
  }
}
