import { createHash } from 'node:crypto';
import type { Reply } from '../http-reply.ts';
import { rateLimited } from './reply.ts';
import type { Route } from './route.ts';

/*
 * https://docs.discord.com/developers/topics/rate-limits: a bucket for a route and its major parameter, and 50 requests
 * a second for everything but interactions. Discord publishes no numbers for the buckets; these are of its usual size.
 */

export type Window = { readonly limit: number; readonly ms: number };

export type RateLimits = {
  /** All requests of the bot together; 50 a second. */
  readonly global: Window;
  /** By route; every other route has {@link usual}. */
  readonly routes: Readonly<Record<string, Window>>;
};

export const usual: Window = { limit: 10, ms: 1_000 };

export const usualLimits: RateLimits = {
  global: { limit: 50, ms: 1_000 },
  routes: {
    'POST /channels/:channel/messages': { limit: 5, ms: 5_000 },
    'PATCH /channels/:channel/messages/:message': { limit: 5, ms: 5_000 },
    'DELETE /channels/:channel/messages/:message': { limit: 5, ms: 1_000 },
    'GET /channels/:channel/messages': { limit: 5, ms: 5_000 },
    'POST /channels/:channel/messages/:message/crosspost': { limit: 10, ms: 3_600_000 },
    'POST /webhooks/:app/:token': { limit: 5, ms: 2_000 },
    'PATCH /webhooks/:app/:token/messages/:message': { limit: 5, ms: 2_000 },
  },
};

type Bucket = { used: number; resetAt: number };

export type Limiter = {
  /** Counts a request. Its headers where it may pass, the 429 otherwise. */
  readonly take: (
    route: Route,
    params: Readonly<Record<string, string>>,
  ) => { headers: Record<string, string> } | { reply: Reply };
};

export function createLimiter(now: () => number, limits: RateLimits): Limiter {
  const buckets = new Map<string, Bucket>();
  const count = (key: string, window: Window): Bucket => {
    const before = buckets.get(key);
    const bucket = before && before.resetAt > now() ? before : { used: 0, resetAt: now() + window.ms };
    bucket.used += 1;
    buckets.set(key, bucket);
    return bucket;
  };
  return {
    take: (route, params) => {
      const name = `${route.method} ${route.path}`;
      const window = limits.routes[name] ?? usual;
      const major = params['channel'] ?? params['guild'] ?? params['token'] ?? '';
      const bucket = count(`${name} ${major}`, window);
      const wait = Math.max(0, bucket.resetAt - now()) / 1_000;
      const headers = {
        'x-ratelimit-limit': String(window.limit),
        'x-ratelimit-remaining': String(Math.max(0, window.limit - bucket.used)),
        'x-ratelimit-reset': String(bucket.resetAt / 1_000),
        'x-ratelimit-reset-after': wait.toFixed(3),
        'x-ratelimit-bucket': createHash('md5').update(name).digest('hex'),
      };
      if (bucket.used > window.limit) return { reply: rateLimited(wait, 'user', headers) };
      if (route.token === 'none') return { headers };
      const all = count('global', limits.global);
      if (all.used > limits.global.limit)
        return { reply: rateLimited(Math.max(0, all.resetAt - now()) / 1_000, 'global') };
      return { headers };
    },
  };
}
