import type { Answer } from '../../cards/card.ts';
import type { Handlers } from '../platform.ts';
import { isDirect } from './address.ts';
import type { Members } from './members.ts';
import type { People } from './people.ts';
import type { Admins } from './settings.ts';

/** Who says a sentence, and where. */
export type Speaker = {
  readonly user: string;
  readonly channel: string;
  /**
   * Whether the person is in the channel: `yes` where only a member could say it, `ask` where anybody may press a
   * button, `prove` for a channel that was only named.
   */
  readonly member: 'yes' | 'ask' | 'prove';
};

/** Brings a sentence to the commands. Never rejects. */
export type Ask = (text: string, speaker: Speaker) => Promise<Answer>;

export type AskParts = {
  readonly teamId: string;
  readonly answer: Handlers['answer'];
  readonly people: People;
  readonly members: Members;
  readonly admins: Admins;
  readonly reference: () => string;
};

/**
 * Makes requests of what is said in one workspace. The place is always the channel, also for what is said in a thread:
 * whoever subscribes in a thread means the channel, and the numbers of a list are those that the person saw there last.
 */
export function createAsk(parts: AskParts): Ask {
  const { teamId, people, members, admins } = parts;

  const mayConfigure = async (speaker: Speaker): Promise<boolean> => {
    if (isDirect(speaker)) return true;
    if (!admins.everyone) {
      return admins.ids.has(speaker.user) || (admins.slackAdmins && (await people.profile(speaker.user)).isAdmin);
    }
    if (speaker.member === 'yes') return true;
    const known = await members(speaker.channel, speaker.user);
    // Slack tells nothing of a private channel that the bot is not in, and shows its buttons to members only.
    return known ?? speaker.member === 'ask';
  };

  return async (text, speaker) => {
    const [{ zone }, may] = await Promise.all([people.profile(speaker.user), mayConfigure(speaker)]);
    return parts.answer({
      text,
      person: { platform: 'slack', workspace: teamId, id: speaker.user },
      place: { platform: 'slack', workspace: teamId, channel: speaker.channel, thread: null },
      zone,
      mayConfigure: may,
      direct: isDirect(speaker),
      dialogs: true,
      reference: parts.reference(),
    });
  };
}
