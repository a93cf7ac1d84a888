import type { Place } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import { isForum, isThread, readChannel } from './ask-permissions.ts';
import type { Call } from './call.ts';
import { discordCode } from './errors.ts';
import { textOf } from '../shared/fields.ts';

/** As discord.js knows a channel. */
export type KnownChannel = {
  readonly isThread: () => boolean;
  readonly parentId?: string | null;
  readonly parent?: { readonly type: number } | null;
};

/** Where something was done, as Discord tells it. */
export type Spot = {
  readonly guildId: string | null;
  readonly channelId: string;
  /** Null where discord.js has not heard of it, as of an archived thread. */
  readonly channel: KnownChannel | null;
};

/** `post`: what is said in a post of a forum is said of the forum, which is the place; null anywhere else. */
export type Whereabouts = { readonly place: Place; readonly post: string | null };

/** The same spot is always the same place, whatever is known of it: a thread is found by its channel. Never rejects. */
export type Where = (spot: Spot) => Promise<Whereabouts>;

type Parent = { readonly id: string; readonly isForum: boolean };

export function createWhere({ call, log }: { readonly call: Call; readonly log: Log }): Where {
  const parentOf = async ({ channelId, channel }: Spot): Promise<Parent | null> => {
    if (channel !== null) {
      const id = channel.isThread() ? (channel.parentId ?? null) : null;
      if (id === null) return null;
      return { id, isForum: channel.parent ? isForum({ type: channel.parent.type }) : await asksForum(id) };
    }
    const asked = await readChannel(call, channelId);
    const id = isThread(asked) ? textOf(asked['parent_id']) : null;
    return id === null ? null : { id, isForum: await asksForum(id) };
  };

  const asksForum = (id: string): Promise<boolean> =>
    readChannel(call, id).then(isForum, (error: unknown) => {
      log.debug('discord.channel-unknown', { channel: id, error });
      return false;
    });

  return async (spot) => {
    const { guildId: workspace, channelId } = spot;
    const parent =
      workspace === null
        ? null
        : await parentOf(spot).catch((error: unknown) => {
            // Discord shows us nothing of a server that only a person has brought us into: nothing is posted there.
            log.debug('discord.channel-unknown', { channel: channelId, error });
            return null;
          });
    const place = { platform: 'discord', workspace, channel: parent?.id ?? channelId };
    if (parent?.isForum === true) return { place: { ...place, thread: null }, post: channelId };
    return { place: { ...place, thread: parent === null ? null : channelId }, post: null };
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
