import { ChannelType } from 'discord-api-types/v10';
import type { Fields } from '../fields.ts';
import type { Watch } from '../watch.ts';

/** The app as its pages in the developer portal would show it. */
export type App = {
  readonly id: string;
  readonly name: string;
  readonly botId: string;
  token: string;
  /** `reset`: the token opens nothing any more. */
  tokenState: 'active' | 'reset';
  /** The privileged intents that are switched on in the portal. */
  readonly allows: { messageContent: boolean; guildMembers: boolean; presences: boolean };
  readonly commands: Map<string, Command>;
};

export type Command = {
  readonly id: string;
  /** Null for a command that is there everywhere. */
  readonly guildId: string | null;
  readonly version: string;
  readonly body: Fields;
};

export type User = {
  readonly id: string;
  name: string;
  globalName: string | null;
  readonly isBot: boolean;
  locale: string;
  /** False: direct messages of bots are refused (50007). */
  acceptsDirect: boolean;
  /** Whether this person installed the app for themselves. */
  hasInstalled: boolean;
};

export type Role = { readonly id: string; name: string; permissions: bigint; position: number; mentionable: boolean };

export type Member = {
  readonly userId: string;
  nick: string | null;
  readonly roles: Set<string>;
  readonly joinedAt: number;
};

export type Guild = {
  readonly id: string;
  name: string;
  ownerId: string;
  locale: string;
  /** The first is `@everyone`, with the id of the guild. */
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
  /** True while the guild has an outage. */
  unavailable: boolean;
};

export const channelKinds = {
  text: ChannelType.GuildText,
  direct: ChannelType.DM,
  category: ChannelType.GuildCategory,
  announcement: ChannelType.GuildAnnouncement,
  'announcement-thread': ChannelType.AnnouncementThread,
  'public-thread': ChannelType.PublicThread,
  'private-thread': ChannelType.PrivateThread,
  forum: ChannelType.GuildForum,
} as const;

export type ChannelKind = keyof typeof channelKinds;

/** What a role or a member may or may not do in one channel. */
export type Overwrite = { readonly id: string; readonly kind: 'role' | 'member'; allow: bigint; deny: bigint };

export type Tag = { readonly id: string; readonly name: string; readonly moderated: boolean };

export type Thread = {
  readonly ownerId: string;
  readonly members: Set<string>;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  appliedTags: readonly string[];
};

export type Channel = {
  readonly id: string;
  /** Null for direct messages. */
  readonly guildId: string | null;
  readonly kind: ChannelKind;
  name: string;
  parentId: string | null;
  overwrites: Overwrite[];
  /** The two of a direct conversation. */
  readonly recipients: readonly string[];
  thread: Thread | null;
  /** Of a forum. */
  tags: Tag[];
  requiresTag: boolean;
  /** The newest message that everybody saw, deleted since or not. */
  lastMessageId: string | null;
  deleted: boolean;
};

export type Message = {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly createdAt: number;
  readonly type: number;
  content: string;
  embeds: readonly Fields[];
  components: readonly Fields[];
  attachments: readonly Fields[];
  flags: number;
  readonly tts: boolean;
  readonly nonce: string | number | null;
  /** The message it answers. */
  readonly repliesTo: string | null;
  /** The interaction it came from. */
  readonly interactionId: string | null;
  /** The only person who sees it, or null for everybody. */
  readonly onlyFor: string | null;
  /** Whom it notified: what `allowed_mentions` let through. */
  pings: { readonly users: readonly string[]; readonly roles: readonly string[]; readonly everyone: boolean };
  /** Users and roles that the text names, notified or not. */
  mentions: { readonly users: readonly string[]; readonly roles: readonly string[] };
  crossposted: boolean;
  threadId: string | null;
  readonly reactions: { readonly userId: string; readonly emoji: string }[];
  editedAt: number | null;
  /** When it was edited after it was an hour old. */
  readonly lateEdits: number[];
  deleted: boolean;
  /** How it came: `create`, `callback`, `followup`, `thread` or `person`. */
  readonly via: string;
};

export type InteractionKind = 'command' | 'component' | 'autocomplete' | 'modal';

export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly createdAt: number;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  /** As the app received it. */
  readonly payload: Fields;
  /** The message a component sits on. */
  readonly sourceId: string | null;
  /** Whether only the person's own installation brought the app here. */
  readonly userInstalled: boolean;
  /** The first response: its type and data. */
  callback: { readonly type: number; readonly data: Fields; readonly at: number } | null;
  /** The message that `@original` means. */
  originalId: string | null;
  /** True while the app "is thinking". */
  loading: boolean;
  readonly followups: string[];
  /** The person has been told that the app did not respond: nothing more is taken. */
  expired: boolean;
};

/** Something that happens, for the sessions that listen. */
export type Event = {
  readonly name: string;
  /** Decides the shard; null for direct messages. */
  readonly guildId: string | null;
  /** The intent it goes by; 0 for what everybody hears. */
  readonly intent: number;
  /** The payload as a session with those intents sees it. */
  readonly data: (intents: number) => Fields;
};

/** Everything this Discord holds. Tests may read it, and change what a person or an administrator could change. */
export type World = {
  readonly now: () => number;
  readonly watch: Watch;
  readonly app: App;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, Message>;
  readonly interactions: Map<string, Interaction>;
  /** The same by their tokens. */
  readonly tokens: Map<string, Interaction>;
  /** How many late edits a message takes in an hour before 30046; the documentation gives no number. */
  lateEdits: number;
  /** Called for each event; the gateway listens. */
  readonly listeners: ((event: Event) => void)[];
  readonly emit: (event: Event) => void;
  /** The next snowflake: later than all before. `apart` also keeps it out of their millisecond. */
  readonly nextId: (apart?: boolean) => string;
};

/** 2015-01-01, from which snowflakes count: https://docs.discord.com/developers/reference#snowflakes */
const epoch = 1_420_070_400_000;

export function createWorld(parts: { now: () => number; watch: Watch; appName: string; token: string }): World {
  let last = 0n;
  const nextId = (apart = false): string => {
    const present = BigInt(Math.max(0, Math.trunc(parts.now()) - epoch)) << 22n;
    const next = apart ? ((last >> 22n) + 1n) << 22n : last + 1n;
    last = present > next ? present : next;
    return String(last);
  };
  const botId = nextId(true);
  const listeners: ((event: Event) => void)[] = [];
  const users = new Map<string, User>();
  users.set(botId, {
    id: botId,
    name: parts.appName,
    globalName: null,
    isBot: true,
    locale: 'en-US',
    acceptsDirect: false,
    hasInstalled: false,
  });
  return {
    now: parts.now,
    watch: parts.watch,
    app: {
      // The bot user of an app of today has the app's id.
      id: botId,
      name: parts.appName,
      botId,
      token: parts.token,
      tokenState: 'active',
      allows: { messageContent: false, guildMembers: false, presences: false },
      commands: new Map(),
    },
    users,
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    interactions: new Map(),
    tokens: new Map(),
    lateEdits: 3,
    listeners,
    emit: (event) => {
      for (const listener of listeners) listener(event);
      parts.watch.changed();
    },
    nextId,
  };
}

/** The parent of a thread, or the channel itself: where permissions are set. */
export function placeOf(world: World, channel: Channel): Channel {
  return channel.thread === null ? channel : (world.channels.get(channel.parentId ?? '') ?? channel);
}
