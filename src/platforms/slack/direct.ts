import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { createMemory } from './memory.ts';

/** The direct conversation with a person. Never rejects; where Slack does not say, the person's id stands for it. */
export type Direct = (user: string) => Promise<string>;

const day = 86_400_000;
/** Until a failed look-up is tried again. */
const minute = 60_000;

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

  return async (user) => {
    if (failed.get(user) !== undefined) return user;
    const asked = known.get(user) ?? ask(user);
    if (known.get(user) === undefined) known.set(user, asked);
    return asked;
  };
}
