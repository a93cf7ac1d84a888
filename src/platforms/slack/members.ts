import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { endsWithin } from './ends-within.ts';
import { createMemory } from './memory.ts';
import type { Memory } from './memory.ts';

/** Whether a person is in a channel; null when Slack does not say. */
export type Members = (channel: string, user: string) => Promise<boolean | null>;

/** Changes of a channel are seen after this long at the latest. */
const freshMs = 60_000;
/** An answer does not wait longer for this; what Slack says later counts for the next one. */
const patienceMs = 1_000;
/** The most that Slack gives on one page: https://docs.slack.dev/reference/methods/conversations.members */
const pageSize = 999;
/** Who is in more channels is not asked after to the end. Our own choice. */
const mostPages = 3;

type Channel = {
  readonly found: ReadonlySet<string>;
  readonly isWhole: boolean;
  /** Whether the bot is in it. Known only where `found` is not whole. */
  readonly isOurs: boolean;
};

/** The channels in which a person is together with the bot. */
type Person = { readonly found: ReadonlySet<string>; readonly isWhole: boolean };

/**
 * The members of a channel are asked for once, however many people do something there, and never more than a page of
 * them. In a larger channel the person is asked after: https://docs.slack.dev/reference/methods/users.conversations
 */
export function createMembers(parts: {
  readonly client: WebClient;
  readonly now: () => Date;
  readonly log: Log;
}): Members {
  const { client, now, log } = parts;
  const channels = createMemory<Promise<Channel | null>>({ most: 200, lifeMs: freshMs, now });
  const people = createMemory<Promise<Person | null>>({ most: 1_000, lifeMs: freshMs, now });

  const readChannel = async (channel: string): Promise<Channel> => {
    const { members, response_metadata: next } = await client.conversations.members({ channel, limit: pageSize });
    const found = new Set(members);
    if (!next?.next_cursor) return { found, isWhole: true, isOurs: true };
    const { channel: own } = await client.conversations.info({ channel });
    return { found, isWhole: false, isOurs: own?.is_member === true };
  };

  const readPerson = async (user: string): Promise<Person> => {
    const found = new Set<string>();
    const types = 'public_channel,private_channel';
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const more = cursor === undefined ? {} : { cursor };
      const answer = await client.users.conversations({ user, types, limit: pageSize, ...more });
      for (const { id } of answer.channels ?? []) if (id !== undefined) found.add(id);
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return { found, isWhole: true };
    }
    return { found, isWhole: false };
  };

  /** Asks once for a key at a time; null where Slack does not say. */
  const once = <T>(known: Memory<Promise<T | null>>, key: string, read: (key: string) => Promise<T>) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const asked = read(key).catch((error: unknown) => {
      log.info('slack.members-unknown', { of: key, error });
      return null;
    });
    known.set(key, asked);
    return asked;
  };

  const find: Members = async (channel, user) => {
    const here = await once(channels, channel, readChannel);
    if (here === null) return null;
    if (here.found.has(user)) return true;
    if (here.isWhole) return false;
    const person = await once(people, user, readPerson);
    if (person === null) return null;
    if (person.found.has(channel)) return true;
    return person.isWhole && here.isOurs ? false : null;
  };

  return async (channel, user) => {
    const asked = find(channel, user);
    return (await endsWithin(patienceMs, asked)) ? asked : null;
  };
}
