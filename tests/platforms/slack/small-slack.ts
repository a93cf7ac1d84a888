import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { LogLevel, WebClient } from '@slack/web-api';
import { posterOptions } from '../../../src/platforms/slack/post.ts';
import { listenOnLoopback } from '../../support/loopback.ts';

export const botToken = 'xoxb-000-secret';

/** A call as the server saw it: JSON arguments are parsed. */
export type Call = { readonly method: string; readonly args: Readonly<Record<string, unknown>> };

export type Message = Readonly<Record<string, unknown>> & { readonly ts: string };

/** How a call is answered instead of in the ordinary way. */
export type Fault = (response: ServerResponse, call: Call) => void;

/**
 * The few methods that posting and finding need, on loopback, for the faults that a whole Slack would hide: every answer
 * can be replaced by a fault, and the messages that it holds can be looked at.
 */
export async function smallSlack() {
  const calls: Call[] = [];
  const messages: Message[] = [];
  const faults: Fault[] = [];
  let pageSize = 100;

  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const call = { method: (request.url ?? '').replace(/^\/api\//u, ''), args: parseArgs(body) };
      calls.push(call);
      const fault = faults.shift();
      if (fault) return fault(response, call);
      return reply(response, ordinaryAnswer(call));
    });
  });
  const { origin, close } = await listenOnLoopback(server);
  const slackApiUrl = `${origin}/api/`;

  function ordinaryAnswer({ method, args }: Call): unknown {
    if (method === 'auth.test') return { ok: true, bot_id: 'B1', user_id: 'U1' };
    if (method === 'chat.postMessage') {
      const message = hold(args);
      return { ok: true, channel: message['channel'], ts: message.ts, message };
    }
    if (method === 'conversations.history' || method === 'conversations.replies') return page(args);
    return { ok: false, error: 'unknown_method' };
  }

  /** Keeps a message as Slack does: a person's id becomes the id of the conversation with them. */
  function hold(args: Readonly<Record<string, unknown>>, bot = 'B1'): Message {
    const ts = `${1_764_000_000 + messages.length}.000100`;
    const message = { ...args, channel: String(args['channel']).replace(/^U/u, 'D'), bot_id: bot, ts };
    messages.push(message);
    return message;
  }

  function page(args: Readonly<Record<string, unknown>>): unknown {
    const from = Number(args['cursor'] ?? 0);
    const all = messages
      .filter((one) => one['channel'] === args['channel'] && one['thread_ts'] === args['ts'])
      .filter((one) => Number(one.ts) >= Number(args['oldest']))
      .toReversed();
    const more = from + pageSize < all.length;
    return {
      ok: true,
      messages: all
        .slice(from, from + pageSize)
        .map((one) => (args['include_all_metadata'] === true ? one : { ...one, metadata: undefined })),
      has_more: more,
      response_metadata: { next_cursor: more ? String(from + pageSize) : '' },
    };
  }

  return {
    calls,
    messages,
    hold,
    /** The next calls meet these, one each. */
    meet: (...next: readonly Fault[]) => void faults.push(...next),
    setPageSize: (size: number) => void (pageSize = size),
    client: (timeout: number = posterOptions.timeout) =>
      new WebClient(botToken, { ...posterOptions, timeout, slackApiUrl, logLevel: LogLevel.ERROR, logger: silent }),
    close,
  };
}

export type SmallSlack = Awaited<ReturnType<typeof smallSlack>>;

export function reply(response: ServerResponse, body: unknown, code = 200, headers: Record<string, string> = {}): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Slack's own refusal. */
export function refuse(error: string, more: Readonly<Record<string, unknown>> = {}): Fault {
  return (response) => reply(response, { ok: false, error, ...more });
}

export function status(code: number, headers: Record<string, string> = {}, body = ''): Fault {
  return (response) => reply(response, body, code, headers);
}

/** The connection breaks before an answer. */
export const drop: Fault = (response) => void response.destroy();

/** No answer ever comes. */
export const hang: Fault = () => undefined;

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** A form, in which what is not a string was written as JSON. */
function parseArgs(body: string): Readonly<Record<string, unknown>> {
  const args: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    args[name] = /^(?:[[{]|true$|false$)/u.test(value) ? (JSON.parse(value) as unknown) : value;
  }
  return args;
}
