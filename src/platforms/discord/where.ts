import type { Place } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import { isThread, readChannel } from './ask-permissions.ts';
import type { Call } from './call.ts';
import { discordCode } from './errors.ts';
import { fieldsOf, textOf } from '../shared/fields.ts';

/** As discord.js knows a channel. */
export type KnownChannel = {
  readonly isThread: () => boolean;
  readonly parentId?: string | null;
};

/** Where something was done, as Discord tells it. */
export type Spot = {
  readonly guildId: string | null;
  readonly channelId: string;
  /** Null where discord.js has not heard of it, as of an archived thread. */
  readonly channel: KnownChannel | null;
};

/** The same spot is always the same place, whatever is known of it: a thread is found by its channel. Never rejects. */
export type Where = (spot: Spot) => Promise<Place>;

export function createWhere({ call, log }: { readonly call: Call; readonly log: Log }): Where {
  const parentOf = async ({ channelId, channel }: Spot): Promise<string | null> => {
    if (channel !== null) return channel.isThread() ? (channel.parentId ?? null) : null;
    try {
      const asked = fieldsOf(await readChannel(call, channelId));
      return isThread(asked) ? textOf(asked['parent_id']) : null;
    } catch (error) {
      // Discord shows us nothing of a server that only a person has brought us into: nothing is posted there.
      log.debug('discord.channel-unknown', { channel: channelId, error });
      return null;
    }
  };

  return async (spot) => {
    const { guildId, channelId } = spot;
    const parent = guildId === null ? null : await parentOf(spot);
    return {
      platform: 'discord',
      workspace: guildId,
      channel: parent ?? channelId,
      thread: parent === null ? null : channelId,
    };
  };
}

/** The place of a channel, a thread or a direct conversation, by its id; null where Discord shows us none. Rejects when it cannot be asked. */
export async function placeOf(call: Call, id: string): Promise<Place | null> {
  if (!/^\d{1,20}$/u.test(id)) return null;
  try {
    const channel = await readChannel(call, id);
    const workspace = textOf(channel['guild_id']);
    const parent = isThread(channel) ? textOf(channel['parent_id']) : null;
    return { platform: 'discord', workspace, channel: parent ?? id, thread: parent === null ? null : id };
  } catch (error) {
    if (discordCode(error) === null) throw error;
    return null;
  }
}
