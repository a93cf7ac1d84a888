import type { Fields } from '../fields.ts';

/** One thing that is wrong with a body, at a path of keys and indexes. */
export type Issue = { readonly path: readonly string[]; readonly code: string; readonly message: string };

/**
 * Status and message of the JSON error codes that this Discord answers with:
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
export const jsonErrors = {
  0: [404, '404: Not Found'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  10087: [404, 'Unknown tag'],
  20028: [429, 'The write action you are performing on the channel has hit the write rate limit'],
  30032: [400, 'Maximum number of application commands reached'],
  30046: [429, 'Maximum number of edits to messages older than 1 hour reached. Try again later.'],
  40033: [400, 'This message has already been crossposted'],
  40058: [400, 'Cannot send a message in a forum channel'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40067: [400, 'A tag is required to create a forum post in this channel'],
  40094: [403, 'This interaction has reached its maximum number of follow-up messages'],
  40333: [403, 'internal network error'],
  50001: [403, 'Missing Access'],
  50003: [403, 'Cannot execute action on a DM channel'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50024: [400, 'Cannot execute action on this channel type'],
  50025: [401, 'Invalid OAuth2 access token provided'],
  50027: [401, 'Invalid Webhook Token'],
  50035: [400, 'Invalid Form Body'],
  50083: [400, 'Thread is archived'],
  50109: [400, 'The request body contains invalid JSON.'],
  50278: [403, 'Cannot send messages to this user due to having no mutual guilds'],
  160002: [400, 'Cannot reply without permission to read message history'],
  160004: [400, 'A thread has already been created for this message'],
  160005: [400, 'Thread is locked'],
  160006: [400, 'Maximum number of active threads reached'],
  200000: [400, 'Message was blocked by automatic moderation'],
} as const satisfies Readonly<Record<number, readonly [number, string]>>;

export type JsonErrorCode = keyof typeof jsonErrors;

/** A request that Discord refuses, with the body it answers. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Fields;

  /** Seconds to wait, for the codes that are limits of their own (429). */
  readonly retryAfter: number | null;

  constructor(code: JsonErrorCode, more: { readonly errors?: Fields; readonly retryAfter?: number } = {}) {
    const [status, message] = jsonErrors[code];
    super(`${code}: ${message}`);
    this.status = status;
    this.retryAfter = status === 429 ? (more.retryAfter ?? 1) : null;
    this.body = {
      message,
      code,
      ...(more.errors ? { errors: more.errors } : {}),
      ...(this.retryAfter === null ? {} : { retry_after: this.retryAfter, global: false }),
    };
  }
}

/** 50035 with the errors as a tree, the way Discord nests them: `{ embeds: { 0: { title: { _errors: [...] } } } }`. */
export function invalidBody(issues: readonly Issue[]): ApiError {
  type Tree = { [key: string]: Tree | { code: string; message: string }[] };
  const tree: Tree = {};
  for (const { path, code, message } of issues) {
    let at = tree;
    for (const key of path) {
      const next = at[key];
      at = typeof next === 'object' && !Array.isArray(next) ? next : (at[key] = {});
    }
    const errors = at['_errors'];
    if (Array.isArray(errors)) errors.push({ code, message });
    else at['_errors'] = [{ code, message }];
  }
  return new ApiError(50035, { errors: tree });
}

/** Throws 50035 when something is wrong. */
export function refuseInvalid(issues: readonly Issue[]): void {
  if (issues.length > 0) throw invalidBody(issues);
}
