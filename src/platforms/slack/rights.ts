import { isBetweenTwo } from './address.ts';
import type { Speaker } from './address.ts';
import type { Conversations } from './conversations.ts';
import type { Direct } from './direct.ts';
import type { Members } from './members.ts';
import type { People } from './people.ts';
import type { Admins } from './settings.ts';

/** `lacks`: what somebody lacks who may not, in plain words; null where they have only to join. */
export type Configuring = { readonly may: boolean; readonly lacks: string | null };

/** What a person may do, and see. Neither rejects. */
export type Rights = {
  /** Whether the person may change what is posted in the channel. */
  mayConfigure(speaker: Speaker): Promise<Configuring>;
  /** A channel of which the person need not be a member, if they may read what is posted there; null where Slack does not say. `fresh`: as it is now. */
  sees(
    user: string,
    channel: string,
    fresh?: boolean,
  ): Promise<{ readonly name: string; readonly mayConfigure: boolean } | null>;
};

const named = 'Whoever runs me has named those who decide this (PAPERBOY_ADMINS). Ask one of them.';
/** A command that is typed in a channel comes from a member, whatever Slack can be asked. */
const notTold =
  'Slack does not say just now who is in that channel. Try again in a minute, or type it there as a command.';

const may: Configuring = { may: true, lacks: null };
const mayNot = (lacks: string | null): Configuring => ({ may: false, lacks });

export function createRights(parts: {
  readonly people: People;
  readonly members: Members;
  readonly conversations: Conversations;
  readonly direct: Direct;
  readonly admins: Admins;
}): Rights {
  const { people, members, conversations, direct, admins } = parts;

  const isNamed = async (user: string): Promise<boolean> =>
    admins.ids.has(user) || (admins.slackAdmins && (await people.profile(user)).isAdmin);

  const those = admins.slackAdmins ? `${named} The admins of the workspace are among them.` : named;

  return {
    async mayConfigure({ user, channel, direct: isOwn, member }) {
      // Any conversation of two can be named, or spoken in; only the person's own with the bot is theirs to set up.
      if (isBetweenTwo(channel)) return isOwn ? may : mayNot(null);
      if (member === 'yes') void conversations.note(user, channel);
      if (!admins.everyone) return (await isNamed(user)) ? may : mayNot(those);
      if (member === 'yes') return may;
      const membership = await members(channel, user, member === 'prove');
      if (membership === 'in') void conversations.note(user, channel);
      // A channel that is hidden from the bot is private: Slack shows what is pressed there to members only.
      if (membership === 'in' || (membership === 'hidden' && member === 'ask')) return may;
      return mayNot(membership === 'unknown' ? notTold : null);
    },
    async sees(user, channel, fresh) {
      if (isBetweenTwo(channel)) {
        return (await direct.isOwn(user, channel)) ? { name: 'your direct messages', mayConfigure: true } : null;
      }
      const own = (await conversations.of(user, fresh))?.get(channel);
      if (own !== undefined) return { name: own, mayConfigure: admins.everyone || (await isNamed(user)) };
      if (!(await people.profile(user)).isFull) return null;
      const open = (await conversations.open(fresh))?.get(channel);
      return open === undefined ? null : { name: open, mayConfigure: !admins.everyone && (await isNamed(user)) };
    },
  };
}
