import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { createMemory } from '../shared/memory.ts';

/** The names of channels, by id. */
type Names = ReadonlyMap<string, string>;

/**
 * Which channels there are for a person. None of these rejects; null where Slack does not say. `fresh`: as it is now, where
 * a minute ago will not do.
 */
export type Conversations = {
  /** Those that the person is in, so far as the bot can know: the public ones, and of the others those that it is in too. */
  of(user: string, fresh?: boolean): Promise<Names | null>;
  /** The public ones that the bot is in. */
  open(fresh?: boolean): Promise<Names | null>;
  /** The person has just been seen there: it counts at once, also where the channels were read a moment ago. */
  note(user: string, channel: string): Promise<void>;
};

/** Somebody who has left a channel, and a channel that is no longer public, are seen as such after this long at the latest. */
const freshMs = 60_000;
/** A card does not wait longer for this; what Slack says later counts for the next one. */
const patienceMs = 1_500;
/** The most that Slack gives on one page: https://docs.slack.dev/reference/methods/users.conversations */
const pageSize = 999;
/** Of whoever is in more channels, the rest is not read. Our own choice. */
const mostPages = 10;

const scopes = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  mpim: 'mpim:read',
} as const;
type Type = keyof typeof scopes;

/** One call of users.conversations a minute and person tells of a thousand channels; conversations.members would be asked for each. */
export function createConversations(parts: {
  readonly client: WebClient;
  /** What the token may do: one type too many, and Slack tells nothing at all. Null where it is not known. */
  readonly scopes: ReadonlySet<string> | null;
  readonly now: () => Date;
  readonly log: Log;
}): Conversations {
  const known = createMemory<Promise<Map<string, string> | null>>({ most: 500, lifeMs: freshMs, now: parts.now });

  const read = async (
    whose: { readonly user?: string },
    wanted: readonly Type[],
  ): Promise<Map<string, string> | null> => {
    const allowed = wanted.filter((type) => parts.scopes?.has(scopes[type]) !== false);
    if (allowed.length === 0) return null;
    const names = new Map<string, string>();
    const query = { ...whose, types: allowed.join(','), limit: pageSize };
    let cursor: string | undefined;
    try {
      for (let page = 0; page < mostPages; page += 1) {
        const answer = await parts.client.users.conversations(cursor === undefined ? query : { ...query, cursor });
        for (const { id, name } of answer.channels ?? []) if (id !== undefined) names.set(id, name ?? id);
        cursor = answer.response_metadata?.next_cursor || undefined;
        if (cursor === undefined) break;
      }
      return names;
    } catch (error) {
      parts.log.info('slack.conversations-unknown', { ...whose, error });
      return null;
    }
  };

  const remembered = async (
    key: string,
    fresh: boolean,
    ask: () => Promise<Map<string, string> | null>,
  ): Promise<Names | null> => {
    const before = fresh ? undefined : known.get(key);
    const asked = before ?? ask();
    if (before === undefined) known.set(key, asked);
    return (await endsWithin(patienceMs, asked)) ? asked : null;
  };

  return {
    of: (user, fresh = false) =>
      remembered(user, fresh, () => read({ user }, ['public_channel', 'private_channel', 'mpim'])),
    open: (fresh = false) => remembered('', fresh, () => read({}, ['public_channel'])),
    async note(user, channel) {
      const names = await known.get(user);
      if (names?.has(channel) === false) names.set(channel, channel);
    },
  };
}
