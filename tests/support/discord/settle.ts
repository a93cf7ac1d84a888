import type { Permission } from './permissions.ts';
import { bitsOf, usual } from './permissions.ts';
import type { Channel, ChannelKind, Guild, Member, Overwrite, Role, Tag, User, World } from './world.ts';

export type NewUser = {
  readonly name: string;
  readonly globalName?: string;
  readonly isBot?: boolean;
  readonly locale?: string;
};

/** A person who uses Discord and is on no server yet. */
export function addUser(world: World, given: NewUser): User {
  const user: User = {
    id: world.nextId(),
    name: given.name,
    globalName: given.globalName ?? null,
    isBot: given.isBot ?? false,
    locale: given.locale ?? 'en-US',
    acceptsDirect: true,
    hasInstalled: false,
  };
  world.users.set(user.id, user);
  return user;
}

export type NewGuild = {
  readonly name?: string;
  /** What everybody may do; the usual of a new server unless told. */
  readonly everyone?: readonly Permission[];
  /** What the bot's own role adds; nothing unless told. */
  readonly bot?: readonly Permission[];
  /** False: the bot is not on this server. */
  readonly withBot?: boolean;
};

/** A server with an owner of its own, and with the bot unless told. */
export function addGuild(world: World, given: NewGuild = {}): Guild {
  // Shards are chosen by the time in the id: servers made at once must not all share one.
  const id = world.nextId(true);
  const owner = addUser(world, { name: `owner-of-${world.guilds.size + 1}` });
  const guild: Guild = {
    id,
    name: given.name ?? `Server ${world.guilds.size + 1}`,
    ownerId: owner.id,
    locale: 'en-US',
    roles: new Map([
      [
        id,
        {
          id,
          name: '@everyone',
          permissions: given.everyone ? bitsOf(given.everyone) : usual,
          position: 0,
          mentionable: false,
        },
      ],
    ]),
    members: new Map(),
    unavailable: false,
  };
  world.guilds.set(id, guild);
  addMember(world, guild, owner.id);
  if (given.withBot !== false) {
    const role = addRole(world, guild, { name: world.app.name, permissions: given.bot ?? [] });
    addMember(world, guild, world.app.botId, [role.id]);
  }
  return guild;
}

export type NewRole = {
  readonly name: string;
  readonly permissions?: readonly Permission[];
  readonly mentionable?: boolean;
};

export function addRole(world: World, guild: Guild, given: NewRole): Role {
  const role: Role = {
    id: world.nextId(),
    name: given.name,
    permissions: bitsOf(given.permissions ?? []),
    position: guild.roles.size,
    mentionable: given.mentionable ?? false,
  };
  guild.roles.set(role.id, role);
  return role;
}

export function addMember(world: World, guild: Guild, userId: string, roles: readonly string[] = []): Member {
  const member: Member = { userId, nick: null, roles: new Set(roles), joinedAt: world.now() };
  guild.members.set(userId, member);
  return member;
}

export type NewChannel = {
  readonly guild: Guild;
  readonly name: string;
  readonly kind?: 'text' | 'announcement' | 'forum' | 'category';
  readonly parentId?: string;
  /** Of a forum. */
  readonly tags?: readonly string[];
  readonly requiresTag?: boolean;
};

export function addChannel(world: World, given: NewChannel): Channel {
  const tags: Tag[] = (given.tags ?? []).map((name) => ({ id: world.nextId(), name, moderated: false }));
  const channel = emptyChannel(world.nextId(), given.kind ?? 'text', given.guild.id, given.name);
  channel.parentId = given.parentId ?? null;
  channel.tags = tags;
  channel.requiresTag = given.requiresTag ?? false;
  world.channels.set(channel.id, channel);
  return channel;
}

export type NewThread = {
  readonly id?: string;
  readonly parent: Channel;
  readonly name: string;
  readonly ownerId: string;
  readonly kind?: 'public-thread' | 'private-thread' | 'announcement-thread';
  readonly autoArchiveMinutes?: number;
  readonly appliedTags?: readonly string[];
};

export function addThread(world: World, given: NewThread): Channel {
  const kind = given.kind ?? (given.parent.kind === 'announcement' ? 'announcement-thread' : 'public-thread');
  const channel = emptyChannel(given.id ?? world.nextId(), kind, given.parent.guildId, given.name);
  channel.parentId = given.parent.id;
  channel.thread = {
    ownerId: given.ownerId,
    members: new Set([given.ownerId]),
    archived: false,
    locked: false,
    autoArchiveMinutes: given.autoArchiveMinutes ?? 4_320,
    appliedTags: given.appliedTags ?? [],
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The direct conversation of the bot with somebody, made when it is not there yet. */
export function directChannel(world: World, userId: string): Channel {
  for (const each of world.channels.values())
    if (each.kind === 'direct' && [userId, world.app.botId].every((id) => each.recipients.includes(id))) return each;
  const channel: Channel = {
    ...emptyChannel(world.nextId(), 'direct', null, ''),
    recipients: [userId, world.app.botId],
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** A direct conversation of two people, which no bot is part of. */
export function privateChannel(world: World, people: readonly [string, string]): Channel {
  const channel: Channel = { ...emptyChannel(world.nextId(), 'direct', null, ''), recipients: people };
  world.channels.set(channel.id, channel);
  return channel;
}

/** Changes what a role or a member may do in a channel; what is named in neither list stays as it follows. */
export function overwrite(
  channel: Channel,
  id: string,
  given: {
    readonly kind?: 'role' | 'member';
    readonly allow?: readonly Permission[];
    readonly deny?: readonly Permission[];
  },
): Overwrite {
  const made: Overwrite = {
    id,
    kind: given.kind ?? 'role',
    allow: bitsOf(given.allow ?? []),
    deny: bitsOf(given.deny ?? []),
  };
  channel.overwrites = [...channel.overwrites.filter((each) => each.id !== id), made];
  return made;
}

function emptyChannel(id: string, kind: ChannelKind, guildId: string | null, name: string): Channel {
  return {
    id,
    guildId,
    kind,
    name,
    parentId: null,
    overwrites: [],
    recipients: [],
    thread: null,
    tags: [],
    requiresTag: false,
    lastMessageId: null,
    deleted: false,
  };
}
