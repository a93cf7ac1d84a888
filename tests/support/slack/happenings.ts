import type { Delivered } from './delivery.ts';
import type { Desk } from './desk.ts';
import type { Fields } from '../fields.ts';
import { channelOf, workspaceOf } from './settle.ts';

/** What happens to a workspace or a channel rather than being said: administrators, invitations, removals. */
export type Happenings = {
  readonly archive: (channel: string, by: string) => Promise<Delivered>;
  readonly deleteChannel: (channel: string, by: string) => Promise<Delivered>;
  /** Somebody invites the bot. */
  readonly invite: (channel: string, by: string) => Promise<Delivered>;
  /** Somebody removes the bot. */
  readonly remove: (channel: string) => Promise<Delivered>;
  /** The tokens of a workspace stop working and the app is told. */
  readonly revokeTokens: (workspace: string) => Promise<Delivered>;
  /** The app is removed from a workspace: both events, as Slack sends them, in no promised order. */
  readonly uninstall: (workspace: string) => Promise<readonly Delivered[]>;
  /** Any other event, as it stands. `subscription` where it is not the event's type. */
  readonly event: (workspace: string, event: Fields, subscription?: string) => Promise<Delivered>;
};

export function createHappenings(desk: Desk): Happenings {
  const { world } = desk;
  const tell = (teamId: string, event: Fields, subscription?: string) =>
    desk.event({ teamId, userId: null, event, ...(subscription === undefined ? {} : { subscription }) });

  /** `channel_archive` for a public channel, `group_archive` for a private one. */
  const channelEvent = (channelId: string, what: 'archive' | 'deleted', fields: Fields) => {
    const channel = channelOf(world, channelId);
    const type = `${channel.kind === 'private' ? 'group' : 'channel'}_${what}`;
    return tell(channel.teamId, { type, channel: channelId, ...fields });
  };

  const bot = (channelId: string) => {
    const channel = channelOf(world, channelId);
    return {
      channel,
      botUserId: workspaceOf(world, channel.teamId).botUserId,
      channel_type: channel.kind === 'private' ? 'G' : 'C',
    };
  };

  const revoke = (teamId: string) => {
    const { botToken, botUserId } = workspaceOf(world, teamId);
    const token = world.tokens.get(botToken);
    if (token) token.state = 'token_revoked';
    return tell(teamId, { type: 'tokens_revoked', tokens: { oauth: [], bot: [botUserId] } });
  };

  return {
    archive: (channel, by) => {
      channelOf(world, channel).archived = true;
      return channelEvent(channel, 'archive', { user: by, is_moved: 0 });
    },
    deleteChannel: (channel, by) => {
      channelOf(world, channel).deleted = true;
      return channelEvent(channel, 'deleted', { actor_id: by });
    },
    invite: (channelId, by) => {
      const { channel, botUserId, channel_type } = bot(channelId);
      channel.members.add(botUserId);
      return tell(channel.teamId, {
        type: 'member_joined_channel',
        user: botUserId,
        channel: channelId,
        channel_type,
        team: channel.teamId,
        inviter: by,
      });
    },
    remove: (channelId) => {
      const { channel, botUserId, channel_type } = bot(channelId);
      channel.members.delete(botUserId);
      return tell(channel.teamId, {
        type: 'member_left_channel',
        user: botUserId,
        channel: channelId,
        channel_type,
        team: channel.teamId,
      });
    },
    revokeTokens: revoke,
    uninstall: (teamId) => Promise.all([revoke(teamId), tell(teamId, { type: 'app_uninstalled' })]),
    event: (teamId, event, subscription) => tell(teamId, event, subscription),
  };
}
