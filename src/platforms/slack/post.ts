import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatPostMessageArguments, WebClient, WebClientOptions } from '@slack/web-api';
import type { Card } from '../../cards/card.ts';
import type { Place } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import { DeliveryError } from '../platform.ts';
import type { Platform } from '../platform.ts';
import type { ChannelNames } from './channel-names.ts';
import { deliveryError } from './errors.ts';
import { findPost } from './find.ts';
import { limits } from './limits.ts';
import { postMetadata } from './metadata.ts';
import { createPacer } from './pacer.ts';
import type { Pacer } from './pacer.ts';
import { sendPlainer } from './plainer.ts';
import { createQuiet, stillQuiet } from './quiet.ts';
import type { Quiet } from './quiet.ts';

/**
 * How the client of a poster has to be made. A post must not be repeated by a library that cannot know whether it
 * arrived: Slack takes no key that would tell two sends of one post from two posts.
 */
export const posterOptions = {
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
} as const satisfies WebClientOptions;

/** What belongs below a post waits for this long at most where Slack asks for patience. Our own choice. */
const belowPatienceMs = 30_000;

export type PosterParts = {
  /** A client of the poster's own, made with {@link posterOptions} and one workspace's bot token. */
  readonly client: WebClient;
  readonly now: () => Date;
  /** How people call the bot, for words like `/invite @paperboy`. */
  readonly botName?: string;
  /** Resolves after so many milliseconds. */
  readonly wait?: (ms: number) => Promise<void>;
  /** The turns of a channel, where others post there too. */
  readonly turn?: Pacer;
  /** Where Slack wants silence, as others there have heard it. */
  readonly quiet?: Quiet;
  /** What people call channels; without it they are named where Slack draws their names alone. */
  readonly names?: Pick<ChannelNames, 'inCard'>;
  readonly log?: Log;
};

export type Poster = Pick<Platform, 'post' | 'find' | 'tell'>;

/**
 * Posts cards into one workspace, and finds them again. The id of a message is `CHANNEL:TS`, both from Slack's answer: a
 * post to a person lands in a channel with another id.
 */
export function createPoster(parts: PosterParts): Poster {
  const { client, now, botName = 'paperboy', wait = (ms) => sleep(ms), names, log } = parts;
  const { turn = createPacer({ gapMs: limits.channelGapMs, now, wait }), quiet = createQuiet({ now }) } = parts;

  const needQuietToEnd = (channel: string): void => {
    const left = quiet.left(channel);
    if (left > 0) throw stillQuiet(left);
  };

  async function send(message: ChatPostMessageArguments): Promise<string> {
    needQuietToEnd(message.channel);
    await turn(message.channel);
    needQuietToEnd(message.channel);
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's method of that name, not a window's
      const { channel, ts } = await client.chat.postMessage(message);
      if (channel === undefined || ts === undefined) {
        throw new DeliveryError({ kind: 'unknown' }, 'Slack: an answer without the id of the message');
      }
      return `${channel}:${ts}`;
    } catch (error) {
      const failed = deliveryError(error, botName);
      quiet.heed(message.channel, failed);
      log?.info('slack.not-posted', { channel: message.channel, error: failed });
      throw failed;
    }
  }

  const sendCard = (card: Card, { metadata, ...common }: Common): Promise<string> =>
    sendPlainer(card, (message, isMarked) =>
      send({ ...common, ...message, ...(isMarked && metadata !== undefined ? { metadata } : {}) }),
    );

  /** The post is there: nothing that happens to what belongs below it may say otherwise. */
  const sendBelow = async (card: Card, message: string): Promise<void> => {
    const [channel = '', thread = ''] = message.split(':');
    const below = () => sendCard(card, { channel, thread_ts: thread, ...noPreviews });
    try {
      await below().catch(async (error: unknown) => {
        const { failure } = deliveryError(error, botName);
        // Slack took nothing of it, and nobody else would bring it later.
        if (failure.kind !== 'busy' || failure.retryAfterMs > belowPatienceMs) throw error;
        await wait(failure.retryAfterMs);
        return below();
      });
    } catch (error) {
      log?.warn('slack.reply-below-failed', { channel, error });
    }
  };

  return {
    async post(place, card, key) {
      const message = await sendCard(card, commonArguments(place, key));
      if (card.thread !== undefined && place.thread === null) await sendBelow(card.thread, message);
      return message;
    },
    tell: async ({ id }, card) => {
      await sendCard((await names?.inCard(card)) ?? card, { channel: id, ...noPreviews });
    },
    find: (place, key, since) => findPost({ client, botName }, place, key, since),
  };
}

/** Two switches, and each leaves the other's previews alone; and `*` and `_` in a plain text are not formatting. */
export const noPreviews = { unfurl_links: false, unfurl_media: false, mrkdwn: false } as const;

type Common = Pick<ChatPostMessageArguments, 'channel'> & {
  readonly thread_ts?: string;
  readonly metadata?: ReturnType<typeof postMetadata>;
};

function commonArguments(place: Place, key: string): Common {
  return {
    channel: place.channel,
    ...(place.thread === null ? {} : { thread_ts: place.thread }),
    metadata: postMetadata(key),
    ...noPreviews,
  };
}
