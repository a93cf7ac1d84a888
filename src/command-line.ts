import { parseArgs, type ParseArgsConfig } from 'node:util';
import { partialDate } from './paper/partial-date.ts';
import { isSourceName, SOURCE_NAMES, type SourceName } from './sources/source-names.ts';

/** What the arguments ask for. */
export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'serve'; readonly terminal: boolean }
  | { readonly kind: 'search'; readonly query: string; readonly limit: number; readonly json: boolean }
  | { readonly kind: 'run'; readonly queriesFile: string; readonly top: number }
  | { readonly kind: 'status' }
  /** A file may be {@link STANDARD_INPUT}, once. */
  | { readonly kind: 'import'; readonly files: readonly string[]; readonly source: string | null }
  /** Null: the sources that are on; `since`: the first day wanted, or null. */
  | { readonly kind: 'ingest'; readonly sources: readonly SourceName[] | null; readonly since: string | null }
  /** What the sources told that is no paper. */
  | { readonly kind: 'rejected' }
  /** The app manifest for Slack; `http` is the public address of the service, null for Socket Mode. */
  | { readonly kind: 'slack-manifest'; readonly http: URL | null }
  /** The link that invites the bot to a server of Discord. */
  | { readonly kind: 'discord-invite' };

/** Stands for the standard input where a file is asked for. */
export const STANDARD_INPUT = '-';

/** The arguments make no sense; the message says which and why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Paperboy finds papers, answers in chat and posts a paper of the day.

Usage:
  paperboy [--terminal]                 run the service; with no chat platform configured, in this terminal
  paperboy search [options] QUERY...    find papers
      --limit N                         at most N papers (1 to 1000, default 10)
      --json                            print a JSON list
  paperboy search --queries FILE.jsonl [--top N] --format trec
                                        answer every {"id", "text"} of the file in TREC run format (N: default 100)
  paperboy import [--source NAME] FILE...
                                        put papers into the store: JSONL, plain or gzip, or a saved Hugging Face page;
                                        - is the standard input
      --source NAME                     under which name the papers are remembered as seen
  paperboy ingest [SOURCE...] [--since DATE]
                                        fetch new papers now, of hf-daily and arxiv or of one of them; goes on where it
                                        stopped
      --since DATE                      back to this day (2026-11-01) as well
  paperboy ingest --rejected            list the records that could not be read, and why
  paperboy status                       what the store holds, and whether the service is alive (exit status 1: it is not)
  paperboy slack manifest [--http URL]  print the app manifest to create the Slack app from
      --http URL                        for HTTP at this public address (https://…) instead of Socket Mode
  paperboy discord invite               print the link that invites the bot to a server of Discord
  paperboy --help | --version

Settings, from the environment:
  PAPERBOY_HOME    folder of the database (default: .paperboy in the working folder)
  PAPERBOY_CONFIG  file of channels with a paper of the day (default: paperboy.yaml in the working folder, if it is there)
  PAPERBOY_ZONE    time zone such as Europe/Paris (default: the zone of the machine)
  PAPERBOY_KEEP    which papers to keep: all (default), or 365 days, or 20000 papers; what was saved or posted stays
  LOG_LEVEL        debug, info, warn, error or silent

Sources of papers, from the environment:
  PAPERBOY_SOURCES        which are on: hf-daily,arxiv (default), one of them, or none
  PAPERBOY_BACKFILL_DAYS  how many days are read back at the first time (default: 30)
  ARXIV_CATEGORIES        categories of arXiv with commas between them (default: cs.AI,cs.CL,cs.CV,cs.LG)
  ARXIV_PACE_SECONDS      between two requests to arXiv, never less than its terms ask for (default: 3)
  ARXIV_API_URL, ARXIV_FEED_URL, ARXIV_OAI_URL
                          other addresses of arXiv, such as those of a proxy
  HF_TOKEN                a token of Hugging Face, for a higher limit; not needed
  HF_PACE_SECONDS         between two requests to Hugging Face (default: 1)
  HF_URL                  another address of Hugging Face

Slack, from the environment (docs/slack.md tells how to get these):
  SLACK_BOT_TOKEN        xoxb-…, of the installed app
  SLACK_APP_TOKEN        xapp-…, for Socket Mode
  SLACK_SIGNING_SECRET   for HTTP, where there is no SLACK_APP_TOKEN
  PORT                   where HTTP listens (default: 3000)
  SLACK_API_URL          another base of the Web API

Discord, from the environment (docs/discord.md tells how to get these):
  DISCORD_TOKEN            the token of the bot; nothing else is needed
  DISCORD_GUILD_ID         the one server that gets the commands, to try them out (default: all of them)
  DISCORD_MESSAGE_CONTENT  true: hear messages that begin with DISCORD_PREFIX (Discord has to allow it, too)
  DISCORD_PREFIX           what such messages begin with (default: !papers)
  DISCORD_API_URL          another base of the API

Who may set channels up:
  PAPERBOY_ADMINS  ids of people with commas between them, and the word admins for the admins of a workspace or server
                   (default: in Slack the members of the channel, on Discord whoever may manage the server or channel)
`;

const MOST_RESULTS = 1000;
const DEFAULT_RESULTS = 10;
/** As many as TREC tools look at by default. */
const MOST_RUN_LINES = 1000;
const DEFAULT_RUN_LINES = 100;

