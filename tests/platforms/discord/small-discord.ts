import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createCall } from '../../../src/platforms/discord/call.ts';
import { snowflakeAt } from '../../../src/platforms/discord/snowflake.ts';
import { fieldsOf, parseJson } from '../../support/fields.ts';
import type { Fields } from '../../support/fields.ts';
import { listenOnLoopback } from '../../support/loopback.ts';

export const botToken = 'MTIz.secret.token';
/** Who the bot is. */
export const userId = '900';
export const start = Date.parse('2026-11-24T16:00:00.000Z');

/** A call as the server saw it. */
export type Call = { readonly line: string; readonly query: URLSearchParams; readonly body: Fields };
export type Message = Fields & { readonly id: string; readonly channel_id: string };
/** How a call is answered instead of in the ordinary way. */
export type Fault = (response: ServerResponse, call: Call) => void;

/**
 * The few routes that posting and finding need, on loopback, for the faults that a whole Discord would hide: every answer
 * can be replaced by a fault, and the messages that it holds can be looked at.
 */
export async function smallDiscord() {
  const calls: Call[] = [];
  const messages: Message[] = [];
  const threads: Fields[] = [];
  const faults: Fault[] = [];
  /** Answers that stay as they are, by `METHOD /path`. */
  const fixed = new Map<string, unknown>();

  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const url = new URL(request.url ?? '', 'http://127.0.0.1');
      const line = `${request.method ?? ''} ${url.pathname.replace(/^\/api\/v10/u, '')}`;
      const call = { line, query: url.searchParams, body: fieldsOf(parseJson(body)) };
      calls.push(call);
      if (request.headers.authorization !== `Bot ${botToken}`) return refuse(0, 401)(response, call);
      const fault = faults.shift();
      return fault === undefined ? answer(response, call) : fault(response, call);
    });
  });
  const { origin, close } = await listenOnLoopback(server);
  const api = `${origin}/api`;

  function answer(response: ServerResponse, call: Call): void {
    const { line, query, body } = call;
    if (fixed.has(line)) {
      const value = fixed.get(line);
      return typeof value === 'number' ? refuse(value)(response, call) : reply(response, value);
    }
    const [, channel = ''] = /\/channels\/(\d+)/u.exec(line) ?? [];
    if (/^POST \/channels\/\d+\/messages$/u.test(line)) return reply(response, hold(channel, body));
    if (/^GET \/channels\/\d+\/messages$/u.test(line)) return reply(response, page(channel, query));
    if (/^GET \/channels\/\d+\/messages\/\d+$/u.test(line)) return first(response, call, channel);
    if (/^POST \/channels\/\d+\/(?:messages\/\d+\/)?threads$/u.test(line))
      return reply(response, open(channel, line, body));
    if (line === 'POST /users/@me/channels')
      return reply(response, { id: `7${String(body['recipient_id'])}`, type: 1 });
    return refuse(10_003, 404)(response, call);
  }

  /** Keeps a message, or gives back the one that has its nonce already. */
  function hold(channel: string, body: Fields, more: Fields = {}): Message {
    const same = messages.find((one) => one.channel_id === channel && one['nonce'] === body['nonce']);
    if (body['enforce_nonce'] === true && same !== undefined) return same;
    const id = String(snowflakeAt(start + messages.length * 1000) + 1n);
    const message = { author: { id: userId }, type: 0, ...body, id, channel_id: channel, ...more };
    messages.push(message);
    return message;
  }

  /** What a history shows: never a nonce. The page after an id holds the messages next to it, the newest first. */
  function page(channel: string, query: URLSearchParams): readonly Fields[] {
    return messages
      .filter((one) => one.channel_id === channel && BigInt(one.id) > BigInt(query.get('after') ?? 0))
      .slice(0, Number(query.get('limit')))
      .toReversed()
      .map(withoutNonce);
  }

  function first(response: ServerResponse, call: Call, channel: string): void {
    const found = messages.find((one) => one.channel_id === channel);
    if (found === undefined) return refuse(10_008, 404)(response, call);
    return reply(response, withoutNonce(found));
  }

  function open(parent: string, line: string, body: Fields): Fields {
    const id = String(snowflakeAt(start + 500_000 + threads.length * 1000) + 1n);
    const thread = { id, parent_id: parent, owner_id: userId, name: body['name'], applied_tags: body['applied_tags'] };
    threads.push(thread);
    if (line.includes('/messages/')) return thread;
    return { ...thread, message: hold(id, fieldsOf(body['message']), { id }) };
  }

  return {
    calls,
    messages,
    threads,
    fixed,
    hold,
    /** The next calls meet these, one each. */
    meet: (...next: readonly Fault[]) => void faults.push(...next),
    call: (timeoutMs?: number) =>
      createCall({ token: botToken, api, ...(timeoutMs === undefined ? {} : { timeoutMs }) }),
    close,
  };
}

function withoutNonce(message: Message): Fields {
  return Object.fromEntries(Object.entries(message).filter(([name]) => name !== 'nonce'));
}

export type SmallDiscord = Awaited<ReturnType<typeof smallDiscord>>;

export function reply(response: ServerResponse, body: unknown, code = 200, headers: Record<string, string> = {}): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Discord's own refusal. */
export function refuse(code: number, httpStatus = 403, more: Fields = {}): Fault {
  return (response) => reply(response, { code, message: 'words that nobody should decide by', ...more }, httpStatus);
}

export function status(code: number, headers: Record<string, string> = {}, body = ''): Fault {
  return (response) => {
    response.writeHead(code, headers);
    response.end(body);
  };
}

/** The connection breaks before an answer. */
export const drop: Fault = (response) => void response.destroy();

/** No answer ever comes. */
export const hang: Fault = () => undefined;
