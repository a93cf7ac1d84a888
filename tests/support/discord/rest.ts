import type { IncomingHttpHeaders } from 'node:http';
import type { Fields } from '../fields.ts';
import { fieldsOf } from '../fields.ts';
import { ApiError } from './api-error.ts';
import type { Faults } from './faults.ts';
import type { Limiter } from './rate-limits.ts';
import type { Reply } from '../http-reply.ts';
import { errorReply, faultReply, jsonReply } from './reply.ts';
import type { GivenFile, Route } from './route.ts';
import { ok, readCallBody } from './route.ts';
import { appRoutes } from './routes-app.ts';
import { interactionRoutes } from './routes-interactions.ts';
import { messageRoutes } from './routes-messages.ts';
import { threadRoutes } from './routes-threads.ts';
import type { World } from './world.ts';

/** One request, as it was made and answered. */
export type ApiCall = {
  /** The route's pattern: `POST /channels/:channel/messages`. */
  readonly route: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly GivenFile[];
  /** By the injected clock, in milliseconds. */
  readonly at: number;
  /** Null where nothing was answered: a hang, a cut connection. */
  readonly status: number | null;
  readonly answer: unknown;
  readonly headers: IncomingHttpHeaders;
};

export type RestRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
};

export type Rest = {
  readonly calls: readonly ApiCall[];
  readonly handle: (request: RestRequest) => Promise<Reply>;
};

export type RestParts = {
  readonly world: World;
  readonly faults: Faults;
  /** Undefined: nothing is limited. */
  readonly limiter: () => Limiter | undefined;
  /** What `GET /gateway/bot` answers. */
  readonly gateway: () => Fields;
};

const worldRoutes: readonly Route[] = [...appRoutes, ...messageRoutes, ...threadRoutes, ...interactionRoutes];

/** Every route of this server, by its pattern. */
export const routeNames: ReadonlySet<string> = new Set([
  ...worldRoutes.map((each) => `${each.method} ${each.path}`),
  'GET /gateway',
  'GET /gateway/bot',
]);

export function createRest(parts: RestParts): Rest {
  const { world } = parts;
  const calls: ApiCall[] = [];
  const routes: readonly Route[] = [
    { method: 'GET', path: '/gateway/bot', token: 'bot', run: () => ok(parts.gateway()) },
    { method: 'GET', path: '/gateway', token: 'none', run: () => ok({ url: parts.gateway()['url'] }) },
    ...worldRoutes,
  ];
  // Names in full come before `:name`, so that `@me` is nobody's id.
  const patterns = routes
    .map((route) => ({ route, pattern: patternOf(route.path) }))
    .toSorted((a, b) => (a.route.path.match(/:/g)?.length ?? 0) - (b.route.path.match(/:/g)?.length ?? 0));

  function find(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
    for (const { route, pattern } of patterns) {
      const match = route.method === method ? pattern.exec(path) : null;
      if (match) return { route, params: { ...match.groups } };
    }
    return undefined;
  }

  async function handle(request: RestRequest): Promise<Reply> {
    const path = decoded(request.url.pathname.replace(/^\/api(\/v\d+)?/, ''));
    const found = find(request.method, path);
    const read = await readCallBody(request.headers['content-type'] ?? '', request.bytes).catch((error: unknown) =>
      error instanceof ApiError ? error : new ApiError(50109),
    );
    const { body, files } = read instanceof ApiError ? { body: undefined, files: [] } : read;
    const record = (reply: Reply): Reply => {
      calls.push({
        route: found ? `${found.route.method} ${found.route.path}` : `${request.method} ${path}`,
        path,
        params: found?.params ?? {},
        query: request.url.searchParams,
        body,
        files,
        at: world.now(),
        status: reply.kind === 'answer' ? reply.status : null,
        answer:
          reply.kind === 'answer' && reply.headers['content-type'] === 'application/json'
            ? (JSON.parse(reply.body) as unknown)
            : null,
        headers: request.headers,
      });
      world.watch.changed();
      return reply;
    };
    if (!found) return record(errorReply(new ApiError(0)));
    if (read instanceof ApiError) return record(errorReply(read));
    return record(serve(request, { ...found, body, files }));
  }

  function serve(
    request: RestRequest,
    {
      route,
      params,
      body,
      files,
    }: { route: Route; params: Record<string, string>; body: unknown; files: readonly GivenFile[] },
  ): Reply {
    const fault = parts.faults.take({ route: `${route.method} ${route.path}`, params, body: fieldsOf(body) });
    if (fault && fault.when !== 'after') return faultReply(fault);
    const refused = refuseClient(request, route, world);
    if (refused) return refused;
    const passed = parts.limiter()?.take(route, params) ?? { headers: {} };
    if ('reply' in passed) return passed.reply;
    const reply = run(() => route.run({ world, params, query: request.url.searchParams, body, files }), passed.headers);
    return fault ? faultReply(fault) : reply;
  }

  return { calls, handle };
}

function run(work: () => { status: number; body?: unknown }, headers: Record<string, string>): Reply {
  try {
    const { status, body } = work();
    return jsonReply(status, body, headers);
  } catch (error) {
    if (error instanceof ApiError) return errorReply(error, headers);
    throw error;
  }
}

/** The agent that Discord asks for, and the bot's token where the route needs it. */
function refuseClient(request: RestRequest, route: Route, world: World): Reply | undefined {
  if (!/^DiscordBot \(\S+, \S+\)/.test(request.headers['user-agent'] ?? '')) return errorReply(new ApiError(40333));
  if (route.token === 'none') return undefined;
  const right = request.headers.authorization === `Bot ${world.app.token}` && world.app.tokenState === 'active';
  return right ? undefined : jsonReply(401, { message: '401: Unauthorized', code: 0 });
}

/** Clients write `@me` and `@original` as they like. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
}
