import { undeliveredCard } from '../../cards/undelivered-card.ts';
import type { Log } from '../../log.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Ledger, Outcome } from '../../store/store.ts';
import type { Parcel, Trouble } from './send.ts';

/** Tells whoever made a subscription that its post could not be shown. Never rejects. */
export type TellMaker = (parcel: Parcel, outcome: Outcome, trouble: Trouble) => Promise<void>;

/**
 * One word for one trouble: nothing is said when the post before failed for the same reason, unless the word itself did not
 * arrive then. A process that dies between the ledger and the word says nothing; the ledger still has the reason, and
 * `status` shows it.
 */
export function createTellMaker(parts: {
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly ledger: Pick<Ledger, 'recent'>;
  readonly log: Log;
}): TellMaker {
  /** Subscriptions of whose trouble nobody could be told. */
  const untold = new Set<string>();
  return async ({ slot, subscription }, { state, reason }, trouble) => {
    if (subscription === null) return;
    try {
      const entries = await parts.ledger.recent(slot.subscriptionId, 2);
      const before = entries.find((entry) => entry.slot.date < slot.date);
      const isSame = before?.outcome?.state === state && before.outcome.reason === reason;
      if (isSame && !untold.has(slot.subscriptionId)) return;
      const { createdBy, place } = subscription;
      const platform = parts.platforms.get(createdBy.platform);
      if (platform === undefined) return;
      const sees = await platform.sees(createdBy, place);
      await platform.tell(createdBy, undeliveredCard(subscription, { reason, sees, isGone: trouble === 'gone' }));
      untold.delete(slot.subscriptionId);
      parts.log.info('deliver.maker-told', { slot });
    } catch (error) {
      untold.add(slot.subscriptionId);
      parts.log.warn('deliver.maker-not-told', { slot, error });
    }
  };
}
