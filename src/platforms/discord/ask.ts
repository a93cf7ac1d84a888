import type { Answer } from '../../cards/card.ts';
import type { Place } from '../../chat/place.ts';
import type { Request } from '../../chat/request.ts';
import type { Handlers } from '../platform.ts';
import type { Hindrance } from './hindrance.ts';
import type { Remarks } from './remarks.ts';
import type { Rights } from './rights.ts';

/** Who says a sentence, and where. */
export type Speaker = {
  readonly user: string;
  readonly place: Place;
  /** The post of a forum in which it is said, where the place is the forum. */
  readonly post?: string | null;
  /** Nobody but the person reads along: a direct conversation with the bot. */
  readonly direct: boolean;
  readonly mayConfigure: boolean;
  /** Only the person has brought the bot to that server: it cannot post there, and says so instead of what the person lacks. */
  readonly absent?: boolean;
  /** What is filled in and sent is answered with words: Discord shows no window in answer to a window. */
  readonly dialogs?: false;
  /** It was said as a subcommand, which is nothing else. */
  readonly chosen?: boolean;
  /** Everybody there sees the answer, but for what is the person's own. */
  readonly openly?: boolean;
};

/** Brings a sentence to the commands. Never rejects. */
export type Ask = (text: string, speaker: Speaker) => Promise<Answer>;

export type AskParts = {
  readonly answer: Handlers['answer'];
  readonly rights: Rights;
  readonly hindrance: Hindrance;
  readonly remarks: Remarks;
  /** The zone of everybody: Discord tells none. */
  readonly zone: string;
  /** The page on which somebody brings the bot into a server. */
  readonly invite: string;
  readonly menu: NonNullable<Request['menu']>;
  readonly reference: () => string;
};

/** An answer may come up to 15 minutes later, and Discord says meanwhile that it does; but nobody watches that for long. */
const patienceMs = 10_000;
/** Each place costs some calls, so that one sentence looks at no more. */
const mostSeen = 30;

/** A person is the same in every server and in direct messages. In a thread the place is the thread; in a post of a forum, the forum. */
export function createAsk({ answer, rights, hindrance, remarks, zone, invite, menu, reference }: AskParts): Ask {
  const looking = (user: string): Request['sees'] => {
    let looked = 0;
    return async (other, how) => {
      if (other.platform !== 'discord') return null;
      looked += 1;
      if (looked > mostSeen) return null;
      const sight = await rights.sees(user, other, how);
      if (sight === null) return null;
      return { ...sight, hindrance: () => hindrance(other), extras: (wanted) => remarks(other, wanted) };
    };
  };

  return (
    text,
    { user, place, post = null, direct, mayConfigure, absent = false, dialogs = true, chosen = false, openly = false },
  ) =>
    answer({
      text: place.workspace === null ? text : withoutEveryone(text, place.workspace),
      person: personOf(user),
      place,
      ...(post === null ? {} : { thread: post }),
      zone,
      mayConfigure,
      ...(absent ? { invite } : {}),
      ...(mayConfigure || absent ? {} : { lacks: rights.lacks(place) }),
      sees: looking(user),
      hindrance: () => hindrance(place),
      extras: (wanted) => remarks(place, wanted),
      direct,
      ...(chosen ? { chosen: true } : {}),
      ...(openly ? { openly: true } : {}),
      dialogs,
      menu,
      patienceMs,
      reference: reference(),
    });
}

/** The role that is everybody has the id of its server: the grammar asks back whom it cannot call by a name. */
function withoutEveryone(text: string, server: string): string {
  return text.replaceAll(`<@&${server}>`, '@everyone').replaceAll(`@&${server}`, '@everyone');
}

export function personOf(user: string) {
  return { platform: 'discord', workspace: null, id: user } as const;
}
