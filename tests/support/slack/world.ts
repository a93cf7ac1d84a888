import type { Fields } from '../fields.ts';
import type { Watch } from '../watch.ts';

/** The app as its configuration pages would show it. */
export type SlackApp = {
  readonly id: string;
  readonly name: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** The old verification token that still travels with each payload. */
  readonly verificationToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The events that the app subscribed to: `app_mention`, `message.im` … */
  readonly botEvents: Set<string>;
};

export type Token = {
  readonly value: string;
  readonly kind: 'bot' | 'app';
  readonly teamId: string | null;
  scopes: readonly string[];
  state: 'active' | 'token_revoked' | 'token_expired' | 'account_inactive' | 'invalid_auth';
};

export type Workspace = {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
};

export type User = {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  realName: string;
  /** An IANA zone. */
  tz: string;
  isAdmin: boolean;
  /** Somebody who sees only the channels that they were let into. */
  isGuest: boolean;
  isBot: boolean;
  deleted: boolean;
};

/** Who may post where: each value but `everyone` has its own error code in chat.postMessage. */
export type Posting = 'everyone' | 'admins' | 'read-only' | 'thread-only' | 'non-threadable';

export type Channel = {
  readonly id: string;
  readonly teamId: string;
  name: string;
  /** `mpim`: a group direct message. */
  readonly kind: 'public' | 'private' | 'mpim' | 'im';
  readonly members: Set<string>;
  archived: boolean;
  deleted: boolean;
  posting: Posting;
};

export type Message = {
  readonly ts: string;
  readonly teamId: string;
  readonly channel: string;
  /** The person or bot user who wrote it. */
  readonly user: string;
  /** Null for a message of a person. */
  readonly botId: string | null;
  text: string;
  blocks: readonly Fields[];
  attachments: readonly Fields[];
  metadata: Fields | null;
  readonly thread: string | null;
  readonly broadcast: boolean;
  /** The only person who sees it, or null for everybody. */
  readonly onlyFor: string | null;
  edited: boolean;
  deleted: boolean;
  /** What chat.unfurl attached, by address. */
  unfurls: Readonly<Record<string, Fields>>;
  readonly reactions: { readonly name: string; readonly user: string }[];
  /** How it came: a method, `response_url`, `acknowledgement` or `person`. */
  readonly via: string;
  /** The other arguments it was sent with: `unfurl_links`, `mrkdwn`, `parse` … */
  readonly options: Fields;
};

export type View = {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  readonly rootId: string;
  readonly previousId: string | null;
  body: Fields;
  hash: string;
  /** False once it was closed, submitted or cleared. */
  open: boolean;
  /** What the person has typed so far: block id, action id, value. */
  values: Readonly<Record<string, Readonly<Record<string, Fields>>>>;
};

export type Trigger = {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  readonly issuedAt: number;
  /** The modal it was pressed in, or null. */
  readonly viewId: string | null;
  used: boolean;
};

export type UnfurlTicket = {
  readonly id: string;
  readonly teamId: string;
  readonly source: 'composer' | 'conversations_history';
  readonly channel: string;
  readonly ts: string;
  readonly urls: readonly string[];
  unfurls: Readonly<Record<string, Fields>>;
};

/** Everything this Slack holds. Tests may read it, and change what a person or an administrator could change. */
export type World = {
  readonly now: () => number;
  readonly watch: Watch;
  readonly app: SlackApp;
  readonly tokens: Map<string, Token>;
  readonly workspaces: Map<string, Workspace>;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly messages: Message[];
  readonly views: Map<string, View>;
  /** Published home views by user id. */
  readonly homes: Map<string, View>;
  readonly triggers: Map<string, Trigger>;
  readonly unfurlTickets: Map<string, UnfurlTicket>;
  readonly oauthCodes: Map<string, OauthCode>;
  /** Called with every message that is posted, by whomever. */
  readonly onPosted: ((message: Message) => void)[];
  /** A new id with that first letter: `C000000001`. */
  readonly nextId: (prefix: string) => string;
  /** A new message time, later than every one before it. */
  readonly nextTs: () => string;
};

export type OauthCode = {
  readonly teamId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string | null;
  used: boolean;
};

export function createWorld(parts: { now: () => number; watch: Watch; app: SlackApp }): World {
  let ids = 0;
  let lastMicros = 0;
  return {
    ...parts,
    tokens: new Map([
      [
        parts.app.appToken,
        { value: parts.app.appToken, kind: 'app', teamId: null, scopes: ['connections:write'], state: 'active' },
      ],
    ]),
    workspaces: new Map(),
    users: new Map(),
    channels: new Map(),
    messages: [],
    views: new Map(),
    homes: new Map(),
    triggers: new Map(),
    unfurlTickets: new Map(),
    oauthCodes: new Map(),
    onPosted: [],
    nextId: (prefix) => {
      ids += 1;
      return `${prefix}${ids.toString(36).toUpperCase().padStart(9, '0')}`;
    },
    nextTs: () => {
      lastMicros = Math.max(Math.round(parts.now() * 1_000), lastMicros + 1);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
    },
  };
}

/** A message time in microseconds, to compare; NaN where the text is not one. */
export function microsOf(ts: string): number {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(ts);
  return match ? Number(match[1]) * 1e6 + Number((match[2] ?? '').padEnd(6, '0')) : Number.NaN;
}
