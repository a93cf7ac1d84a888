import { webAddress } from '../shared/web-address.ts';

/** What Discord needs to know from the environment. */
export type DiscordSettings = {
  readonly token: string;
  /** The base of the API without a version, as `https://discord.com/api`; null for Discord's own. */
  readonly apiUrl: string | null;
  /** The server that alone has the commands, for trying them out; null: they are everywhere. */
  readonly guildId: string | null;
  /** Whether to hear mentions, replies and direct messages; without them there are commands, menus and buttons. */
  readonly messages: boolean;
  /** Whether to ask Discord for the text of messages that are not for the bot. */
  readonly messageContent: boolean;
  /** What a message begins with that is for the bot, where its text may be read. */
  readonly prefix: string;
  readonly admins: Admins;
  /** The zone of people: Discord tells none. */
  readonly zone: string;
};

/** Who may change what is posted in a channel of a server. */
export type Admins = {
  /** Whoever may manage the server or the channel. */
  readonly managers: boolean;
  readonly ids: ReadonlySet<string>;
};

type Environment = Readonly<Record<string, string | undefined>>;

const defaultPrefix = '!papers';
/** Stands in PAPERBOY_ADMINS for whoever manages a place. */
const adminsWord = 'admins';
/** What Discord's ids are made of: https://docs.discord.com/developers/reference#snowflakes */
const snowflake = /^\d{15,20}$/u;
/** A bot token is three parts with dots between them. Anything else came with the copying, and no HTTP header takes it. */
const botToken = /^[\w-]+\.[\w-]+\.[\w-]+$/u;
const switches: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['0', false],
]);

/**
 * Reads the settings; null when Discord is not configured at all. Throws one error that names what is wrong, and never
 * holds a value.
 */
export function readSettings(env: Environment): DiscordSettings | null {
  const text = (name: string) => env[name]?.trim() || null;
  const given = text('DISCORD_TOKEN');
  if (given === null) return null;
  const problems: string[] = [];
  const token = given.replace(/^Bot\s+/u, '');
  if (!botToken.test(token)) {
    problems.push('DISCORD_TOKEN must be the token of a bot, three parts with dots between them: copy it again');
  }
  const apiUrl = readApiUrl(text('DISCORD_API_URL'));
  if (apiUrl === undefined) {
    problems.push(
      'DISCORD_API_URL must be an address that begins with https:// or http://, such as https://discord.com/api, without a name or a password',
    );
  }
  const guildId = text('DISCORD_GUILD_ID');
  if (guildId !== null && !snowflake.test(guildId)) problems.push('DISCORD_GUILD_ID must be the id of a server');
  const messages = switches.get(text('DISCORD_MESSAGES')?.toLowerCase() ?? 'true');
  if (messages === undefined) problems.push('DISCORD_MESSAGES must be true or false');
  const messageContent = switches.get(text('DISCORD_MESSAGE_CONTENT')?.toLowerCase() ?? 'false');
  if (messageContent === undefined) problems.push('DISCORD_MESSAGE_CONTENT must be true or false');
  if (messages === false && messageContent === true) {
    problems.push('DISCORD_MESSAGE_CONTENT needs messages to read: unset it, or unset DISCORD_MESSAGES');
  }
  const prefix = text('DISCORD_PREFIX') ?? defaultPrefix;
  if (!/^[^\s<@]{1,20}$/u.test(prefix)) {
    problems.push('DISCORD_PREFIX must be one short word such as !papers, without < and @');
  }
  if (apiUrl === undefined || messages === undefined || messageContent === undefined || problems.length > 0)
    throw new Error(problems.join('; '));
  return {
    token,
    apiUrl,
    guildId,
    messages,
    messageContent,
    prefix,
    admins: readAdmins(text('PAPERBOY_ADMINS')),
    zone: text('PAPERBOY_ZONE') ?? 'UTC',
  };
}

/** Without what our REST client adds itself; undefined when it is no such address. */
function readApiUrl(text: string | null): string | null | undefined {
  if (text === null) return null;
  const url = webAddress(text);
  if (url === null || url.search !== '' || url.hash !== '') return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/u, '').replace(/\/v\d+$/u, '');
}

/** The ids of other platforms are not ours to judge. Without one of ours, those who manage a place may set it up. */
function readAdmins(text: string | null): Admins {
  const words = text?.split(',').map((word) => word.trim()) ?? [];
  const ids = new Set(words.filter((word) => snowflake.test(word)));
  return { managers: ids.size === 0 || words.includes(adminsWord), ids };
}
