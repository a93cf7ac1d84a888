import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { endsWithin } from './ends-within.ts';
import { createMemory } from './memory.ts';

/** Whether a person is in a channel; null when Slack does not say. */
export type Members = (channel: string, user: string) => Promise<boolean | null>;

/** Changes of a channel are seen after this long at the latest. */
const freshMs = 60_000;
/** An answer does not wait longer for this; what Slack says later counts for the next one. */
const patienceMs = 1_000;
/** The most that Slack gives on one page: https://docs.slack.dev/reference/methods/conversations.members */
const pageSize = 999;
/** A channel with more people is not read to its end: of whom was not read we know nothing. Our own choice. */
const mostPages = 10;

type Read = { readonly found: ReadonlySet<string>; readonly isWhole: boolean };

export function createMembers(parts: {
  readonly client: WebClient;
  readonly now: () => Date;
  readonly log: Log;
}): Members {
  const known = createMemory<Promise<Read | null>>({ most: 200, lifeMs: freshMs, now: parts.now });

  const read = async (channel: string): Promise<Read | null> => {
    const found = new Set<string>();
    let cursor: string | undefined;
    try {
      for (let page = 0; page < mostPages; page += 1) {
        const more = cursor === undefined ? {} : { cursor };
        const answer = await parts.client.conversations.members({ channel, limit: pageSize, ...more });
        for (const member of answer.members ?? []) found.add(member);
        cursor = answer.response_metadata?.next_cursor || undefined;
        if (cursor === undefined) return { found, isWhole: true };
      }
      return { found, isWhole: false };
    } catch (error) {
      parts.log.info('slack.members-unknown', { channel, error });
      return null;
    }
  };

  return async (channel, user) => {
    const before = known.get(channel);
    const asked = before ?? read(channel);
    if (before === undefined) known.set(channel, asked);
    if (!(await endsWithin(patienceMs, asked))) return null;
    const members = await asked;
    if (members === null) return null;
    return members.found.has(user) || (members.isWhole ? false : null);
  };
}
