import { Events } from 'discord.js';
import type { Client } from 'discord.js';
import type { Log } from '../../log.ts';
import { StartFailure } from '../platform.ts';
import type { Application } from './application.ts';
import { backoffMs } from '../../waiting/backoff.ts';
import type { Backoff } from '../../waiting/backoff.ts';
import { createClient } from './client.ts';
import type { ClientParts } from './client.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { pause } from '../../waiting/pause.ts';
import { createSharding } from './sharding.ts';
import type { Patience } from './sharding.ts';
import { startFailure } from './start-failure.ts';

export type ConnectionParts = Pick<ClientParts, 'apiUrl' | 'messages' | 'buildIdentifyThrottler'> & {
  readonly token: string;
  /** Asked before every new client, of which something may have been switched on since. Throws a StartFailure. */
  readonly application: () => Promise<Application>;
  /** Told of a client when it is ready, before anything is brought to it. */
  readonly onReady: (client: Client<true>, application: Application) => void;
  readonly now: () => Date;
  readonly backoff: Backoff;
  readonly patience: Patience;
  readonly log: Log;
};

/** The way in: what Discord sends arrives at the client from `open` until `close`. */
export type Connection = {
  /** Resolves when Discord can reach us, with the app as which. Throws a StartFailure; then it can be opened again. */
  open(): Promise<Application>;
  /** Nothing more arrives when this resolves; bounded in time, and safe to call twice. */
  close(): Promise<void>;
};

/** One client. */
type Line = {
  readonly application: Application;
  readonly lost: Promise<StartFailure>;
  readonly end: () => Promise<void>;
};

/** A connection that lived this long was a good one: the next try comes at once. */
const goodMs = 60_000;
const closeMs = 1_500;

/**
 * A client of discord.js, and another one when it cannot come back by itself: discord.js gives up where Discord refuses
 * it, also when only a switch or more shards are wanted.
 */
export function createConnection(parts: ConnectionParts): Connection {
  const { now, backoff, log } = parts;
  let ending = new AbortController();
  let line: Line | null = null;
  /** What only a person can mend, and was told since the last connection. */
  let told: string | null = null;

  /** The next client, after a pause that grows with the failures; null at the end. Never rejects. */
  const again = async (before: number, signal: AbortSignal): Promise<Line | null> => {
    for (let failures = before; !signal.aborted; failures += 1) {
      await pause(backoffMs(failures, backoff), signal);
      if (signal.aborted) break;
      try {
        const next = await connect(parts, signal);
        told = null;
        return next;
      } catch (error) {
        tell(startFailure(error), failures + 1);
      }
    }
    return null;
  };

  const tell = ({ message, retry }: StartFailure, failures: number): void => {
    if (ending.signal.aborted) return;
    if (retry) return log.warn('discord.not-connected', { reason: message, failures });
    // The same refusal comes by the gateway and by the REST, with another code.
    const reason = message.replace(/ \(\d+\)/u, '');
    if (reason !== told) log.error('discord.not-connected', { reason: message, failures });
    told = reason;
  };

  /** Never rejects. */
  const keep = async (signal: AbortSignal): Promise<void> => {
    for (let failures = 0; line !== null && !signal.aborted;) {
      const since = now().getTime();
      const failure = await line.lost;
      if (signal.aborted) return;
      failures = now().getTime() - since >= goodMs ? 0 : failures + 1;
      tell(failure, failures);
      await endsWithin(closeMs, line.end());
      line = await again(failures, signal);
    }
  };

  return {
    async open() {
      ending = new AbortController();
      line = await connect(parts, ending.signal);
      void keep(ending.signal);
      return line.application;
    },
    async close() {
      ending.abort();
      if (line !== null) await endsWithin(closeMs, line.end());
    },
  };
}

/** A client that is ready. Throws a StartFailure, and leaves nothing behind then. */
async function connect(parts: ConnectionParts, signal: AbortSignal): Promise<Line> {
  const application = await parts.application();
  const sharding = createSharding(parts);
  const client = createClient({ ...parts, ...application, buildStrategy: sharding.build });
  const end = async () => {
    // Whatever still comes is the next client's to answer.
    client.removeAllListeners(Events.InteractionCreate).removeAllListeners(Events.MessageCreate);
    await sharding.end();
    await client.destroy();
  };
  const ready = Promise.withResolvers<void>();
  client.once(Events.ClientReady, (self) => {
    if (!signal.aborted) parts.onReady(self, application);
    ready.resolve();
  });
  const ended = Promise.withResolvers<StartFailure>();
  const tellEnd = () => ended.resolve(new StartFailure('the end came first', { retry: true }));
  signal.addEventListener('abort', tellEnd, { once: true });
  if (signal.aborted) tellEnd();
  try {
    const up = client.login(parts.token).then(() => ready.promise);
    const failure = await Promise.race([up, sharding.lost, ended.promise]);
    if (failure !== undefined) throw failure;
    return { application, lost: sharding.lost, end };
  } catch (error) {
    await endsWithin(closeMs, end());
    throw startFailure(error);
  } finally {
    signal.removeEventListener('abort', tellEnd);
  }
}
