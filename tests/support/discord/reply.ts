import { ApiError } from './api-error.ts';
import type { Fault } from './faults.ts';
import type { Reply } from '../http-reply.ts';

export function jsonReply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  if (body === undefined) return { kind: 'answer', status, headers, body: '' };
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

export function errorReply(error: ApiError, headers: Readonly<Record<string, string>> = {}): Reply {
  const wait = error.retryAfter === null ? {} : { 'retry-after': String(Math.ceil(error.retryAfter)) };
  return jsonReply(error.status, error.body, { ...headers, ...wait });
}

/** https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit; `retryAfter` in seconds. */
export function rateLimited(
  retryAfter: number,
  scope: 'user' | 'shared' | 'global',
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return jsonReply(
    429,
    { message: 'You are being rate limited.', retry_after: retryAfter, global: scope === 'global' },
    {
      ...headers,
      'retry-after': String(Math.ceil(retryAfter)),
      'x-ratelimit-scope': scope,
      ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
    },
  );
}

/** What a scripted fault answers. */
export function faultReply(fault: Fault): Reply {
  if (fault.kind === 'error') return errorReply(new ApiError(fault.code));
  if (fault.kind === 'rate-limited') return rateLimited(fault.retryAfter, fault.scope ?? 'user');
  if (fault.kind === 'status') {
    return { kind: 'answer', status: fault.status, headers: { 'content-type': 'text/plain' }, body: fault.body ?? '' };
  }
  return { kind: fault.kind };
}
