import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import type { Conversations } from './conversations.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { slackCode } from './errors.ts';
import { createMemory } from '../shared/memory.ts';

/**
 * Whether a person is in a channel. `hidden`: it does not exist for the bot, as a private one that it is not in; `unknown`:
 * Slack does not say.
 */
export type Membership = 'in' | 'out' | 'hidden' | 'unknown';

/** `fresh`: now, where a minute ago will not do. Never rejects. */
export type Members = (channel: string, user: string, fresh?: boolean) => Promise<Membership>;

/** Changes of a channel are seen after this long at the latest. */
const freshMs = 60_000;
/** An answer does not wait longer for this; what Slack says later counts for the next one. */
const patienceMs = 1_000;
/** The most that Slack gives on one page: https://docs.slack.dev/reference/methods/conversations.members */
const pageSize = 999;

type Channel = {
  readonly found: ReadonlySet<string>;
  readonly isWhole: boolean;
  /** Whether the bot is in it. Known only where `found` is not whole. */
  readonly isOurs: boolean;
};

/**
 * The members of a channel are asked for once, however many people do something there, and never more than a page of
 * them. In a larger channel the person is asked after.
 */
export function createMembers(parts: {
  readonly client: WebClient;
  readonly conversations: Pick<Conversations, 'of'>;
  readonly now: () => Date;
  readonly log: Log;
}): Members {
  const { client, conversations, now, log } = parts;
  const channels = createMemory<Promise<Channel | 'hidden' | 'unknown'>>({ most: 200, lifeMs: freshMs, now });

  const readChannel = async (channel: string): Promise<Channel> => {
    const { members, response_metadata: next } = await client.conversations.members({ channel, limit: pageSize });
    const found = new Set(members);
    if (!next?.next_cursor) return { found, isWhole: true, isOurs: true };
    const { channel: own } = await client.conversations.info({ channel });
    return { found, isWhole: false, isOurs: own?.is_member === true };
  };

  const known = (channel: string, fresh: boolean): Promise<Channel | 'hidden' | 'unknown'> => {
    const before = fresh ? undefined : channels.get(channel);
    if (before !== undefined) return before;
    const asked = readChannel(channel).catch((error: unknown) => {
      log.info('slack.members-unknown', { channel, error });
      return slackCode(error) === 'channel_not_found' ? 'hidden' : 'unknown';
    });
    channels.set(channel, asked);
    return asked;
  };

  const find = async (channel: string, user: string, fresh: boolean): Promise<Membership> => {
    const here = await known(channel, fresh);
    if (typeof here === 'string') return here;
    if (here.found.has(user)) return 'in';
    if (here.isWhole) return 'out';
    const theirs = await conversations.of(user, fresh);
    if (theirs === null) return 'unknown';
    if (theirs.has(channel)) return 'in';
    return here.isOurs ? 'out' : 'unknown';
  };

  return async (channel, user, fresh = false) => {
    const asked = find(channel, user, fresh);
    return (await endsWithin(patienceMs, asked)) ? asked : 'unknown';
  };
}