type Options = NonNullable<ParseArgsConfig['options']>;
type Given = {
  readonly words: readonly string[];
  flag(name: string): boolean;
  text(name: string): string | null;
};

/** Reads the arguments after the program's name. Throws {@link UsageError}. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const asked = beforeDashes(args);
  if (asked.some((arg) => arg === '--help' || arg === '-h')) return { kind: 'help' };
  const [first, ...rest] = args;
  if (first === 'search') return readSearch(rest);
  if (first === 'import') return readImport(rest);
  if (first === 'ingest') return readIngest(rest);
  if (first === 'status') return readStatus(rest);
  if (first === 'slack') return readSlack(rest);
  if (first === 'discord') return readDiscord(rest);
  if (first !== undefined && !first.startsWith('-')) {
    throw new UsageError(
      `There is no command ${quoted(first)}; there are search, import, ingest, status, slack and discord`,
    );
  }
  const given = read(args, { terminal: { type: 'boolean' }, version: { type: 'boolean', short: 'v' } });
  if (given.flag('version')) return { kind: 'version' };
  const [extra] = given.words;
  if (extra !== undefined) throw new UsageError(`${quoted(extra)} is one word too many`);
  return { kind: 'serve', terminal: given.flag('terminal') };
}

function readSearch(args: readonly string[]): CommandLine {
  const given = read(args, {
    json: { type: 'boolean' },
    limit: { type: 'string' },
    queries: { type: 'string' },
    top: { type: 'string' },
    format: { type: 'string' },
  });
  const queriesFile = given.text('queries');
  if (queriesFile !== null) return readRun(given, queriesFile);
  for (const name of ['top', 'format']) {
    if (given.text(name) !== null) throw new UsageError(`--${name} goes with --queries FILE only`);
  }
  const query = given.words.join(' ').trim();
  if (query === '') throw new UsageError('search needs words to search for');
  return {
    kind: 'search',
    query,
    limit: wholeNumber(given, 'limit', MOST_RESULTS) ?? DEFAULT_RESULTS,
    json: given.flag('json'),
  };
}

function readRun(given: Given, queriesFile: string): CommandLine {
  if (given.words.length > 0) throw new UsageError('search takes either words or --queries FILE, not both');
  if (given.flag('json') || given.text('limit') !== null) {
    throw new UsageError('--json and --limit go with words, not with --queries FILE');
  }
  const format = given.text('format');
  if (format !== 'trec') {
    const known = format === null ? '' : `; there is no format ${format}`;
    throw new UsageError(`--queries FILE needs --format trec${known}`);
  }
  return { kind: 'run', queriesFile, top: wholeNumber(given, 'top', MOST_RUN_LINES) ?? DEFAULT_RUN_LINES };
}

function readImport(args: readonly string[]): CommandLine {
  const given = read(args, { source: { type: 'string' } });
  if (given.words.length === 0) throw new UsageError('import needs at least one file');
  const source = given.text('source');
  if (source !== null && !/^[a-z0-9][a-z0-9-]{0,31}$/.test(source)) {
    throw new UsageError('--source takes a short name of small letters, digits and dashes, such as acl');
  }
  const files = given.words.map((file) => (file === '/dev/stdin' ? STANDARD_INPUT : file));
  if (files.filter((file) => file === STANDARD_INPUT).length > 1) {
    throw new UsageError('the standard input can be read only once');
  }
  return { kind: 'import', files, source };
}

function readIngest(args: readonly string[]): CommandLine {
  const given = read(args, { since: { type: 'string' }, rejected: { type: 'boolean' } });
  if (given.flag('rejected')) {
    if (given.words.length > 0 || given.text('since') !== null) throw new UsageError('--rejected stands alone');
    return { kind: 'rejected' };
  }
  const unknown = given.words.find((word) => !isSourceName(word));
  if (unknown !== undefined) {
    throw new UsageError(`There is no source ${quoted(unknown)}; there are ${SOURCE_NAMES.join(' and ')}`);
  }
  const since = given.text('since');
  if (since !== null && (!/^\d{4}-\d{2}-\d{2}$/.test(since) || partialDate(since) === null)) {
    throw new UsageError(`--since takes a day such as 2026-11-01, not ${quoted(since)}`);
  }
  const sources = SOURCE_NAMES.filter((name) => given.words.includes(name));
  return { kind: 'ingest', sources: sources.length === 0 ? null : sources, since };
}

function readStatus(args: readonly string[]): CommandLine {
  const [extra] = read(args, {}).words;
  if (extra !== undefined) throw new UsageError(`${quoted(extra)} is one word too many`);
  return { kind: 'status' };
}

function readSlack(args: readonly string[]): CommandLine {
  const given = read(args, { http: { type: 'string' } });
  if (given.words.join(' ') !== 'manifest') throw new UsageError('slack takes one word: slack manifest');
  const text = given.text('http');
  if (text === null) return { kind: 'slack-manifest', http: null };
  const http = URL.parse(text);
  if (http?.protocol !== 'https:') throw new UsageError('--http takes the public address, such as https://example.org');
  return { kind: 'slack-manifest', http };
}

function readDiscord(args: readonly string[]): CommandLine {
  if (read(args, {}).words.join(' ') !== 'invite') throw new UsageError('discord takes one word: discord invite');
  return { kind: 'discord-invite' };
}

/**
 * Like parseArgs, with errors in our words, and a word that begins with one dash stays a word: `search graphs -neural`
 * leaves a word out. Only the known short options are options.
 */
