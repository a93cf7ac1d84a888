import type { Log } from '../../log.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import type { Due } from '../../selection/due.ts';
import { planSlot } from '../../selection/plan-slot.ts';
import type { Plan } from '../../selection/plan-slot.ts';
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
  { slot, at }: Pick<Due, 'slot' | 'at'>,
  platform: Platform,
  parts: ServeParts,
): Promise<boolean> {
  for (let count = 0; count < MAX_CHOICES; count += 1) {
    const plan = await planSlot({ index: parts.search, ...parts.store }, subscription, slot.date, at);
    // An empty index says nothing about the papers: it is being filled.
    if (plan.kind === 'nothing' && (await parts.index.size()) === 0) return false;
    if (plan.kind === 'nothing' && !plan.says) return closeEmpty(subscription, slot, plan.why, parts);
    const answer = await claimAndPost(subscription, slot, plan, platform, parts);
    if (answer !== 'repeat') return true;
  }
  parts.log.warn('deliver.choice-lost', { slot, choices: MAX_CHOICES });
  return false;
}

async function claimAndPost(
  subscription: Subscription,
  slot: Slot,
  plan: Plan,
  platform: Platform,
  parts: ServeParts,
): Promise<'claimed' | 'taken' | 'repeat'> {
  const { place } = subscription;
  const claimedAt = parts.now().toISOString();
  const choices = plan.kind === 'papers' ? plan.choices : [];
  const note = plan.kind === 'nothing' ? plan.why : null;
  const answer = await parts.store.ledger.claim({
    slot,
    place,
    papers: choices.map(({ paper, reason, shownBefore }) => ({ id: paper.id, reason, shownBefore })),
    ...(note === null ? {} : { note }),
    reasoning: plan.reasoning,
    at: claimedAt,
  });
  if (answer !== 'claimed') return answer;
  const parcel = packParcel({ slot, place, claimedAt, heldAt: claimedAt, note }, choices, subscription, parts.now());
  await parts.desk.follow(parcel, await post(platform, parcel, parts));
  return answer;
}

async function closeEmpty({ place }: Subscription, slot: Slot, reason: string, parts: ServeParts): Promise<boolean> {
  const at = parts.now().toISOString();
  await parts.store.ledger.close(slot, place, { state: 'skipped', reason, at, message: null });
  parts.log.info('deliver.settled', { slot, state: 'skipped', reason });
  return true;
}
