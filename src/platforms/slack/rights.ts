import { isDirect } from './address.ts';
import type { Speaker } from './address.ts';
import type { Direct } from './direct.ts';
import type { Members } from './members.ts';
import type { People } from './people.ts';
import type { Admins } from './settings.ts';

/** What a person may do, and see. Neither rejects. */
export type Rights = {
  /** Whether the person may change what is posted in the channel. */
  mayConfigure(speaker: Speaker): Promise<boolean>;
  /** Whether the person may read what is posted in the channel: false where Slack does not say. */
  sees(user: string, channel: string): Promise<boolean>;
};

export function createRights(parts: {
  readonly people: People;
  readonly members: Members;
  readonly direct: Direct;
  readonly admins: Admins;
}): Rights {
  const { people, members, direct, admins } = parts;

  /** Anybody's direct conversation can be named; only the person's own with the bot is theirs to set up. */
  const isOwn = async (user: string, channel: string): Promise<boolean> =>
    channel === user || channel === (await direct(user));

  return {
    async mayConfigure({ user, channel, member }) {
      if (isDirect({ channel })) return member !== 'prove' || isOwn(user, channel);
      if (!admins.everyone) {
        return admins.ids.has(user) || (admins.slackAdmins && (await people.profile(user)).isAdmin);
      }
      if (member === 'yes') return true;
      // Slack tells nothing of a private channel that the bot is not in, and shows its buttons to members only.
      return (await members(channel, user)) ?? member === 'ask';
    },
    async sees(user, channel) {
      return isDirect({ channel }) ? isOwn(user, channel) : (await members(channel, user)) === true;
    },
  };
}