function read(args: readonly string[], options: Options): Given {
  const shorts = new Set(Object.values(options).flatMap((option) => (option.short ? [`-${option.short}`] : [])));
  // No argument of a process can hold a NUL, so it marks those that must not be read as options.
  const shielded = args.map((arg) => (/^-[^-]/.test(arg) && !shorts.has(arg) ? `\0${arg}` : arg));
  const { tokens } = parseArgs({ args: shielded, options, strict: false, allowPositionals: true, tokens: true });
  const values = new Map<string, string | true>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(unshield(token.value));
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw new UsageError(`There is no option ${quoted(token.rawName)} here`);
    if (option.type === 'boolean' && token.value !== undefined) throw new UsageError(`--${token.name} takes no value`);
    if (option.type === 'string' && !token.value) throw new UsageError(`--${token.name} needs a value`);
    values.set(token.name, token.value === undefined ? true : unshield(token.value));
  }
  return {
    words,
    flag: (name) => values.get(name) === true,
    text: (name) => {
      const value = values.get(name);
      return typeof value === 'string' ? value : null;
    },
  };
}

function wholeNumber(given: Given, name: string, most: number): number | null {
  const text = given.text(name);
  if (text === null) return null;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most) {
    throw new UsageError(`--${name} takes a whole number from 1 to ${most}, not ${quoted(text)}`);
  }
  return value;
}

function beforeDashes(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return end === -1 ? args : args.slice(0, end);
}

function unshield(text: string): string {
  return text.startsWith('\0') ? text.slice(1) : text;
}

/** As JSON writes it, so that no control character of an argument reaches the terminal. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
