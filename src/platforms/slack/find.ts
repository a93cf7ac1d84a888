import type { WebClient } from '@slack/web-api';
import type { Place } from '../../chat/place.ts';
import type { Found } from '../platform.ts';
import { deliveryError, slackCode } from './errors.ts';
import { limits } from './limits.ts';
import { keyOf } from './metadata.ts';

/** Two clocks differ: messages count from this much before the time that was asked for. Our own choice. */
const clockSlackMs = 120_000;
/** 2,000 messages. A place where more was said since the post is not read to its end. Our own choice. */
const mostPages = 10;

/** Slack lets us post in more places than it lets us read: these codes say that this is one. */
const unreadable = new Set([
  'missing_scope',
  'not_in_channel',
  'channel_not_found',
  'no_permission',
  'access_denied',
  'not_allowed_token_type',
  'method_not_supported_for_channel_type',
  'ekm_access_denied',
]);

export type FindParts = { readonly client: WebClient; readonly botName?: string };

/**
 * Looks for the post with `key` in the place's history, from `since` (ISO instant) on. Only messages of this bot count:
 * anybody may write the same metadata. `cannot-know` where the history may not be read or is too long to be read; throws
 * a DeliveryError when Slack could not be asked now.
 */
export async function findPost(
  { client, botName = 'paperboy' }: FindParts,
  place: Place,
  key: string,
  since: string,
): Promise<Found> {
  try {
    const self = await client.auth.test();
    if (self.bot_id === undefined) return { kind: 'cannot-know' };
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await readPage(client, place, oldestOf(since), cursor);
      const own = answer.messages?.find((message) => message.bot_id === self.bot_id && keyOf(message.metadata) === key);
      if (own?.ts !== undefined) return { kind: 'found', message: `${place.channel}:${own.ts}` };
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return answer.has_more === true ? { kind: 'cannot-know' } : { kind: 'absent' };
    }
    return { kind: 'cannot-know' };
  } catch (error) {
    const code = slackCode(error);
    if (code !== null && unreadable.has(code)) return { kind: 'cannot-know' };
    if (code === 'thread_not_found') return { kind: 'absent' };
    throw deliveryError(error, botName);
  }
}

function readPage(client: WebClient, place: Place, oldest: string, cursor: string | undefined) {
  const common = {
    channel: place.channel,
    oldest,
    inclusive: true,
    include_all_metadata: true,
    limit: limits.historyPage,
    ...(cursor === undefined ? {} : { cursor }),
  };
  return place.thread === null
    ? client.conversations.history(common)
    : client.conversations.replies({ ...common, ts: place.thread });
}

/** Slack's timestamps are seconds with six decimals, as text. */
function oldestOf(since: string): string {
  const time = Date.parse(since);
  if (Number.isNaN(time)) throw new Error(`Expected an ISO instant, got ${JSON.stringify(since)}`);
  return (Math.max(0, time - clockSlackMs) / 1000).toFixed(6);
}
