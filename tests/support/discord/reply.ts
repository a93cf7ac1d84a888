import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './api-error.ts';
import type { Fault } from './faults.ts';

/** What goes back over HTTP, or nothing: the request hangs or its connection is cut. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'drop' };

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

export function sendReply(response: ServerResponse, reply: Reply): void {
  if (reply.kind === 'hang') return;
  if (reply.kind === 'drop') response.socket?.destroy();
  else response.writeHead(reply.status, reply.headers).end(reply.body);
}

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
