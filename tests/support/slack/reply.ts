import type { Fault } from './faults.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf, isFields, parseJson } from '../fields.ts';
import type { Reply } from '../http-reply.ts';

export function jsonReply(body: Fields, headers: Readonly<Record<string, string>> = {}, status = 200): Reply {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function textReply(status: number, body: string): Reply {
  return { kind: 'answer', status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** 429, as https://docs.slack.dev/apis/web-api/rate-limits describes it. `retryAfter` in seconds. */
export function rateLimited(retryAfter: number): Reply {
  return jsonReply({ ok: false, error: 'ratelimited' }, { 'retry-after': String(retryAfter) }, 429);
}

/** What a scripted fault answers. */
export function faultReply(fault: Fault): Reply {
  if (fault.kind === 'error') return jsonReply({ ok: false, error: fault.error, ...fault.more });
  if (fault.kind === 'rate-limited') return rateLimited(fault.retryAfter);
  if (fault.kind === 'status') return textReply(fault.status, fault.body ?? '');
  return { kind: fault.kind };
}

/**
 * The fields of a Web API body by its content type, or the error that Slack answers:
 * https://docs.slack.dev/apis/web-api/#post-bodies
 */
export function bodyFields(contentType: string | undefined, body: string): { fields: Fields } | { error: string } {
  if (body === '') return { fields: {} };
  const [type = '', ...more] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((each) => each.trim());
  const charset = more.find((each) => each.startsWith('charset='))?.slice('charset='.length);
  if (type === '') return { error: 'missing_post_type' };
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'iso-8859-1') return { error: 'invalid_charset' };
  if (type === 'application/x-www-form-urlencoded') return { fields: Object.fromEntries(new URLSearchParams(body)) };
  if (type !== 'application/json') return { error: 'invalid_post_type' };
  const json = parseJson(body);
  if (json === undefined) return { error: 'invalid_json' };
  return isFields(json) ? { fields: fieldsOf(json) } : { error: 'json_not_object' };
}
