import type { Answer } from '../../cards/card.ts';
import type { Place } from '../../chat/place.ts';
import { placeKey } from '../../chat/place.ts';
import type { Handlers } from '../platform.ts';
import type { Hindrance } from './hindrance.ts';
import type { Remarks } from './remarks.ts';
import type { Rights } from './rights.ts';

/** Who says a sentence, and where. */
export type Speaker = {
  readonly user: string;
  readonly place: Place;
  /** Nobody but the person reads along: a direct conversation with the bot. */
  readonly direct: boolean;
  readonly mayConfigure: boolean;
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
  readonly reference: () => string;
};

/** A person is the same in every server and in direct messages. In a thread the place is the thread. */
export function createAsk({ answer, rights, hindrance, remarks, zone, reference }: AskParts): Ask {
  return (text, { user, place, direct, mayConfigure }) =>
    answer({
      text,
      person: personOf(user),
      place,
      zone,
      mayConfigure,
      sees: async (other) => {
        if (other.platform !== 'discord') return false;
        // Of conversations only the one that is going on is known to be this person's.
        if (other.workspace === null) return placeKey(other) === placeKey(place);
        return rights.sees(user, other);
      },
      hindrance: () => hindrance(place),
      extras: (wanted) => remarks(place, wanted),
      direct,
      dialogs: true,
      reference: reference(),
    });
}

export function personOf(user: string) {
  return { platform: 'discord', workspace: null, id: user } as const;
}
