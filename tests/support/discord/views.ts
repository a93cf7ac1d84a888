import type { Fields } from '../fields.ts';
import { permissionsIn } from './permissions.ts';
import type { Channel, Command, Guild, Member, Message, Role, User, World } from './world.ts';
import { channelKinds } from './world.ts';

/*
 * Discord's objects as they travel: https://docs.discord.com/developers/resources
 */

export function iso(time: number): string {
  return new Date(time).toISOString().replace('Z', '000+00:00');
}

export function userView(user: User): Fields {
  return {
    id: user.id,
    username: user.name,
    discriminator: user.isBot ? '0001' : '0',
    global_name: user.globalName,
    avatar: null,
    bot: user.isBot,
    system: false,
    public_flags: 0,
  };
}

export function appView(world: World): Fields {
  const { app } = world;
  const flags =
    (app.allows.messageContent ? 1 << 19 : 0) |
    (app.allows.guildMembers ? 1 << 15 : 0) |
    (app.allows.presences ? 1 << 13 : 0);
  const bot = world.users.get(app.botId);
  return {
    id: app.id,
    name: app.name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags,
    owner: bot ? userView(bot) : null,
    team: null,
    ...(bot ? { bot: userView(bot) } : {}),
    integration_types_config: { 0: {}, 1: {} },
    approximate_guild_count: [...world.guilds.values()].filter((each) => each.members.has(app.botId)).length,
    approximate_user_install_count: [...world.users.values()].filter((each) => each.hasInstalled).length,
  };
}

export function roleView(role: Role): Fields {
  return {
    id: role.id,
    name: role.name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: role.position,
    permissions: String(role.permissions),
    managed: false,
    mentionable: role.mentionable,
    flags: 0,
  };
}

export function memberView(world: World, member: Member): Fields {
  const user = world.users.get(member.userId);
  return { ...memberPart(member), ...(user ? { user: userView(user) } : {}) };
}

/** A member without its user, as messages carry it. */
export function memberPart(member: Member): Fields {
  return {
    nick: member.nick,
    avatar: null,
    banner: null,
    roles: [...member.roles],
    joined_at: iso(member.joinedAt),
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    communication_disabled_until: null,
    flags: 0,
  };
}

export function channelView(world: World, channel: Channel): Fields {
  const base = {
    id: channel.id,
    type: channelKinds[channel.kind],
    last_message_id: channel.lastMessageId,
    flags: 0,
  };
  if (channel.guildId === null) {
    const others = channel.recipients.filter((each) => each !== world.app.botId).map((each) => world.users.get(each));
    return { ...base, recipients: others.filter((each) => each !== undefined).map(userView) };
  }
  const named = {
    ...base,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    rate_limit_per_user: 0,
  };
  if (channel.thread !== null) return { ...named, ...threadPart(world, channel, channel.thread) };
  return {
    ...named,
    position: 0,
    nsfw: false,
    topic: null,
    permission_overwrites: channel.overwrites.map((each) => ({
      id: each.id,
      type: each.kind === 'role' ? 0 : 1,
      allow: String(each.allow),
      deny: String(each.deny),
    })),
    ...(channel.kind === 'forum'
      ? {
          flags: channel.requiresTag ? 1 << 4 : 0,
          available_tags: channel.tags.map((each) => ({ ...each, emoji_id: null, emoji_name: null })),
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : {}),
  };
}

function threadPart(world: World, channel: Channel, thread: NonNullable<Channel['thread']>): Fields {
  const count = [...world.messages.values()].filter((each) => each.channelId === channel.id && !each.deleted).length;
  return {
    owner_id: thread.ownerId,
    message_count: count,
    total_message_sent: count,
    member_count: thread.members.size,
    applied_tags: thread.appliedTags,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: iso(world.now()),
      create_timestamp: iso(world.now()),
    },
    ...(thread.members.has(world.app.botId)
      ? { member: { id: channel.id, user_id: world.app.botId, join_timestamp: iso(world.now()), flags: 0 } }
      : {}),
  };
}

