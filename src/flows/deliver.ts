import type { Place } from '../chat/place.ts';
import type { Log } from '../log.ts';
import type { Platform } from '../platforms/platform.ts';
import { parseQuery } from '../search/query.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { choose } from '../selection/choose.ts';
import { MAX_MISSED, dueSlots } from '../selection/due.ts';
import type { Due } from '../selection/due.ts';
import type { Entry, Outcome, Store } from '../store/store.ts';
import { deliveryKey } from '../subscription/subscription.ts';
import type { Slot, Subscription, Timetable } from '../subscription/subscription.ts';
import { hasSlot, localDate, slotInstant } from '../subscription/timetable.ts';
import { runByPlace } from './by-place.ts';
import type { Job } from './by-place.ts';
import { packParcel, unpackEntry, withdrawn } from './parcel.ts';
import { SEND_MS, post, resume } from './send.ts';
import type { Parcel, Sent } from './send.ts';

export type DeliverParts = {
  readonly store: Pick<Store, 'papers' | 'subscriptions' | 'ledger'>;
  readonly index: SearchIndex;
  /** Those that listen, by name. A subscription of another platform waits. */
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly now: () => Date;
  readonly log: Log;
};

export type Deliver = {
  /** Finds out what became of slots that were claimed and never settled. Rejects only when the store cannot be read. */
  recover(): Promise<void>;
  /**
   * Posts whatever is due now and was not posted before, and goes on with what had to wait. Late, early, double and
   * missed calls are harmless; a call during another one joins it. Rejects only when the store cannot be read.
   */
  tick(): Promise<void>;
};

/** Places served at a time. */
const LANES = 8;
/** How often a choice is made again when somebody else showed its paper in the place in the meantime. */
const MAX_CHOICES = 5;
/**
 * A claim younger than this may still be in the hands of another process (the old one, that is about to stop), so it is
 * left alone.
 */
const PATIENCE_MS = SEND_MS;

/** A claimed slot that could not be brought to its end at once. */
type Held = { readonly parcel: Parcel; readonly sent: Sent };

