import type { Server } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Connection } from './connection.ts';
import { endsWithin } from '../shared/ends-within.ts';
import { bridgeLog } from './log-bridge.ts';
import { requestPath } from './manifest.ts';
import { portFailure } from './start-failure.ts';

export type HttpParts = {
  readonly signingSecret: string;
  /** 0: any free one. */
  readonly port: number;
  readonly log: Log;
  /** A request has to be here whole after this long. */
  readonly requestMs: number;
};

/** A request that is being answered may take this long at the end. */
const closeMs = 1_000;

/** Slack posts to us: every request is signed, and one with a wrong or stale signature is refused before it is read. */
export function createHttpConnection({ signingSecret, port, log, requestMs }: HttpParts): Connection {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: [requestPath], logger: bridgeLog(log) });
  let server: Server | null = null;
  return {
    receiver,
    async open() {
      try {
        server = await receiver.start(port, {
          headersTimeout: requestMs,
          requestTimeout: requestMs,
          connectionsCheckingInterval: requestMs / 4,
        });
      } catch (error) {
        throw portFailure(error, port);
      }
    },
    async close() {
      const open = server;
      server = null;
      if (open === null) return;
      const closed = receiver.stop();
      if (await endsWithin(closeMs, closed)) return;
      open.closeAllConnections();
      await endsWithin(closeMs, closed);
    },
    port() {
      const address = server?.address();
      return typeof address === 'object' && address !== null ? address.port : null;
    },
  };
}
