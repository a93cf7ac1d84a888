import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '@slack/bolt';
import type { ChatPostMessageArguments, ChatPostMessageResponse } from '@slack/web-api';
import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { SlackServer } from '../slack-server.ts';

/** A log for tests that expect trouble. */
export const quiet: Logger = {
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The real Web API client against this Slack: one try a call, a second of patience. */
export function webClient(server: SlackServer, token: string = server.workspace.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: server.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 1_000,
    logger: quiet,
  });
}

/** Posts a message. */
export function post(web: WebClient, message: ChatPostMessageArguments): Promise<ChatPostMessageResponse> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is Slack's method, not that of a window
  return web.chat.postMessage(message);
}

/** The code with which Slack refused a call. Throws when the call went well or failed otherwise. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const outcome: unknown = await call.catch((error: unknown) => error);
  if (outcome instanceof WebAPIPlatformError) return outcome.data.error;
  throw new Error(`Expected a refusal, got ${outcome instanceof Error ? outcome.message : JSON.stringify(outcome)}`);
}

/**
 * The real Bolt over either way in, connected when this resolves. `listen` says what it does. A reconnect begins 150 ms
 * after a connection is lost, not the usual 5 s.
 */
export async function startBolt(
  server: SlackServer,
  way: 'socket' | 'http',
  listen: (app: App) => void,
): Promise<{ app: App; url: string; stop: () => Promise<void> }> {
  const receiver = way === 'socket' ? socketReceiver(server) : httpReceiver(server);
  const clientOptions = { slackApiUrl: server.apiUrl, retryConfig: { retries: 0 } };
  const app = new App({
    token: server.workspace.botToken,
    receiver,
    deferInitialization: true,
    convoStore: false,
    logger: quiet,
    clientOptions,
  });
  await app.init();
  listen(app);
  let url = '';
  if (receiver instanceof HTTPReceiver) {
    const address = (await receiver.start(0)).address();
    if (address === null || typeof address === 'string') throw new Error('Expected a port');
    url = `http://127.0.0.1:${address.port}/slack/events`;
    server.deliverTo({ url });
  } else await app.start();
  return {
    app,
    url,
    stop: async () => {
      await app.stop();
    },
  };
}

const socketReceiver = (server: SlackServer): SocketModeReceiver =>
  new SocketModeReceiver({
    appToken: server.app.appToken,
    logger: quiet,
    clientPingTimeout: 150,
    installerOptions: { clientOptions: { slackApiUrl: server.apiUrl } },
  });

const httpReceiver = (server: SlackServer): HTTPReceiver =>
  new HTTPReceiver({ signingSecret: server.app.signingSecret, logger: quiet, unhandledRequestTimeoutMillis: 300 });