/** due slot → choice → claim → card → platform → outcome: at most one visible post for a subscription and local date. */
export function createDeliver(parts: DeliverParts): Deliver {
  const { now, log } = parts;
  const { ledger, papers, subscriptions } = parts.store;
  const held = new Map<string, Held>();
  /** How far each subscription was checked. Only a hint that saves asking the ledger again: see {@link progress}. */
  const checked = new Map<string, string>();
  let running: Promise<void> | null = null;

  const alone = (work: () => Promise<void>): Promise<void> => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };

  const settle = async (parcel: Parcel, outcome: Outcome): Promise<void> => {
    const key = deliveryKey(parcel.slot);
    held.set(key, { parcel, sent: { kind: 'ended', outcome } });
    await ledger.settle(parcel.slot, outcome);
    held.delete(key);
    log.info('deliver.settled', { slot: parcel.slot, state: outcome.state, reason: outcome.reason });
  };

  const follow = async (parcel: Parcel, sent: Sent): Promise<void> => {
    if (sent.kind === 'ended') return settle(parcel, sent.outcome);
    held.set(deliveryKey(parcel.slot), { parcel, sent });
    log.info('deliver.waits', { slot: parcel.slot, next: sent.next, until: sent.at.toISOString() });
  };

  /** A job whose failure is logged with its slot and stops nothing else. */
  const job = (place: Place, slot: Partial<Slot>, run: (platform: Platform) => Promise<void>): readonly Job[] => {
    const platform = parts.platforms.get(place.platform);
    if (platform === undefined) return [];
    const guarded = async (): Promise<void> => {
      try {
        await run(platform);
      } catch (error) {
        log.error('deliver.failed', { slot, place, error });
      }
    };
    return [{ place, run: guarded }];
  };

  const heldJobs = (wanted: ReadonlyMap<string, Subscription>): readonly Job[] =>
    [...held.values()].flatMap(({ parcel, sent }) =>
      job(parcel.place, parcel.slot, async (platform) => {
        if (sent.kind === 'ended') return settle(parcel, sent.outcome);
        if (sent.at.getTime() > now().getTime()) return;
        const current = wanted.has(parcel.slot.subscriptionId) ? parcel : withdrawn(parcel);
        const again =
          sent.next === 'post' ? post(platform, current, parts) : resume(platform, current, parts, sent.asks);
        await follow(current, await again);
      }),
    );

  const openJobs = async (wanted: ReadonlyMap<string, Subscription>): Promise<readonly Job[]> => {
    const left = (await ledger.open()).filter((entry) => !held.has(deliveryKey(entry.slot)) && isLeft(entry, now()));
    return left.flatMap((entry) =>
      job(entry.place, entry.slot, async (platform) => {
        log.warn('deliver.left-open', { slot: entry.slot, claimedAt: entry.claimedAt });
        const parcel = await unpackEntry(entry, wanted.get(entry.slot.subscriptionId) ?? null, papers, now());
        await follow(parcel, await resume(platform, parcel, parts));
      }),
    );
  };

  /** False when it has to be tried again at the next tick. */
  const deliver = async (subscription: Subscription, { slot }: Due, platform: Platform): Promise<boolean> => {
    const { place, top } = subscription;
    const wanted = { query: parseQuery(subscription.query), place, date: slot.date, seed: deliveryKey(slot), top };
    for (let count = 0; count < MAX_CHOICES; count += 1) {
      const { choices } = await choose({ index: parts.index, papers, ledger }, wanted);
      if (choices.length === 0) return closeEmpty(subscription, slot);
      const at = now().toISOString();
      const claimed = choices.map(({ paper, reason, shownBefore }) => ({ id: paper.id, reason, shownBefore }));
      const answer = await ledger.claim({ slot, place, papers: claimed, at });
      if (answer === 'taken') return true;
      if (answer === 'repeat') continue;
      const parcel = packParcel({ slot, place, claimedAt: at }, choices, subscription, now());
      await follow(parcel, await post(platform, parcel, parts));
      return true;
    }
    log.warn('deliver.choice-lost', { slot, choices: MAX_CHOICES });
    return false;
  };

  const closeEmpty = async ({ place, query }: Subscription, slot: Slot): Promise<boolean> => {
    // An empty index says nothing about the papers: it is being filled.
    if ((await parts.index.size()) === 0) return false;
    const reason = query === '' ? 'There was no paper to choose from.' : `No paper matches “${query}”.`;
    await ledger.close(slot, place, { state: 'skipped', reason, at: now().toISOString(), message: null });
    log.info('deliver.settled', { slot, state: 'skipped', reason });
    return true;
  };

  const dueJobs = (wanted: ReadonlyMap<string, Subscription>): readonly Job[] => {
    const progressOf = progress(now());
    for (const id of checked.keys()) if (!wanted.has(id)) checked.delete(id);
    return [...wanted.values()].flatMap((subscription) => {
      const { id, place, timetable } = subscription;
      const reached = progressOf(timetable);
      if (checked.get(id) === reached) return [];
      return job(place, { subscriptionId: id }, async (platform) => {
        const known = new Set((await ledger.recent(id, MAX_MISSED + 1)).map(({ slot }) => slot.date));
        const { due, missed } = dueSlots(subscription, now(), known);
        for (const { slot, reason } of missed) {
          await ledger.close(slot, place, { state: 'missed', reason, at: now().toISOString(), message: null });
          log.warn('deliver.missed', { slot, reason });
        }
        let done = true;
        for (const one of due) done = (await deliver(subscription, one, platform)) && done;
        if (done) checked.set(id, reached);
      });
    });
  };

  const wantedNow = async (): Promise<ReadonlyMap<string, Subscription>> =>
    new Map((await subscriptions.all()).map((subscription) => [subscription.id, subscription]));

  return {
    recover: () => alone(async () => runByPlace(await openJobs(await wantedNow()), LANES)),
    tick: () =>
      alone(async () => {
        const wanted = await wantedNow();
        await runByPlace([...heldJobs(wanted), ...(await openJobs(wanted)), ...dueJobs(wanted)], LANES);
      }),
  };
}

/** Nobody is at work on it any more. A claim of the future is left over as well: the clock was set back. */
function isLeft(entry: Entry, now: Date): boolean {
  return Math.abs(now.getTime() - Date.parse(entry.claimedAt)) >= PATIENCE_MS;
}

/**
 * How far the day of a timetable has come: a text that changes when there may be something new to do. Reckoned once for
 * each timetable, since ten thousand subscriptions share a few.
 */
function progress(now: Date): (timetable: Timetable) => string {
  const reckoned = new Map<string, string>();
  return (timetable) => {
    const key = `${timetable.at} ${timetable.zone} ${timetable.days.join('')}`;
    const known = reckoned.get(key);
    if (known !== undefined) return known;
    const today = localDate(now, timetable.zone);
    const passed = hasSlot(timetable, today) && slotInstant(timetable, today).getTime() <= now.getTime();
    const reached = `${key} ${today}${passed ? ' due' : ''}`;
    reckoned.set(key, reached);
    return reached;
  };
}
