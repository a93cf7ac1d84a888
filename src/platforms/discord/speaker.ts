import { InteractionContextType } from 'discord-api-types/v10';
import type { BaseInteraction } from 'discord.js';
import type { Speaker } from './ask.ts';
import type { Rights } from './rights.ts';
import type { Where } from './where.ts';

/** Who did something, and where. Never rejects. */
export type SpeakerOf = (interaction: BaseInteraction) => Promise<Speaker>;

export function createSpeakerOf({ where, rights }: { readonly where: Where; readonly rights: Rights }): SpeakerOf {
  return async (interaction) => {
    const { client, user, guildId, channel, memberPermissions } = interaction;
    const direct = isDirect(interaction);
    const { place, post } = await where({ guildId, channelId: interaction.channelId ?? user.id, channel });
    // In a conversation among people that the bot is not in it could not post.
    const absent = guildId !== null && !client.guilds.cache.has(guildId);
    const mayConfigure =
      guildId === null ? direct : !absent && rights.allows(user.id, memberPermissions?.bitfield ?? 0n);
    return { user: user.id, place, post, direct, mayConfigure, absent };
  };
}

/** Whether nobody but the person reads along: the direct messages with the bot, not those among people. */
export function isDirect({ guildId, context }: Pick<BaseInteraction, 'guildId' | 'context'>): boolean {
  return guildId === null && context !== InteractionContextType.PrivateChannel;
}
