import { setTimeout as sleep } from 'node:timers/promises';
import { REST, RequestMethod } from 'discord.js';
import type { RESTOptions } from 'discord.js';
import { createPace } from './pace.ts';

const methods = {
  GET: RequestMethod.Get,
  POST: RequestMethod.Post,
  PUT: RequestMethod.Put,
  PATCH: RequestMethod.Patch,
} as const;

export type CallOptions = {
  readonly method: keyof typeof methods;
  /** As `Routes` of discord-api-types makes it. */
  readonly route: `/${string}`;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Nobody waits for it: calls for which somebody does come first. */
  readonly patient?: true;
};

/** One call of Discord's REST. Resolves with what Discord answers, rejects as discord.js does. */
export type Call = (options: CallOptions) => Promise<unknown>;

export type CallParts = {
  readonly token: string;
  /** Where Discord is, without a version: `https://discord.com/api`. */
  readonly api?: string;
  /** How long one call may take. */
  readonly timeoutMs?: number;
};

/** A limit that passes sooner is waited for, so that many posts go out as fast as Discord takes them. Our own choice. */
const longestWaitMs = 5_000;

/** Discord takes 50 calls a second. The library counts them by its own seconds, of which two may fall into one of Discord's. */
const pacing = { perSecond: 40, burst: 5, now: () => performance.now(), wait: (ms: number) => sleep(ms) };

/**
 * How every REST client is made that says something. discord.js repeats a post of its own accord after an error of the server and
 * after a timeout, without knowing whether it arrived; and it would wait without end for a limit to pass.
 */
export const repeatingNothing = {
  version: '10',
  retries: 0,
  timeout: 10_000,
  // A refusal that says neither how long nor what for would be repeated at once, and again.
  rejectOnRateLimit: ({ retryAfter, sublimitTimeout, limit, global }) =>
    Math.max(retryAfter, sublimitTimeout) > longestWaitMs ||
    (!global && sublimitTimeout === 0 && !Number.isFinite(limit)),
} as const satisfies Partial<RESTOptions>;

export function createCall({ token, api, timeoutMs }: CallParts): Call {
  const rest = new REST({
    ...repeatingNothing,
    ...(api === undefined ? {} : { api }),
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
  });
  const pace = createPace(pacing);
  return async ({ method, route, query, body, patient = false }) => {
    await pace(patient);
    // After one refusal of the token, which may be Discord's mistake, discord.js forgets it for good.
    rest.setToken(token);
    return rest.request({
      method: methods[method],
      fullRoute: route,
      ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
      ...(body === undefined ? {} : { body }),
    });
  };
}
