import { GatewayIntentBits } from 'discord-api-types/v10';
import type { Permission } from './permissions.ts';
import { bitsOf } from './permissions.ts';
import { removeMessage } from './posting.ts';
import { tellThread } from './routes-threads.ts';
import type { NewChannel, NewRole } from './settle.ts';
import { addChannel, addMember, addRole, overwrite } from './settle.ts';
import { channelView, guildCreateView, memberView, roleView } from './views.ts';
import type { Channel, Guild, Message, Role, World } from './world.ts';

/** What administrators and the platform do, with the events that tell the app. */
export type Happenings = {
  readonly createChannel: (given: NewChannel) => Channel;
  readonly deleteChannel: (channel: Channel) => void;
  /** Changes what a role or a member may do in a channel. */
  readonly overwrite: (channel: Channel, id: string, given: Parameters<typeof overwrite>[2]) => void;
  readonly createRole: (guild: Guild, given: NewRole) => Role;
  /** Replaces what a role may do on its server. */
  readonly permit: (guild: Guild, role: Role, permissions: readonly Permission[]) => void;
  /** Gives somebody, usually the bot, the roles of that list and no other. */
  readonly assign: (guild: Guild, userId: string, roles: readonly string[]) => void;
  readonly archive: (thread: Channel, given: { archived: boolean; locked?: boolean }) => void;
  readonly deleteMessage: (message: Message) => void;
  /** The bot is invited to a server, or thrown out of one. */
  readonly invite: (guild: Guild) => void;
  readonly expel: (guild: Guild) => void;
  /** A server goes away for a while, and comes back. */
  readonly outage: (guild: Guild, unavailable: boolean) => void;
};

export function createHappenings(world: World): Happenings {
  const guilds = (name: string, guildId: string | null, data: () => Readonly<Record<string, unknown>>) => {
    const told = data();
    world.emit({ name, guildId, intent: GatewayIntentBits.Guilds, data: () => told });
  };
  return {
    createChannel: (given) => {
      const channel = addChannel(world, given);
      guilds('CHANNEL_CREATE', channel.guildId, () => channelView(world, channel));
      return channel;
    },
    deleteChannel: (channel) => {
      channel.deleted = true;
      if (channel.thread) tellThread(world, channel, 'THREAD_DELETE');
      else guilds('CHANNEL_DELETE', channel.guildId, () => channelView(world, channel));
      for (const each of world.channels.values()) if (each.parentId === channel.id && each.thread) each.deleted = true;
    },
    overwrite: (channel, id, given) => {
      overwrite(channel, id, given);
      guilds('CHANNEL_UPDATE', channel.guildId, () => channelView(world, channel));
    },
    createRole: (guild, given) => {
      const role = addRole(world, guild, given);
      guilds('GUILD_ROLE_CREATE', guild.id, () => ({ guild_id: guild.id, role: roleView(role) }));
      return role;
    },
    permit: (guild, role, permissions) => {
      role.permissions = bitsOf(permissions);
      guilds('GUILD_ROLE_UPDATE', guild.id, () => ({ guild_id: guild.id, role: roleView(role) }));
    },
    assign: (guild, userId, roles) => {
      const member = addMember(world, guild, userId, roles);
      const told = { ...memberView(world, member), guild_id: guild.id };
      // Of itself a bot hears without the intent for members.
      const intent = userId === world.app.botId ? 0 : GatewayIntentBits.GuildMembers;
      world.emit({ name: 'GUILD_MEMBER_UPDATE', guildId: guild.id, intent, data: () => told });
    },
    archive: (thread, { archived, locked = thread.thread?.locked ?? false }) => {
      if (!thread.thread) throw new Error('Expected a thread');
      thread.thread.archived = archived;
      thread.thread.locked = locked;
      tellThread(world, thread, 'THREAD_UPDATE');
    },
    deleteMessage: (message) => removeMessage(world, message),
    invite: (guild) => {
      addMember(world, guild, world.app.botId);
      guilds('GUILD_CREATE', guild.id, () => guildCreateView(world, guild));
    },
    expel: (guild) => {
      guild.members.delete(world.app.botId);
      guilds('GUILD_DELETE', guild.id, () => ({ id: guild.id }));
    },
    outage: (guild, unavailable) => {
      guild.unavailable = unavailable;
      if (unavailable) guilds('GUILD_DELETE', guild.id, () => ({ id: guild.id, unavailable: true }));
      else guilds('GUILD_CREATE', guild.id, () => guildCreateView(world, guild));
    },
  };
}
