import type { Place } from '../../chat/place.ts';
import type { Sight } from '../../chat/request.ts';
import { askPermissions, readRoles } from './ask-permissions.ts';
import type { AskPermissionsParts } from './ask-permissions.ts';
import type { Call } from './call.ts';
import { openConversation } from './conversation.ts';
import { mayConfigure, mayReadAll } from './permissions.ts';
import type { Admins } from './settings.ts';

/** What a person may do, and see. Nothing rejects. */
export type Rights = {
  /** Whether somebody with these permissions in a place, as Discord told them with what was done, may set it up. */
  readonly allows: (user: string, have: bigint) => boolean;
  /** What somebody lacks who may not, in plain words. */
  readonly lacks: (place: Place) => string;
  /**
   * The same, found out by asking; false where Discord does not say. `roles`: those of the person, as Discord told them
   * with what was said; as they are now where it told none.
   */
  readonly mayConfigure: (user: string, place: Place, roles?: readonly string[]) => Promise<boolean>;
  /**
   * A place, if the person may read what is posted there; null where Discord does not say. `fresh`: with the roles that
   * they have now, which else may be those of a minute ago.
   */
  readonly sees: (
    user: string,
    place: Place,
    how?: { readonly fresh: true },
  ) => Promise<Pick<Sight, 'name' | 'mayConfigure'> | null>;
};

export type RightsParts = {
  readonly call: Call;
  /** The same, but for questions that were answered a moment ago. Discord tells of everything that changes but the roles of others. */
  readonly asking: Call;
  readonly admins: Admins;
};

export function createRights({ call, asking, admins }: RightsParts): Rights {
  const allows: Rights['allows'] = (user, have) => admins.ids.has(user) || (admins.managers && mayConfigure(have));

  const known = (userId: string): AskPermissionsParts => ({ call: asking, userId });
  const fresh = (userId: string): AskPermissionsParts => ({
    ...known(userId),
    rolesIn: (server) => readRoles(call, server, userId),
  });

  return {
    allows,
    lacks({ workspace }) {
      if (workspace === null) return 'I cannot post in a conversation among people, only in one with me alone.';
      return admins.managers
        ? 'You need Manage Server or Manage Channels here, or ask somebody who has it.'
        : 'Only those whom whoever runs Paperboy has named may do this. Ask one of them.';
    },
    async mayConfigure(user, place, roles) {
      const asked = roles === undefined ? fresh(user) : { ...known(user), rolesIn: () => Promise.resolve(roles) };
      const rights = await askPermissions(asked, place);
      return rights.kind === 'known' && allows(user, rights.have);
    },
    async sees(user, place, how) {
      if (place.workspace === null) {
        const own = await openConversation(call, user).catch(() => null);
        return own === place.channel ? { name: 'your direct messages', mayConfigure: true } : null;
      }
      const rights = await askPermissions(how?.fresh === true ? fresh(user) : known(user), place);
      if (rights.kind !== 'known' || !mayReadAll(rights)) return null;
      return { name: rights.name, mayConfigure: allows(user, rights.have) };
    },
  };
}
