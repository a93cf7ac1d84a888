import type { Channel, Posting, User, Workspace, World } from './world.ts';

/** What Paperboy's manifest would ask for, and a little less than everything: tests take away or add. */
export const usualScopes: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'links:read',
  'links:write',
  'mpim:history',
  'mpim:read',
  'reactions:read',
  'reactions:write',
  'users:read',
];

export type NewWorkspace = {
  readonly id?: string;
  readonly name?: string;
  readonly domain?: string;
  readonly scopes?: readonly string[];
};
export type NewUser = {
  readonly id?: string;
  readonly name: string;
  readonly realName?: string;
  readonly tz?: string;
  readonly isAdmin?: boolean;
  readonly isGuest?: boolean;
  readonly workspace?: string;
};
export type NewChannel = {
  readonly id?: string;
  readonly name: string;
  /** `im`: of two people, without the bot; {@link directChannel} makes the bot's own. */
  readonly kind?: 'public' | 'private' | 'mpim' | 'im';
  /** User ids. The bot is a member unless `withBot` is false. */
  readonly members?: readonly string[];
  readonly withBot?: boolean;
  readonly archived?: boolean;
  readonly posting?: Posting;
  readonly workspace?: string;
};

/** Installs the app in a new workspace: its bot user, its bot token and its scopes. */
export function addWorkspace(world: World, given: NewWorkspace = {}): Workspace {
  const id = given.id ?? world.nextId('T');
  const domain = given.domain ?? `team-${id.toLowerCase()}`;
  const workspace: Workspace = {
    id,
    name: given.name ?? domain,
    domain,
    botToken: `xoxb-${id}-${world.nextId('')}`,
    botUserId: world.nextId('U'),
    botId: world.nextId('B'),
  };
  world.workspaces.set(id, workspace);
  world.tokens.set(workspace.botToken, {
    value: workspace.botToken,
    kind: 'bot',
    teamId: id,
    scopes: given.scopes ?? usualScopes,
    state: 'active',
  });
  addUser(world, { id: workspace.botUserId, name: world.app.name.toLowerCase(), workspace: id });
  const bot = world.users.get(workspace.botUserId);
  if (bot) bot.isBot = true;
  return workspace;
}

export function addUser(world: World, given: NewUser): User {
  const user: User = {
    id: given.id ?? world.nextId('U'),
    teamId: given.workspace ?? firstWorkspace(world).id,
    name: given.name,
    realName: given.realName ?? given.name,
    tz: given.tz ?? 'Europe/Berlin',
    isAdmin: given.isAdmin ?? false,
    isGuest: given.isGuest ?? false,
    isBot: false,
    deleted: false,
  };
  world.users.set(user.id, user);
  return user;
}

export function addChannel(world: World, given: NewChannel): Channel {
  const workspace = workspaceOf(world, given.workspace ?? firstWorkspace(world).id);
  const members = new Set(given.members);
  if (given.withBot ?? given.kind !== 'im') members.add(workspace.botUserId);
  const channel: Channel = {
    id: given.id ?? world.nextId(given.kind === 'im' ? 'D' : 'C'),
    teamId: workspace.id,
    name: given.name,
    kind: given.kind ?? 'public',
    members,
    archived: given.archived ?? false,
    deleted: false,
    posting: given.posting ?? 'everyone',
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The direct conversation of the bot and a person, opened when it is not there yet. */
export function directChannel(world: World, userId: string): Channel {
  const user = userOf(world, userId);
  const botUserId = workspaceOf(world, user.teamId).botUserId;
  for (const channel of world.channels.values()) {
    if (channel.kind === 'im' && channel.members.has(userId) && channel.members.has(botUserId)) return channel;
  }
  const channel: Channel = {
    id: world.nextId('D'),
    teamId: user.teamId,
    name: 'directmessage',
    kind: 'im',
    members: new Set([userId, botUserId]),
    archived: false,
    deleted: false,
    posting: 'everyone',
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The workspace with that id. Throws when a test names one that is not there. */
export function workspaceOf(world: World, id: string): Workspace {
  const workspace = world.workspaces.get(id);
  if (!workspace) throw new Error(`No workspace ${id} in this Slack`);
  return workspace;
}

/** The user with that id. Throws when a test names one that is not there. */
export function userOf(world: World, id: string): User {
  const user = world.users.get(id);
  if (!user) throw new Error(`No user ${id} in this Slack`);
  return user;
}

/** The channel with that id. Throws when a test names one that is not there. */
export function channelOf(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw new Error(`No channel ${id} in this Slack`);
  return channel;
}

function firstWorkspace(world: World): Workspace {
  const [first] = world.workspaces.values();
  if (!first) throw new Error('This Slack has no workspace yet');
  return first;
}
