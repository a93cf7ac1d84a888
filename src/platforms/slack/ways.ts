/** What people type: `/papers sparse attention`. */
export const slashCommands = {
  '/papers': {
    description: 'Find papers, and set up the paper of the day of this channel',
    usageHint: 'sparse attention after:2024 | today | subscribe | list | help',
  },
} as const;

/** What stands in Slack's menus, by callback id. A name has at most 24 characters. */
export const shortcuts = {
  papers_related: {
    type: 'message',
    name: 'Find related papers',
    description: 'Finds papers that this message links to or is about',
  },
  papers_search: { type: 'global', name: 'Search papers', description: 'Finds papers while you type' },
} as const;

/** What Slack tells us of, as the manifest subscribes to it, and the scopes that each needs. */
export const events = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  link_shared: ['links:read', 'links:write'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Links to these hosts, and to hosts under them, are told to us. Slack takes five at most. */
export const unfurlDomains = ['arxiv.org', 'huggingface.co', 'hf.co'] as const;

/** What cannot be done without a scope, for whoever runs Paperboy. Null: nothing works without it. */
const lostWithout: Readonly<Record<string, string | null>> = {
  'app_mentions:read': null,
  'chat:write': null,
  commands: null,
  'im:history': null,
  'channels:history': 'replies in threads of public channels, and finding a post again whose answer was lost',
  'groups:history': 'replies in threads of private channels, and finding a post again whose answer was lost',
  'channels:read': 'knowing who is a member of a public channel',
  'groups:read': 'knowing who is a member of a private channel',
  'mpim:history': 'answers in group direct messages, and finding a post again whose answer was lost',
  'mpim:read': 'knowing who is in a group direct message',
  'im:write': 'telling a person that their subscription no longer works',
  'links:read': 'previews of links to papers',
  'links:write': 'previews of links to papers',
  'users:read': 'the time zones of people, and who is an admin',
};

/** Every scope of the bot token. */
export const botScopes: readonly string[] = Object.keys(lostWithout).toSorted();

/** Of the scopes that a token has not: those without which nothing works, and what the others would do. */
export function missingScopes(granted: readonly string[]): {
  readonly needed: readonly string[];
  readonly wanted: readonly { readonly scope: string; readonly lost: string }[];
} {
  const missing = botScopes.filter((scope) => !granted.includes(scope));
  return {
    needed: missing.filter((scope) => lostWithout[scope] === null),
    wanted: missing.flatMap((scope) => {
      const lost = lostWithout[scope];
      return typeof lost === 'string' ? [{ scope, lost }] : [];
    }),
  };
}
