import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { isBetweenTwo } from './address.ts';
import { createMemory } from '../shared/memory.ts';

/** The conversation of a person with the bot. None of these rejects. */
export type Direct = {
  /** Where Slack does not say, the person's id stands for it. */
  of(user: string): Promise<string>;
  /** Whether a channel is that conversation: any other of two people looks just like it. False where Slack does not say. */
  isOwn(user: string, channel: string): Promise<boolean>;
  /** Slack told us of what the person does there. */
  note(user: string, channel: string): void;
};

const day = 86_400_000;
/** Until a failed look-up is tried again. */
const minute = 60_000;
/** An answer does not wait longer for this; what Slack says later counts for the next one. */
const patienceMs = 1_000;

export function createDirect(parts: {
  readonly client: WebClient;
  readonly now: () => Date;
  readonly log: Log;
}): Direct {
  const known = createMemory<Promise<string>>({ most: 10_000, lifeMs: day, now: parts.now });
  const failed = createMemory<true>({ most: 10_000, lifeMs: minute, now: parts.now });

  const ask = async (user: string): Promise<string> => {
    try {
      const { channel } = await parts.client.conversations.open({ users: user });
      if (channel?.id !== undefined) return channel.id;
    } catch (error) {
      parts.log.info('slack.direct-unknown', { user, error });
    }
    failed.set(user, true);
    known.delete(user);
    return user;
  };

  const of = async (user: string): Promise<string> => {
    const before = known.get(user);
    if (before !== undefined) return before;
    if (failed.get(user) !== undefined) return user;
    const asked = ask(user);
    known.set(user, asked);
    return asked;
  };

  return {
    of,
    async isOwn(user, channel) {
      if (!isBetweenTwo(channel)) return false;
      if (channel === user) return true;
      const asked = of(user);
      return (await endsWithin(patienceMs, asked)) && (await asked) === channel;
    },
    note: (user, channel) => known.set(user, Promise.resolve(channel)),
  };
}
