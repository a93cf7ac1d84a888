import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { isBetweenTwo } from './address.ts';
import type { Address } from './address.ts';
import type { ChannelNames } from './channel-names.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { slackCode } from './errors.ts';
import { remedies } from './remedies.ts';
import { isDeadToken } from './start-failure.ts';

/** What a person has to put right before the bot can post in a channel; null when Slack knows of nothing. Never rejects. */
export type Hindrance = (place: Pick<Address, 'channel' | 'direct'>) => Promise<string | null>;

/** Nobody can invite the bot into a conversation of two people. */
const notOurs =
  'I take no part in a conversation between two people. Write the same to me in a direct message, or say it in a channel.';

/** An answer does not wait longer for this. */
const patienceMs = 1_000;

export function createHindrance(parts: {
  readonly client: WebClient;
  readonly botName: string;
  readonly names: Pick<ChannelNames, 'note'>;
  readonly log: Log;
}): Hindrance {
  const { client, botName, names, log } = parts;

  const codeOf = async (channel: string): Promise<string | null> => {
    try {
      const { channel: found } = await client.conversations.info({ channel });
      if (found?.is_mpim !== true) names.note(channel, found?.name);
      if (found?.is_member === false) return 'not_in_channel';
      // In Slack's typings, not described: taken as what holds for the bot, which asks.
      return found?.is_read_only === true ? 'restricted_action_read_only_channel' : null;
    } catch (error) {
      const code = slackCode(error);
      log.info('slack.channel-unknown', { channel, error });
      return code === 'channel_not_found' || isDeadToken(code) ? code : null;
    }
  };

  return async ({ channel, direct }) => {
    if (direct) return null;
    if (isBetweenTwo(channel)) return notOurs;
    const asked = codeOf(channel);
    const code = (await endsWithin(patienceMs, asked)) ? await asked : null;
    return code === null ? null : (remedies.get(code)?.({ botName, scope: null }) ?? null);
  };
}
