import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { limits } from './limits.ts';
import { createMemory } from '../shared/memory.ts';

/** In which threads the bot was mentioned: there, and only there, a reply is meant for it. */
export type Threads = {
  /** It was mentioned there. */
  note(channel: string, thread: string): void;
  /** Never rejects; false where Slack does not let us read the thread. */
  isOurs(channel: string, thread: string): Promise<boolean>;
};

const day = 86_400_000;

/** Slack is asked once for a thread that is not known, as after a start: its first messages tell. */
export function createThreads(parts: {
  readonly client: WebClient;
  readonly botUserId: string;
  readonly now: () => Date;
  readonly log: Log;
}): Threads {
  const known = createMemory<Promise<boolean>>({ most: 10_000, lifeMs: 7 * day, now: parts.now });

  /** Null where Slack does not let us read the thread. */
  const ask = async (channel: string, thread: string): Promise<boolean | null> => {
    try {
      const page = { channel, ts: thread, limit: limits.historyPage };
      const { messages = [] } = await parts.client.conversations.replies(page);
      return messages.some(({ text }) => text?.includes(`<@${parts.botUserId}>`));
    } catch (error) {
      parts.log.info('slack.thread-unknown', { channel, error });
      return null;
    }
  };

  /** What Slack did not tell now it may tell at the next reply. */
  const askAnew = async (channel: string, thread: string): Promise<boolean> => {
    const key = `${channel}:${thread}`;
    const answer = ask(channel, thread);
    const asked = answer.then((isOurs) => isOurs ?? false);
    known.set(key, asked);
    if ((await answer) === null && known.get(key) === asked) known.delete(key);
    return asked;
  };

  return {
    note: (channel, thread) => known.set(`${channel}:${thread}`, Promise.resolve(true)),
    isOurs(channel, thread) {
      return known.get(`${channel}:${thread}`) ?? askAnew(channel, thread);
    },
  };
}
