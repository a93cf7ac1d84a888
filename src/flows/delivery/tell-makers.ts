import { undeliveredCard } from '../../cards/undelivered-card.ts';
import type { Log } from '../../log.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Entry, Ledger } from '../../store/store.ts';
import type { Subscription } from '../../subscription/subscription.ts';
import type { Job } from './by-place.ts';
import { CALL_MS, within } from './within.ts';

export type TellParts = {
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly ledger: Pick<Ledger, 'untold' | 'takeUntold' | 'told'>;
  readonly now: () => Date;
  readonly log: Log;
};

/** How many are told at a time: the posts of the day come first. */
const MAX_AT_A_TIME = 40;
/** When a word that did not arrive is said again; so is one of a process that died over it. */
const AGAIN_MS = 3_600_000;
/** After so long a trouble is no news; `list` and `status` show it all the same. */
const GIVE_UP_MS = 7 * 86_400_000;

/**
 * Tells whoever made a subscription that its post could not be shown, or may not have been: one word for one slot, whoever
 * shares the store. Whoever runs the service is told of those of the file in the log.
 */
export async function tellMakers(parts: TellParts, wanted: ReadonlyMap<string, Subscription>): Promise<readonly Job[]> {
  const entries = await parts.ledger.untold(parts.now().toISOString(), MAX_AT_A_TIME);
  return entries.map((entry) => ({
    place: entry.place,
    run: async () => {
      try {
        await tell(entry, wanted.get(entry.slot.subscriptionId), parts);
      } catch (error) {
        parts.log.warn('deliver.maker-not-told', { slot: entry.slot, error });
      }
    },
  }));
}

async function tell({ slot, outcome }: Entry, subscription: Subscription | undefined, parts: TellParts): Promise<void> {
  const now = parts.now();
  const isOld = outcome === null || now.getTime() - Date.parse(outcome.at) > GIVE_UP_MS;
  if (subscription === undefined || isOld) return parts.ledger.told(slot);
  const { createdBy, place, owner, number } = subscription;
  const { state, reason } = outcome;
  const platform = parts.platforms.get(createdBy.platform);
  if (platform === undefined) return;
  const again = new Date(now.getTime() + AGAIN_MS).toISOString();
  if (!(await parts.ledger.takeUntold(slot, now.toISOString(), again))) return;
  if (owner === 'file') {
    parts.log.error('deliver.file-trouble', { slot, place, number, state, reason });
    return parts.ledger.told(slot);
  }
  const sees = await platform.sees(createdBy, place);
  await within(
    CALL_MS,
    platform.tell(createdBy, undeliveredCard(subscription, { reason, isCertain: state === 'failed', sees })),
  );
  await parts.ledger.told(slot);
  parts.log.info('deliver.maker-told', { slot });
}
