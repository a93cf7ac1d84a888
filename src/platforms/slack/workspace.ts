import { WebClient } from '@slack/web-api';
import type { AuthTestResponse } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { bridgeLog } from './log-bridge.ts';
import { posterOptions } from './post.ts';
import { scopeFailure, startFailure } from './start-failure.ts';
import { missingScopes } from './ways.ts';

/** One workspace that the app is installed in, and who the app is there. */
export type Workspace = {
  readonly teamId: string;
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
  /** As people can mention it. */
  readonly botName: string;
  /** What the token may do; null where Slack does not say. */
  readonly scopes: ReadonlySet<string> | null;
  /** A client of this workspace's own: no call is repeated by the library, and none takes for ever. */
  readonly client: WebClient;
};

export type WorkspaceParts = { readonly botToken: string; readonly apiUrl: string | null; readonly log: Log };

/** A client that makes a call once, waits ten seconds at most, and says when Slack has had too many. */
export function createClient({ botToken, apiUrl, log }: WorkspaceParts): WebClient {
  const url = apiUrl === null ? {} : { slackApiUrl: apiUrl };
  return new WebClient(botToken, { ...posterOptions, ...url, logger: bridgeLog(log) });
}

/**
 * Asks Slack whose the token is and what it may do. Throws a StartFailure when it is refused, when Slack cannot be
 * reached, or when it lacks a scope without which nothing works; a lack of others is only logged.
 */
export async function openWorkspace(parts: WorkspaceParts): Promise<Workspace> {
  const client = createClient(parts);
  let self: AuthTestResponse;
  try {
    self = await client.auth.test();
  } catch (error) {
    throw startFailure(error, 'SLACK_BOT_TOKEN');
  }
  const granted = self.response_metadata?.scopes;
  if (granted !== undefined) checkScopes(granted, parts.log);
  return {
    teamId: self.team_id ?? '',
    botToken: parts.botToken,
    botUserId: self.user_id ?? '',
    botId: self.bot_id ?? '',
    botName: self.user ?? 'paperboy',
    scopes: granted === undefined ? null : new Set(granted),
    client,
  };
}

function checkScopes(granted: readonly string[], log: Log): void {
  const { needed, wanted } = missingScopes(granted);
  if (needed.length > 0) throw scopeFailure(needed);
  for (const { scope, lost } of wanted) log.warn('slack.scope-missing', { scope, lost });
}
