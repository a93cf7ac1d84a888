import type { Place } from '../../chat/place.ts';
import { askPermissions, isForum } from './ask-permissions.ts';
import type { AskPermissionsParts } from './ask-permissions.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { fieldsOf } from '../shared/fields.ts';
import { lacksTag } from './forum.ts';
import { mayModerate, missingPermissions } from './permissions.ts';
import { addToThread, inviteAgain, locked, missingIn, tagNeeded } from './remedies.ts';

/** What a person has to put right before the bot can post in a place; null when Discord knows of nothing. Never rejects. */
export type Hindrance = (place: Place) => Promise<string | null>;

/** An answer does not wait longer for this. */
const patienceMs = 1_000;

export function createHindrance(parts: AskPermissionsParts & { readonly botName: string }): Hindrance {
  const { botName } = parts;
  return async (place) => {
    const asked = askPermissions(parts, place);
    if (!(await endsWithin(patienceMs, asked))) return null;
    const rights = await asked;
    if (rights.kind === 'unknown') return null;
    if (rights.kind === 'no-server') return inviteAgain({ botName, missing: [] });
    if (rights.kind === 'hidden' && place.thread !== null) {
      const channel = await askPermissions(parts, { ...place, thread: null });
      const seen = channel.kind === 'known' && missingPermissions(channel.have, 'thread').length === 0;
      if (seen) return addToThread({ botName, missing: [] });
    }
    const missing =
      rights.kind === 'hidden' ? missingPermissions(0n, 'channel') : missingPermissions(rights.have, rights.surface);
    if (missing.length > 0) return missingIn({ botName, missing });
    if (rights.kind !== 'known') return null;
    const isLocked = fieldsOf(rights.channel['thread_metadata'])['locked'] === true;
    if (isLocked && !mayModerate(rights.have)) return locked({ botName, missing });
    if (!isForum(rights.channel)) return null;
    return lacksTag(rights.channel, mayModerate(rights.have)) ? tagNeeded({ botName, missing }) : null;
  };
}
