import type { Answer } from '../../cards/card.ts';
import { withNote } from '../../cards/with-note.ts';
import type { Handlers } from '../platform.ts';
import { isBetweenTwo } from './address.ts';
import type { Speaker } from './address.ts';
import type { Hindrance } from './hindrance.ts';
import type { People } from './people.ts';
import type { Rights } from './rights.ts';

/**
 * Slack lets a window be opened within 3 s of a click, and some of that is spent on the way:
 * https://docs.slack.dev/interactivity/handling-user-interaction
 */
const patienceMs = 2_000;

/** Whether a sentence shows something to everybody. */
export function isShare(text: string): boolean {
  return /^\s*share\s/iu.test(text);
}

/** Brings a sentence to the commands. Never rejects. */
export type Ask = (text: string, speaker: Speaker) => Promise<Answer>;

export type AskParts = {
  readonly teamId: string;
  readonly answer: Handlers['answer'];
  readonly people: People;
  readonly rights: Rights;
  readonly hindrance: Hindrance;
  readonly reference: () => string;
};

/**
 * Makes requests of what is said in one workspace. The place is always the channel, also for what is said in a thread:
 * whoever subscribes in a thread means the channel. The numbers of a list are those of the thread.
 */
export function createAsk(parts: AskParts): Ask {
  const { teamId, people, rights, hindrance } = parts;

  return async (text, speaker) => {
    const [{ zone, isZoneKnown, name }, { may, lacks }] = await Promise.all([
      people.profile(speaker.user),
      rights.mayConfigure(speaker),
    ]);
    const answer = await parts.answer({
      text,
      person: { platform: 'slack', workspace: teamId, id: speaker.user },
      place: { platform: 'slack', workspace: teamId, channel: speaker.channel, thread: null },
      ...(speaker.thread ? { thread: speaker.thread } : {}),
      ...(speaker.openly === true ? { openly: true } : {}),
      zone,
      ...(isZoneKnown ? {} : { zoneIsGuessed: true }),
      mayConfigure: may,
      ...(lacks === null ? {} : { lacks }),
      sees: async ({ platform, workspace, channel }, how) => {
        if (platform !== 'slack' || workspace !== teamId) return null;
        const sight = await rights.sees(speaker.user, channel, how?.fresh);
        // Of conversations of two, a person sees their own and no other.
        return sight === null
          ? null
          : { ...sight, hindrance: () => hindrance({ channel, direct: isBetweenTwo(channel) }) };
      },
      hindrance: () => hindrance(speaker),
      direct: speaker.direct,
      dialogs: true,
      patienceMs,
      reference: parts.reference(),
    });
    const isShared = answer.audience === 'place' && name !== null && isShare(text);
    return isShared ? { ...answer, card: withNote(answer.card, `Shared by ${name}`) } : answer;
  };
}
