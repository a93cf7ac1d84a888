import type { RequestListener, Server } from 'node:http';
import { HTTPModuleFunctions, HTTPReceiver, isRawBodyError } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Connection } from './connection.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
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
  receiver.requestListener = withoutNull(receiver.requestListener.bind(receiver));
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

/** The library looks into the body outside of what it catches: a `null` there would end the process. */
function withoutNull(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (request.method !== 'POST') return listener(request, response);
    void HTTPModuleFunctions.bufferIncomingMessage(request, HTTPModuleFunctions.defaultBodyLimit).then(
      (whole) => {
        if (isNull(whole)) return HTTPModuleFunctions.buildNoBodyResponse(response, 400);
        try {
          return listener(whole, response);
        } catch {
          // A path that is none of ours.
          return HTTPModuleFunctions.buildNoBodyResponse(response, 404);
        }
      },
      (error: unknown) => {
        HTTPModuleFunctions.buildNoBodyResponse(response, isRawBodyError(error) ? error.statusCode : 400);
      },
    );
  };
}

function isNull(request: Parameters<typeof HTTPModuleFunctions.parseHTTPRequestBody>[0]): boolean {
  try {
    return HTTPModuleFunctions.parseHTTPRequestBody(request) === null;
  } catch {
    return false;
  }
}
