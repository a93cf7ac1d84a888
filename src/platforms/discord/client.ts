import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';
import type { WebSocketOptions } from 'discord.js';
import type { Log } from '../../log.ts';
import type { DiscordSettings } from './settings.ts';

export type ClientParts = Pick<DiscordSettings, 'apiUrl'> & {
  /** Whether to hear messages at all. */
  readonly messages: boolean;
  /** Whether to ask for the text of every message: Discord has to allow it. */
  readonly readsMessages: boolean;
  readonly buildStrategy: NonNullable<WebSocketOptions['buildStrategy']>;
  /** Between two Identifies; Discord's own pace without one. */
  readonly buildIdentifyThrottler?: WebSocketOptions['buildIdentifyThrottler'];
  readonly log: Log;
};

/** Guilds that Discord does not tell of are not waited for longer than this: what is asked meanwhile has to wait, too. */
const waitForGuildsMs = 2_000;
const timeoutMs = 10_000;

/**
 * A client of discord.js that is not logged in. It asks for what is needed and no more, calls nobody, and keeps a bounded
 * amount for each server.
 */
export function createClient(parts: ClientParts): Client {
  const { apiUrl, messages, readsMessages, buildStrategy, buildIdentifyThrottler, log } = parts;
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      ...(messages ? [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages] : []),
      ...(readsMessages ? [GatewayIntentBits.MessageContent] : []),
    ],
    partials: [Partials.Channel],
    shards: 'auto',
    allowedMentions: { parse: [], repliedUser: false },
    waitGuildTimeout: waitForGuildsMs,
    makeCache: Options.cacheWithLimits(cacheLimits),
    rest: {
      ...(apiUrl === null ? {} : { api: apiUrl }),
      // It only asks where the gateway is: what is said has clients of its own.
      timeout: timeoutMs,
      retries: 1,
    },
    ws: { buildStrategy, ...(buildIdentifyThrottler === undefined ? {} : { buildIdentifyThrottler }) },
  });
  // Without a listener, each of them would end the process.
  client.on('error', (error) => log.error('discord.library', { error }));
  client.on('shardError', (error, shard) => log.info('discord.connection-failed', { shard, error }));
  client.on('warn', (text) => log.info('discord.library', { text }));
  return client;
}

/** What is not here is kept in full, and grows with the servers only: their channels and roles, for permissions. */
const cacheLimits = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: { maxSize: 20, keepOverLimit: isOneself },
  GuildScheduledEventManager: 0,
  GuildSoundboardSoundManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  UserManager: { maxSize: 500, keepOverLimit: isOneself },
  VoiceStateManager: 0,
};

function isOneself({ id, client }: { readonly id: string; readonly client: Client }): boolean {
  return id === client.user?.id;
}
