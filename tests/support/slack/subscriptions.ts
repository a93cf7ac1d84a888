import type { World } from './world.ts';

/** What an app must have been granted to hear of an event: https://docs.slack.dev/reference/events */
const scopesOfEvent: Readonly<Record<string, readonly string[]>> = {
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  link_shared: ['links:read'],
  reaction_added: ['reactions:read'],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_unarchive: ['channels:read'],
  channel_rename: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  member_joined_channel: ['channels:read'],
  member_left_channel: ['channels:read'],
};

/** What the app of this Slack hears of unless a test says otherwise. */
export const usualEvents: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_archive',
  'channel_deleted',
  'group_archive',
  'group_deleted',
  'link_shared',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'reaction_added',
  'tokens_revoked',
];

/** Whether the app subscribed to the event and its token in that workspace may hear of it. */
export function hears(world: World, teamId: string, event: string): boolean {
  if (!world.app.botEvents.has(event)) return false;
  const token = world.tokens.get(world.workspaces.get(teamId)?.botToken ?? '');
  return (scopesOfEvent[event] ?? []).every((scope) => token?.scopes.includes(scope));
}
