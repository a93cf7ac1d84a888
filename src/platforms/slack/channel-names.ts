import type { WebClient } from '@slack/web-api';
import type { Card } from '../../cards/card.ts';
import type { Log } from '../../log.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { createMemory } from '../shared/memory.ts';
import { isBetweenTwo, isChannelId } from './address.ts';
import { mapped } from './map-card.ts';

/** What people call channels. None of these rejects. */
export type ChannelNames = {
  /** The name was told of by Slack. */
  note(channel: string, name: string | undefined): void;
  /** The card with channels, where it names them by their ids, by their names as far as those are known. */
  inCard(card: Card): Promise<Card>;
};

const week = 7 * 86_400_000;
/** A notice does not wait longer for this. */
const patienceMs = 1_000;

export function createChannelNames(parts: {
  readonly client: WebClient;
  readonly now: () => Date;
  readonly log: Log;
}): ChannelNames {
  const { client, log } = parts;
  /** A channel that can be seen no more is still called by the name that it had. */
  const known = createMemory<string>({ most: 10_000, lifeMs: week, now: parts.now });

  const note: ChannelNames['note'] = (channel, name) => {
    if (name !== undefined && name !== '') known.set(channel, name);
  };

  const ask = async (channel: string): Promise<void> => {
    try {
      const { channel: found } = await client.conversations.info({ channel });
      if (found?.is_mpim !== true) note(channel, found?.name);
    } catch (error) {
      log.debug('slack.channel-name-unknown', { channel, error });
    }
  };

  return {
    note,
    async inCard(card) {
      const channels = channelsIn(card);
      await endsWithin(patienceMs, Promise.all(channels.map(ask)));
      return mapped(card, {
        span: (span) => {
          const name = span.channel === undefined ? undefined : known.get(span.channel);
          return name === undefined || span.text !== span.channel ? span : { ...span, text: `#${name}` };
        },
      });
    },
  };
}

/** The channels, no conversations of two, that a card names by their ids. */
function channelsIn(card: Card): readonly string[] {
  const found = new Set<string>();
  mapped(card, {
    span: (span) => {
      if (span.channel === span.text && isChannelId(span.text) && !isBetweenTwo(span.text)) found.add(span.text);
      return span;
    },
  });
  return [...found];
}
