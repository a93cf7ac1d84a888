import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { createMemory } from './memory.ts';

/** The direct conversation with a person. Never rejects; where Slack does not say, the person's id stands for it. */
export type Direct = (user: string) => Promise<string>;

const day = 86_400_000;

export function createDirect(parts: {
  readonly client: WebClient;
  readonly now: () => Date;
  readonly log: Log;
}): Direct {
  const known = createMemory<string>({ most: 10_000, lifeMs: day, now: parts.now });
  return async (user) => {
    const before = known.get(user);
    if (before !== undefined) return before;
    try {
      const { channel } = await parts.client.conversations.open({ users: user });
      if (channel?.id === undefined) return user;
      known.set(user, channel.id);
      return channel.id;
    } catch (error) {
      parts.log.info('slack.direct-unknown', { user, error });
      return user;
    }
  };
}
