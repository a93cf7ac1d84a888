import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Reply } from './feeds/reply.ts';
import { listenOnLoopback } from './loopback.ts';

export type FeedRequest = { readonly url: URL; readonly headers: IncomingHttpHeaders };

/** What answers at a path (`/api/daily_papers`), or below one that ends with a slash (`/rss/`). */
export type FeedRoute = (request: FeedRequest) => Reply;

/** A web server on loopback that speaks as the sources of papers do, and misbehaves on command. */
export type FeedServer = {
  readonly origin: string;
  /** Every request so far, in order. */
  readonly requests: readonly FeedRequest[];
  /** How many requests were at work at the same time, at most. */
  readonly mostAtOnce: () => number;
  route(path: string, answer: FeedRoute): void;
  /** The next requests whose address holds `part` get these replies, one each, before anything else answers. */
  fault(part: string, ...replies: readonly Reply[]): void;
  /** Resolves when so many requests came in all. */
  came(count: number): Promise<void>;
  close(): Promise<void>;
};

export async function startFeedServer(): Promise<FeedServer> {
  const routes = new Map<string, FeedRoute>();
  const faults: { readonly part: string; readonly reply: Reply }[] = [];
  const requests: FeedRequest[] = [];
  const watchers = new Set<() => void>();
  let atWork = 0;
  let mostAtOnce = 0;

  const routeOf = (path: string): FeedRoute | undefined =>
    routes.get(path) ?? routes.get(path.slice(0, path.lastIndexOf('/') + 1));

  const answer = (request: FeedRequest): Reply => {
    const at = faults.findIndex(({ part }) => request.url.href.includes(part));
    const [fault] = at === -1 ? [] : faults.splice(at, 1);
    return fault?.reply ?? routeOf(request.url.pathname)?.(request) ?? notFound;
  };

  const server = createServer((incoming, response) => {
    const request = { url: new URL(incoming.url ?? '/', origin), headers: incoming.headers };
    atWork += 1;
    mostAtOnce = Math.max(mostAtOnce, atWork);
    response.on('close', () => {
      atWork -= 1;
    });
    requests.push(request);
    answer(request)(response);
    for (const watcher of watchers) watcher();
  });
  const { origin, close } = await listenOnLoopback(server);

  return {
    origin,
    requests,
    mostAtOnce: () => mostAtOnce,
    route: (path, route) => void routes.set(path, route),
    fault: (part, ...replies) => void faults.push(...replies.map((reply) => ({ part, reply }))),
    came: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (requests.length < count) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
    close,
  };
}

const notFound = (response: ServerResponse): void => {
  response.writeHead(404, { 'content-type': 'text/html' }).end('<html><body>Not found</body></html>');
};
