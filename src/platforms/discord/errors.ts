import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { RESTJSONErrorCodes as Code } from 'discord-api-types/v10';
import { DeliveryError } from '../platform.ts';
import type { DeliveryFailure } from '../platform.ts';
import { fieldsOf, numberOf } from '../shared/fields.ts';
import { neverSent, systemCode } from '../shared/system-code.ts';
import { newToken, remedies } from './remedies.ts';

/** How long to wait where Discord asks for patience without saying how much. Our own choice. */
const patienceMs = 30_000;
/** Discord's protection against floods has taken us for one. Our own choice. */
const blockedMs = 15 * 60 * 1000;

/** The place, or the person, is no more. */
const gone = new Set<number>([Code.UnknownChannel, Code.UnknownGuild, Code.UnknownUser]);

/** Discord took offence at this very message and kept nothing of it. */
const rejected = new Set<number>([
  Code.InvalidFormBodyOrContentType,
  Code.CannotSendAnEmptyMessage,
  Code.RequestBodyContainsInvalidJSON,
  Code.RequestEntityTooLarge,
  Code.ExplicitContentCannotBeSentToTheDesiredRecipient,
  Code.MessageWasBlockedByAutomaticModeration,
  Code.TitleWasBlockedByAutomaticModeration,
  Code.MessageBlockedByHarmfulLinksFilter,
]);

/** Discord did nothing and may do it later. */
const busy: ReadonlyMap<number, number> = new Map<number, number>([
  [Code.ChannelSendRateLimit, patienceMs],
  [Code.ServerSendRateLimit, patienceMs],
  [Code.ActionCannotBePerformedDueToSlowmodeRateLimit, patienceMs],
  [Code.OpeningDirectMessagesTooFast, patienceMs],
  [Code.SendMessagesHasBeenTemporarilyDisabled, blockedMs],
  [Code.FeatureTemporarilyDisabledServerSide, blockedMs],
  [Code.ServiceResourceIsBeingRateLimited, patienceMs],
  [Code.APIResourceOverloaded, patienceMs],
  [Code.CloudflareIsBlockingYourRequest, blockedMs],
]);

export type ErrorParts = {
  /** How people call the bot. */
  readonly botName?: string;
  /** The permissions that were found to be missing, in Discord's words. */
  readonly missing?: readonly string[];
};

/**
 * Why a call of Discord's REST failed, in our kinds: by Discord's code, the HTTP status and the class of the error, never
 * by words. Codes are those of https://docs.discord.com/developers/topics/opcodes-and-status-codes#json. What is in no
 * table is `unknown`: it may have been posted. The message names the code and holds nothing that was sent.
 */
export function deliveryError(error: unknown, parts: ErrorParts = {}): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { failure, what } = read(error, parts);
  return new DeliveryError(failure, `Discord: ${what}`, { cause: error });
}

/** Discord's own code for a refusal, or null when Discord did not refuse, or not with a code. */
export function discordCode(error: unknown): number | null {
  return error instanceof DiscordAPIError && typeof error.code === 'number' && error.code > 0 ? error.code : null;
}

/** Whether Discord does not accept who we are: nothing will work, in no place. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401;
}

type Reading = { readonly failure: DeliveryFailure; readonly what: string };

function read(error: unknown, parts: ErrorParts): Reading {
  if (error instanceof RateLimitError) {
    return later(Math.max(error.retryAfter, error.sublimitTimeout), 'too many calls');
  }
  if (error instanceof DiscordAPIError) return readRefusal(error, parts);
  if (error instanceof HTTPError) return { failure: { kind: 'unknown' }, what: `HTTP status ${error.status}` };
  const code = systemCode(error);
  if (code !== null && neverSent.has(code)) return later(patienceMs, `no connection (${code})`);
  return { failure: { kind: 'unknown' }, what: code === null ? 'no answer that could be read' : `no answer (${code})` };
}

function readRefusal(error: DiscordAPIError, { botName = 'Paperboy', missing = [] }: ErrorParts): Reading {
  const { status } = error;
  const code = discordCode(error);
  const what = code === null ? `HTTP status ${status}` : String(code);
  const forbidden = (remedy: string): Reading => ({ failure: { kind: 'forbidden', remedy }, what });
  if (status === 401) return forbidden(newToken({ botName, missing }));
  if (code === null) return readStatus(status, what);
  if (gone.has(code)) return { failure: { kind: 'gone' }, what };
  if (rejected.has(code)) return { failure: { kind: 'rejected' }, what };
  const patience = busy.get(code);
  if (patience !== undefined) return later(statedPatienceMs(error) ?? patience, what);
  const remedy = remedies.get(code);
  return remedy === undefined ? { failure: { kind: 'unknown' }, what } : forbidden(remedy({ botName, missing }));
}

/** A refusal without a code is not from Discord itself: a proxy, or its protection against floods. */
function readStatus(status: number, what: string): Reading {
  if (status === 413) return { failure: { kind: 'rejected' }, what };
  return status === 403 ? later(blockedMs, what) : { failure: { kind: 'unknown' }, what };
}

/** At least a second: an answer of 0 would be a loop. */
function later(retryAfterMs: number, what: string): Reading {
  return { failure: { kind: 'busy', retryAfterMs: Math.max(1000, Math.ceil(retryAfterMs)) }, what };
}

function statedPatienceMs(error: DiscordAPIError): number | null {
  const seconds = numberOf(fieldsOf(error.rawError)['retry_after']);
  return seconds !== null && seconds >= 0 ? seconds * 1000 : null;
}
