import type { Log } from '../../log.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import { chooseFor } from '../../selection/choose-for.ts';
import type { Store } from '../../store/store.ts';
import type { Slot, Subscription } from '../../subscription/subscription.ts';
import type { Desk } from './desk.ts';
import { packParcel } from './parcel.ts';
import { post } from './send.ts';

export type ServeParts = {
  readonly store: Pick<Store, 'papers' | 'ledger' | 'people'>;
  readonly index: Pick<SearchIndex, 'size'>;
  readonly search: Pick<SearchIndex, 'search'>;
  readonly desk: Desk;
  readonly now: () => Date;
  readonly log: Log;
};

/** How often a choice is made again when somebody else showed its paper in the place in the meantime. */
const MAX_CHOICES = 5;

/** Chooses, claims and posts what is due. False when it has to be tried again later: nothing was claimed then. */
export async function serveSlot(
  subscription: Subscription,
  slot: Slot,
  platform: Platform,
  parts: ServeParts,
): Promise<boolean> {
  const { place } = subscription;
  const { ledger } = parts.store;
  for (let count = 0; count < MAX_CHOICES; count += 1) {
    const { choices, reasoning } = await chooseFor({ index: parts.search, ...parts.store }, subscription, slot.date);
    if (choices.length === 0) return closeEmpty(subscription, slot, parts);
    const claimedAt = parts.now().toISOString();
    const claimed = choices.map(({ paper, reason, shownBefore }) => ({ id: paper.id, reason, shownBefore }));
    const answer = await ledger.claim({ slot, place, papers: claimed, reasoning, at: claimedAt });
    if (answer === 'taken') return true;
    if (answer === 'repeat') continue;
    const parcel = packParcel({ slot, place, claimedAt }, choices, subscription, parts.now());
    await parts.desk.follow(parcel, await post(platform, parcel, parts));
    return true;
  }
  parts.log.warn('deliver.choice-lost', { slot, choices: MAX_CHOICES });
  return false;
}

async function closeEmpty({ place, query }: Subscription, slot: Slot, parts: ServeParts): Promise<boolean> {
  // An empty index says nothing about the papers: it is being filled.
  if ((await parts.index.size()) === 0) return false;
  const reason = query === '' ? 'There was no paper to choose from.' : `No paper matches “${query}”.`;
  const at = parts.now().toISOString();
  await parts.store.ledger.close(slot, place, { state: 'skipped', reason, at, message: null });
  parts.log.info('deliver.settled', { slot, state: 'skipped', reason });
  return true;
}
