import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { findPost } from './find.ts';

/**
 * Whether a message was answered for everybody in its thread, by this process or one before it. Never rejects; false where
 * Slack does not say: an answer twice is better than none.
 */
export type Answered = (
  message: { readonly channel: string; readonly thread: string; readonly ts: string },
  key: string,
) => Promise<boolean>;

/** The key under which the answer to a message is found again. */
export function answerKey(channel: string, ts: string): string {
  return `answer:${channel}:${ts}`;
}

export function createAnswered(parts: {
  readonly client: WebClient;
  readonly teamId: string;
  readonly log: Log;
}): Answered {
  const { client, teamId, log } = parts;
  return async ({ channel, thread, ts }, key) => {
    try {
      const place = { platform: 'slack', workspace: teamId, channel, thread };
      const since = new Date(1_000 * Number(ts)).toISOString();
      return (await findPost({ client }, place, key, since)).kind === 'found';
    } catch (error) {
      log.info('slack.answer-unknown', { channel, error });
      return false;
    }
  };
}
