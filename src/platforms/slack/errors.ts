import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { DeliveryError } from '../platform.ts';
import type { DeliveryFailure } from '../platform.ts';
import { neverSent, systemCode } from '../shared/system-code.ts';
import { remedies } from './remedies.ts';

/** How long to wait where Slack asks for patience without saying how much. Our own choice. */
const patienceMs = 30_000;
/** `message_limit_exceeded`: the whole workspace has posted too much; Slack gives no time. Our own choice. */
const workspacePatienceMs = 60 * 60 * 1000;

/** The conversation has ended, or the thread or person that the place names is no more. */
const gone = new Set([
  'is_archived',
  'thread_not_found',
  'cannot_reply_to_message',
  'user_not_found',
  'user_disabled',
  'cannot_dm_bot',
  'team_not_found',
]);

/** Slack took offence at this very message and kept nothing of it. */
const rejected = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'markdown_text_conflict',
  'invalid_attachments',
  'too_many_attachments',
  'attachment_payload_limit_exceeded',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_too_large',
  'metadata_must_be_sent_from_app',
  'invalid_arguments',
  'invalid_arg_name',
  'invalid_array_arg',
  'invalid_charset',
  'invalid_form_data',
  'invalid_post_type',
  'missing_post_type',
  'invalid_json',
  'json_not_object',
]);

/** Slack did nothing and may do it later. */
const busy: ReadonlyMap<string, number> = new Map([
  ['ratelimited', patienceMs],
  ['rate_limited', patienceMs],
  ['service_unavailable', patienceMs],
  ['request_timeout', patienceMs],
  ['team_added_to_org', 10 * patienceMs],
  ['message_limit_exceeded', workspacePatienceMs],
]);

/**
 * Why a call of Slack's Web API failed, in our kinds: by Slack's code, the HTTP status and the class of the error, never
 * by words. Codes are those of https://docs.slack.dev/reference/methods/chat.postMessage. What is in no table is
 * `unknown`: it may have been posted. The message names the code and holds nothing that was sent.
 */
export function deliveryError(error: unknown, botName = 'paperboy'): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { failure, what } = read(error, botName);
  return new DeliveryError(failure, `Slack: ${what}`, { cause: error });
}

/** Slack's own code for a refusal, or null when Slack did not refuse, or not in Slack's words. */
export function slackCode(error: unknown): string | null {
  // An answer that is not JSON arrives as a "code" too: a whole page of a proxy.
  const code = error instanceof WebAPIPlatformError ? error.data.error : null;
  return code !== null && /^[a-z][a-z0-9_]{1,79}$/u.test(code) ? code : null;
}

type Reading = { readonly failure: DeliveryFailure; readonly what: string };

function read(error: unknown, botName: string): Reading {
  if (error instanceof WebAPIRateLimitedError) return later(error.retryAfter * 1000, 'too many calls');
  if (error instanceof WebAPIPlatformError) return readCode(error, botName);
  if (error instanceof WebAPIHTTPError) {
    const kind = error.statusCode === 413 ? 'rejected' : 'unknown';
    return { failure: { kind }, what: `HTTP status ${error.statusCode}` };
  }
  const code = systemCode(error);
  if (code !== null && neverSent.has(code)) return later(patienceMs, `no connection (${code})`);
  const what = error instanceof WebAPIRequestError ? 'no answer' : 'the answer could not be read';
  return { failure: { kind: 'unknown' }, what: code === null ? what : `${what} (${code})` };
}

function readCode(error: WebAPIPlatformError, botName: string): Reading {
  const code = slackCode(error);
  if (code === null) return { failure: { kind: 'unknown' }, what: 'an answer that is not from its Web API' };
  if (gone.has(code)) return { failure: { kind: 'gone' }, what: code };
  if (rejected.has(code)) return { failure: { kind: 'rejected' }, what: code };
  const remedy = remedies.get(code);
  if (remedy !== undefined)
    return { failure: { kind: 'forbidden', remedy: remedy({ botName, scope: neededScope(error) }) }, what: code };
  const patience = busy.get(code);
  if (patience !== undefined) return later(statedPatienceMs(error) ?? patience, code);
  return { failure: { kind: 'unknown' }, what: code };
}

/** At least a second: an answer of 0 would be a loop. */
function later(retryAfterMs: number, what: string): Reading {
  return { failure: { kind: 'busy', retryAfterMs: Math.max(1000, retryAfterMs) }, what };
}

function statedPatienceMs(error: WebAPIPlatformError): number | null {
  const seconds: unknown = error.data.response_metadata?.['retryAfter'];
  return typeof seconds === 'number' && seconds >= 0 ? seconds * 1000 : null;
}

function neededScope(error: WebAPIPlatformError): string | null {
  const needed: unknown = 'needed' in error.data ? error.data.needed : null;
  return typeof needed === 'string' && /^[a-z.:_]+(?:,[a-z.:_]+)*$/u.test(needed) ? needed.replaceAll(',', ', ') : null;
}
