import { webAddress } from '../shared/web-address.ts';

/** What Slack needs to know from the environment. */
export type SlackSettings = {
  readonly botToken: string;
  /** Socket Mode with a token of the app, else HTTP with the secret that Slack signs with. */
  readonly way:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };
  /** The base of the Web API, or null for Slack's own. */
  readonly apiUrl: string | null;
  readonly admins: Admins;
  /** The zone of people whose zone is not known. */
  readonly zone: string;
};

/** Who may change what is posted in a channel. */
export type Admins = {
  /** Every member of it. */
  readonly everyone: boolean;
  readonly ids: ReadonlySet<string>;
  /** Whoever is an admin or owner of the workspace. */
  readonly slackAdmins: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

const defaultPort = 3000;
/** Stands in PAPERBOY_ADMINS for the admins and owners of the workspace. */
const adminsWord = 'admins';
/** What Slack's tokens and secrets are made of. Anything else came with the copying, and no HTTP header takes it. */
const copied = /^[\w.-]+$/u;

/**
 * Reads the settings; null when Slack is not configured at all. Throws one error that names what is wrong, and never
 * holds a value.
 */
export function readSettings(env: Environment): SlackSettings | null {
  const text = (name: string) => env[name]?.trim() || null;
  const botToken = text('SLACK_BOT_TOKEN');
  const appToken = text('SLACK_APP_TOKEN');
  const signingSecret = text('SLACK_SIGNING_SECRET');
  if (botToken === null && appToken === null && signingSecret === null) return null;
  const problems: string[] = [];
  if (botToken === null) problems.push('SLACK_BOT_TOKEN is missing: the bot token (xoxb-…) of the installed app');
  else if (!/^(?:xox[be]-|xoxe\.xoxb-)/u.test(botToken)) problems.push('SLACK_BOT_TOKEN must be a bot token (xoxb-…)');
  if (appToken !== null && !appToken.startsWith('xapp-')) {
    problems.push('SLACK_APP_TOKEN must be an app-level token (xapp-…)');
  }
  const secrets = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret };
  for (const [name, secret] of Object.entries(secrets)) {
    if (secret !== null && !copied.test(secret)) {
      problems.push(`${name} must be one line of letters, digits, - and . only: copy it again`);
    }
  }
  if (appToken === null && signingSecret === null) {
    problems.push('SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing');
  }
  const port = readPort(text('PORT'));
  if (port === null) problems.push('PORT must be a number from 1 to 65535');
  const apiUrl = text('SLACK_API_URL');
  if (apiUrl !== null && webAddress(apiUrl) === null)
    problems.push(
      'SLACK_API_URL must be an address that begins with https:// or http://, without a name or a password',
    );
  const admins = readAdmins(text('PAPERBOY_ADMINS'));
  if (admins === null) {
    problems.push(`PAPERBOY_ADMINS must be member ids (U…) with commas between them, or the word ${adminsWord}`);
  }
  if (botToken === null || port === null || admins === null || problems.length > 0) {
    throw new Error(problems.join('; '));
  }
  return {
    botToken,
    way: appToken === null ? { kind: 'http', signingSecret: signingSecret ?? '', port } : { kind: 'socket', appToken },
    apiUrl,
    admins,
    zone: text('PAPERBOY_ZONE') ?? 'UTC',
  };
}

function readPort(text: string | null): number | null {
  if (text === null) return defaultPort;
  const port = Number(text);
  return /^\d{1,5}$/u.test(text) && port >= 1 && port <= 65_535 ? port : null;
}

function readAdmins(text: string | null): Admins | null {
  if (text === null) return { everyone: true, ids: new Set(), slackAdmins: false };
  const words = text.split(',').map((word) => word.trim());
  // The ids of Discord are digits, and not ours to judge.
  const ids = words.filter((word) => word !== adminsWord && !/^\d*$/u.test(word));
  if (!ids.every((id) => /^[A-Z][A-Z0-9]{5,30}$/u.test(id))) return null;
  return { everyone: false, ids: new Set(ids), slackAdmins: words.includes(adminsWord) };
}
