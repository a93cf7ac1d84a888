import type { WebClient } from '@slack/web-api';
import { isRemark } from '../../chat/small-talk.ts';
import type { Turn } from '../../chat/thread-talk.ts';
import type { Log } from '../../log.ts';
import { typedText } from './incoming-text.ts';
import { limits } from './limits.ts';
import { createMemory } from '../shared/memory.ts';

/** What was said in a thread, and where that is. */
export type Line = {
  readonly channel: string;
  readonly thread: string;
  readonly user: string;
  readonly ts: string;
};

/** The threads in which the bot was mentioned, and who speaks with it there. */
export type Threads = {
  /** Somebody asked the bot something there. */
  asked(line: Line): void;
  /** Somebody said something there that was not for the bot. */
  spoke(line: Line): void;
  /** Whose turn it is to say that; null where the bot was never mentioned, or Slack does not let us read the thread. Never rejects. */
  turn(line: Line): Promise<Turn | null>;
};

/** Who has asked the bot in a thread, and who has spoken since it was last asked. */
type Talk = { readonly askers: Set<string>; readonly since: Set<string> };

const day = 86_400_000;
/** Where Slack does not show the end of a thread, somebody has spoken of whom we know nothing. */
const somebody = '';

/** Slack is asked once for a thread that is not known, as after a start. */
export function createThreads(parts: {
  readonly client: WebClient;
  readonly botUserId: string;
  readonly now: () => Date;
  readonly log: Log;
}): Threads {
  const { client, botUserId, log } = parts;
  const known = createMemory<Promise<Talk | null>>({ most: 10_000, lifeMs: 7 * day, now: parts.now });

  /** What was said before a line. `undefined` where Slack does not let us read the thread. */
  const read = async ({ channel, thread, ts }: Line): Promise<Talk | null | undefined> => {
    try {
      const page = { channel, ts: thread, limit: limits.historyPage };
      const { messages = [], has_more: hasMore } = await client.conversations.replies(page);
      const talk = talkOf(
        messages.filter((message) => Number(message.ts) < Number(ts)),
        botUserId,
      );
      if (hasMore === true) talk?.since.add(somebody);
      return talk;
    } catch (error) {
      log.info('slack.thread-unknown', { channel, error });
      return undefined;
    }
  };

  /** What Slack did not tell now it may tell at the next reply. */
  const readAnew = async (line: Line): Promise<Talk | null> => {
    const key = keyOf(line);
    const answer = read(line);
    const asked = answer.then((talk) => talk ?? null);
    known.set(key, asked);
    if ((await answer) === undefined && known.get(key) === asked) known.delete(key);
    return asked;
  };

  return {
    asked(line) {
      const key = keyOf(line);
      const talk = (known.get(key) ?? Promise.resolve(null)).then((before) => {
        const askers = new Set([...(before?.askers ?? []), line.user]);
        return { askers, since: new Set<string>() };
      });
      known.set(key, talk);
    },
    spoke(line) {
      void known.get(keyOf(line))?.then((talk) => talk?.since.add(line.user));
    },
    async turn(line) {
      const talk = await (known.get(keyOf(line)) ?? readAnew(line));
      if (talk === null) return null;
      const { user } = line;
      return { hasAsked: talk.askers.has(user), isNext: [...talk.since].every((other) => other === user) };
    },
  };
}

function keyOf({ channel, thread }: Line): string {
  return `${channel}:${thread}`;
}

type Message = { readonly user?: string; readonly text?: string };

/** The talk of a thread, oldest message first; null where the bot was not mentioned. */
export function talkOf(messages: readonly Message[], botUserId: string): Talk | null {
  const talk: Talk = { askers: new Set(), since: new Set() };
  let before: string | undefined;
  for (const { user, text = '' } of messages) {
    const isOurs = user === botUserId;
    const asker = isOurs ? before : text.includes(`<@${botUserId}>`) ? user : undefined;
    before = isOurs ? undefined : user;
    if (asker !== undefined) talk.askers.add(asker);
    if (isOurs || asker !== undefined) talk.since.clear();
    else if (user !== undefined && !isRemark(typedText(text, botUserId))) talk.since.add(user);
  }
  return messages.some(({ text }) => text?.includes(`<@${botUserId}>`)) ? talk : null;
}
