import { RESTJSONErrorCodes as Code } from 'discord-api-types/v10';
import { placeKey } from '../../chat/place.ts';
import type { Place } from '../../chat/place.ts';
import { DeliveryError } from '../platform.ts';
import { askPermissions } from './ask-permissions.ts';
import type { AskPermissionsParts, Rights } from './ask-permissions.ts';
import { createBarred } from './barred.ts';
import type { Barred, Work } from './barred.ts';
import { deliveryError, discordCode, isUnauthorized } from './errors.ts';
import { missingBelow, missingPermissions } from './permissions.ts';
import { inviteAgain } from './remedies.ts';

export type GuardParts = AskPermissionsParts & { readonly now: () => Date; readonly botName: string };

/**
 * Does some work in a place unless it failed there before and nothing has changed since. Rejects with a DeliveryError that
 * says what is missing; as long as nothing changes with the same one.
 */
export type Guarded = <T>(place: Place, doing: () => Promise<T>, work?: Work) => Promise<T>;

export type Guard = {
  readonly guarded: Guarded;
  readonly changed: Barred['changed'];
  /** How it failed to say something in a place where nothing has changed since; null: it may be tried. */
  readonly failure: (place: Place) => DeliveryError | null;
};

type Explained = { readonly failed: DeliveryError; readonly passing: boolean };

export function createGuard(parts: GuardParts): Guard {
  const { botName } = parts;
  const barred = createBarred(parts.now);
  /** What is being found out of a failure: whoever comes meanwhile waits for that. */
  const asking = new Map<string, Promise<Explained>>();

  /** Discord says only that a permission is missing, or that it shows nothing: which one is found out by asking. */
  const explained = async (error: unknown, place: Place, work: Work): Promise<Explained> => {
    const code = discordCode(error);
    if (isUnauthorized(error) || (code !== Code.MissingAccess && code !== Code.MissingPermissions)) {
      const failed = deliveryError(error, { botName });
      return { failed, passing: failed.failure.kind !== 'gone' };
    }
    const rights = await askPermissions(parts, place);
    if (rights.kind === 'no-server') {
      const remedy = inviteAgain({ botName, missing: [] });
      const failed = new DeliveryError({ kind: 'forbidden', remedy }, `Discord: ${code}`, { cause: error });
      return { failed, passing: false };
    }
    const missing = missingFrom(rights, work);
    return { failed: deliveryError(error, { botName, missing }), passing: missing.length === 0 };
  };

  return {
    async guarded(place, doing, work = 'say') {
      const key = `${work} ${placeKey(place)}`;
      await asking.get(key);
      const known = barred.failure(place, work);
      if (known !== null) throw known;
      try {
        return await doing();
      } catch (error) {
        const finding = explained(error, place, work);
        asking.set(key, finding);
        const { failed, passing } = await finding;
        if (asking.get(key) === finding) asking.delete(key);
        if (isUnauthorized(error)) barred.barAll(failed);
        // Of what failed at the same time one is enough.
        const same = barred.failure(place, work);
        if (same !== null) throw same;
        const { kind } = failed.failure;
        if (kind === 'gone' || kind === 'forbidden') barred.bar(place, work, failed, passing);
        throw failed;
      }
    },
    changed: barred.changed,
    failure: (place) => barred.failure(place, 'say'),
  };
}

/** Who does not see a channel has no permission in it at all, whatever its roles say. */
function missingFrom(rights: Rights, work: Work): readonly string[] {
  if (rights.kind === 'hidden') return missingPermissions(0n, 'channel');
  if (rights.kind !== 'known') return [];
  return work === 'below' ? missingBelow(rights.have, rights.surface) : missingPermissions(rights.have, rights.surface);
}