/** The guild as REST gives it. */
export function guildView(guild: Guild): Fields {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 1,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()].map(roleView),
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
  };
}

/** The guild as GUILD_CREATE gives it: with the channels and threads that the bot sees, and of the members only the bot. */
export function guildCreateView(world: World, guild: Guild): Fields {
  const bot = guild.members.get(world.app.botId);
  const channels = [...world.channels.values()].filter(
    (each) => each.guildId === guild.id && !each.deleted && permissionsIn(world, world.app.botId, each) !== 0n,
  );
  return {
    ...guildView(guild),
    joined_at: iso(bot?.joinedAt ?? world.now()),
    large: guild.members.size > 50,
    unavailable: false,
    member_count: guild.members.size,
    members: bot ? [memberView(world, bot)] : [],
    channels: channels.filter((each) => each.thread === null).map((each) => channelView(world, each)),
    threads: channels.filter((each) => each.thread?.archived === false).map((each) => channelView(world, each)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function commandView(world: World, command: Command): Fields {
  return {
    id: command.id,
    application_id: world.app.id,
    version: command.version,
    default_member_permissions: null,
    type: 1,
    nsfw: false,
    description: '',
    ...command.body,
    ...(command.guildId === null ? { contexts: command.body['contexts'] ?? null } : { guild_id: command.guildId }),
    integration_types: command.body['integration_types'] ?? [0],
  };
}

/**
 * A message. `reads` says whether the app may read what it was not addressed with: without the intent for message
 * content the texts of others are empty (https://docs.discord.com/developers/events/gateway#message-content-intent).
 */
export function messageView(world: World, message: Message, reads = true): Fields {
  const author = world.users.get(message.authorId);
  const channel = world.channels.get(message.channelId);
  const open =
    reads ||
    message.authorId === world.app.botId ||
    channel?.guildId === null ||
    message.mentions.users.includes(world.app.botId);
  const interaction = world.interactions.get(message.interactionId ?? '');
  const answered = world.messages.get(message.repliesTo ?? '');
  const thread = world.channels.get(message.threadId ?? '');
  return {
    id: message.id,
    channel_id: message.channelId,
    author: author ? userView(author) : null,
    content: open ? message.content : '',
    timestamp: iso(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    tts: message.tts,
    mention_everyone: message.pings.everyone,
    mentions: message.mentions.users.flatMap((id) => {
      const user = world.users.get(id);
      return user ? [userView(user)] : [];
    }),
    mention_roles: message.mentions.roles,
    attachments: open ? message.attachments : [],
    embeds: open ? message.embeds.map((each) => ({ type: 'rich', ...each })) : [],
    components: open ? message.components : [],
    pinned: false,
    type: message.type,
    flags: message.flags | (message.crossposted ? 1 : 0),
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.authorId === world.app.botId ? { application_id: world.app.id } : {}),
    ...(thread ? { thread: channelView(world, thread) } : {}),
    ...(interaction
      ? {
          webhook_id: world.app.id,
          interaction_metadata: {
            id: interaction.id,
            type: interaction.payload['type'],
            user: userOf(world, interaction.userId),
            authorizing_integration_owners: interaction.payload['authorizing_integration_owners'],
          },
        }
      : {}),
    ...(message.repliesTo === null
      ? {}
      : {
          message_reference: {
            type: 0,
            channel_id: message.channelId,
            message_id: message.repliesTo,
            ...(channel?.guildId ? { guild_id: channel.guildId } : {}),
          },
          referenced_message:
            answered && !answered.deleted ? messageView(world, { ...answered, repliesTo: null }, reads) : null,
        }),
  };
}

function userOf(world: World, id: string): Fields | null {
  const user = world.users.get(id);
  return user ? userView(user) : null;
}
