import type { IncomingHttpHeaders } from 'node:http';
import type { Faults } from './faults.ts';
import type { Fields } from '../fields.ts';
import { parseJson, textOf } from '../fields.ts';
import type { Call, Method } from './method.ts';
import { needScopes, readArguments, Refusal } from './method.ts';
import { appMethods } from './methods-app.ts';
import { chatMethods } from './methods-chat.ts';
import { conversationMethods } from './methods-conversations.ts';
import { viewMethods } from './methods-views.ts';
import type { Reply } from '../http-reply.ts';
import { bodyFields, faultReply, jsonReply, rateLimited } from './reply.ts';
import { workspaceOf } from './settle.ts';
import type { Token, World } from './world.ts';

const methods: Readonly<Record<string, Method>> = {
  ...appMethods,
  ...chatMethods,
  ...conversationMethods,
  ...viewMethods,
};

/** One call, as it was made and answered. */
export type ApiCall = {
  readonly method: string;
  readonly args: Fields;
  readonly teamId: string | null;
  /** By the injected clock, in milliseconds. */
  readonly at: number;
  /** Null where nothing was answered (a hang, a cut connection, a bare HTTP status). */
  readonly answer: Fields | null;
  readonly headers: IncomingHttpHeaders;
};

export type ApiRequest = {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  readonly body: string;
};

export type WebApi = {
  readonly calls: readonly ApiCall[];
  readonly handle: (request: ApiRequest) => Reply;
};

export type WebApiParts = {
  readonly world: World;
  readonly faults: Faults;
  readonly openConnection: () => string;
  /** Refuse arguments that no method knows, and threads that do not exist. */
  readonly strict: boolean;
  /** One message a second and channel. */
  readonly rateLimit: () => boolean;
};

export function createWebApi(parts: WebApiParts): WebApi {
  const calls: ApiCall[] = [];
  const limiter = createLimiter(parts.world.now);

  function answer(
    request: ApiRequest,
    given: Fields,
    token: Token | undefined,
    headers: Record<string, string>,
  ): Fields {
    const method = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
    if (!method) throw new Refusal('unknown_method', { req_method: request.method });
    const allowed = checkToken(method, token, textOf(tokenText(request, given)));
    headers['x-oauth-scopes'] = allowed.scopes.join(',');
    headers['x-accepted-oauth-scopes'] = method.scopes.join(',');
    needScopes(allowed, method.scopes);
    return { ok: true, ...method.run(callOf(allowed, readArguments(given, method.takes, parts.strict))) };
  }

  function callOf(token: Token, args: Call['args']): Call {
    return {
      world: parts.world,
      args,
      token,
      workspace: () => workspaceOf(parts.world, token.teamId ?? ''),
      strict: parts.strict,
      openConnection: parts.openConnection,
    };
  }

  function handle(request: ApiRequest): Reply {
    const read = bodyFields(request.headers['content-type'], request.body);
    const given = 'fields' in read ? { ...Object.fromEntries(request.query), ...read.fields } : {};
    const token = parts.world.tokens.get(tokenText(request, given) ?? '');
    const record = (body: Fields | null) => {
      calls.push({
        method: request.method,
        args: plainArguments(given),
        teamId: token?.teamId ?? null,
        at: parts.world.now(),
        answer: body,
        headers: request.headers,
      });
      parts.world.watch.changed();
    };
    const fault = parts.faults.take(request.method, given);
    if (fault && fault.when !== 'after') {
      record(fault.kind === 'error' ? { ok: false, error: fault.error } : null);
      return faultReply(fault);
    }
    const wait = parts.rateLimit() ? limiter(request.method, textOf(given['channel'])) : 0;
    if (wait > 0) {
      record({ ok: false, error: 'ratelimited' });
      return rateLimited(wait);
    }
    const headers: Record<string, string> = {};
    const body = attempt(() => {
      if ('error' in read) throw new Refusal(read.error);
      return answer(request, given, token, headers);
    });
    record(fault ? null : body);
    return fault ? faultReply(fault) : jsonReply(body, headers);
  }

  return { calls, handle };
}

function attempt(work: () => Fields): Fields {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

/** The token of the header, or that of the body. */
function tokenText(request: ApiRequest, given: Fields): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? textOf(given['token']);
}

/** The token, if it may call this method. A method without a token gets one that may do nothing else. */
function checkToken(method: Method, token: Token | undefined, given: string | undefined): Token {
  if (method.token === 'none') return { value: '', kind: 'bot', teamId: null, scopes: [], state: 'active' };
  if (given === undefined || given === '') throw new Refusal('not_authed');
  if (!token) throw new Refusal('invalid_auth');
  if (token.state !== 'active') throw new Refusal(token.state);
  if (token.kind !== method.token) throw new Refusal('not_allowed_token_type');
  return token;
}

/** What was sent, readable: objects that came as JSON text are objects again, the token is left out. */
function plainArguments(given: Fields): Fields {
  const readable: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (name === 'token') continue;
    readable[name] = typeof value === 'string' && /^[[{]/.test(value) ? (parseJson(value) ?? value) : value;
  }
  return readable;
}

/**
 * One message a second and channel: https://docs.slack.dev/apis/web-api/rate-limits#posting-messages. Gives the whole
 * seconds to wait, 0 when the message may go.
 */
function createLimiter(now: () => number): (method: string, channel: string | undefined) => number {
  const last = new Map<string, number>();
  return (method, channel) => {
    if ((method !== 'chat.postMessage' && method !== 'chat.postEphemeral') || channel === undefined) return 0;
    const since = now() - (last.get(channel) ?? Number.NEGATIVE_INFINITY);
    if (since < 1_000) return Math.max(1, Math.ceil((1_000 - since) / 1_000));
    last.set(channel, now());
    return 0;
  };
}
