import type { Log } from '../../log.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Ledger } from '../../store/store.ts';
import { deliveryKey } from '../../subscription/subscription.ts';
import type { Slot } from '../../subscription/subscription.ts';
import { post, resume } from './send.ts';
import type { Parcel, Sent, SendParts } from './send.ts';

/** Where claimed slots lie that could not be brought to their end at once. It is empty in a new process: see the ledger. */
export type Desk = {
  /** Writes the outcome, or keeps the parcel until it can go on. One whose outcome cannot be written is kept as well. */
  follow(parcel: Parcel, sent: Sent): Promise<void>;
  /** Goes on with a kept parcel, unless it is too early. `current` is what is to be posted by now. */
  goOn(kept: Kept, current: Parcel, platform: Platform): Promise<void>;
  has(slot: Slot): boolean;
  kept(): readonly Kept[];
};

export type Kept = { readonly parcel: Parcel; readonly sent: Sent };

export type DeskParts = SendParts & {
  readonly ledger: Pick<Ledger, 'settle' | 'hold'>;
  readonly log: Log;
};

export function createDesk(parts: DeskParts): Desk {
  const { ledger, log, now } = parts;
  const kept = new Map<string, Kept>();

  const settle = async (parcel: Parcel, sent: Extract<Sent, { readonly kind: 'ended' }>): Promise<void> => {
    const { outcome, trouble } = sent;
    const key = deliveryKey(parcel.slot);
    // Kept first: if writing fails, what the platform said is not lost, and nobody sends it again.
    kept.set(key, { parcel, sent });
    await ledger.settle(parcel.slot, outcome, trouble ?? undefined);
    kept.delete(key);
    log.info('deliver.settled', { slot: parcel.slot, state: outcome.state, reason: outcome.reason });
  };

  const follow = async (parcel: Parcel, sent: Sent): Promise<void> => {
    if (sent.kind === 'ended') return settle(parcel, sent);
    kept.set(deliveryKey(parcel.slot), { parcel, sent });
    log.info('deliver.waits', { slot: parcel.slot, next: sent.next, until: sent.at.toISOString() });
  };

  return {
    follow,
    async goOn({ parcel, sent }, current, platform) {
      if (sent.kind === 'ended') return settle(parcel, sent);
      if (sent.at.getTime() > now().getTime()) return;
      const heldAt = now().toISOString();
      if (!(await ledger.hold(parcel.slot, parcel.heldAt, heldAt))) {
        // Another process took it over while it waited here.
        kept.delete(deliveryKey(parcel.slot));
        return;
      }
      const held = { ...current, heldAt };
      const again = sent.next === 'post' ? post(platform, held, parts) : resume(platform, held, parts, sent.doubt);
      await follow(held, await again);
    },
    has: (slot) => kept.has(deliveryKey(slot)),
    kept: () => [...kept.values()],
  };
}
