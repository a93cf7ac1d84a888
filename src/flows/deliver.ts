import type { Place } from '../chat/place.ts';
import type { Log } from '../log.ts';
import type { Platform } from '../platforms/platform.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { MAX_MISSED, dueSlots } from '../selection/due.ts';
import type { Entry, Store } from '../store/store.ts';
import type { Slot, Subscription } from '../subscription/subscription.ts';
import { localDate } from '../subscription/timetable.ts';
import { runByPlace } from './delivery/by-place.ts';
import type { Job } from './delivery/by-place.ts';
import { createDesk } from './delivery/desk.ts';
import { unpackEntry, upToDate } from './delivery/parcel.ts';
import { progressAt } from './delivery/progress.ts';
import { SEND_MS, resume } from './delivery/send.ts';
import { serveSlot } from './delivery/serve-slot.ts';
import type { ServeParts } from './delivery/serve-slot.ts';
import { sharedPapers } from './delivery/shared-papers.ts';
import { sharedSearch } from './delivery/shared-search.ts';
import { tellMakers } from './delivery/tell-makers.ts';

export type DeliverParts = {
  readonly store: Pick<Store, 'papers' | 'subscriptions' | 'ledger' | 'people'>;
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

type Wanted = ReadonlyMap<string, Subscription>;

/** Places served at a time. */
const LANES = 8;
/**
 * A slot that was taken in hand less long ago may still be in the hands of another process (the old one, that is about to
 * stop), so it is left alone.
 */
const PATIENCE_MS = SEND_MS;

/** due slot → choice → claim → card → platform → outcome: at most one visible post for a subscription and local date. */
export function createDeliver(parts: DeliverParts): Deliver {
  const { now, log } = parts;
  const { ledger, papers, subscriptions } = parts.store;
  const desk = createDesk({ ledger, now, log });
  const checked = new Map<string, string>();
  let running: Promise<void> | null = null;

  /** What was kept on the desk: the platform was busy or did not answer, or the outcome could not be written. */
  const keptJobs = (wanted: Wanted): readonly Job[] =>
    desk.kept().flatMap((kept) => {
      const { parcel } = kept;
      const current = upToDate(parcel, wanted.get(parcel.slot.subscriptionId));
      return job(parts, parcel.place, parcel.slot, (platform) => desk.goOn(kept, current, platform));
    });

  /** What a process left behind that is no more. */
  const openJobs = async (wanted: Wanted): Promise<readonly Job[]> =>
    (await ledger.open())
      .filter((entry) => !desk.has(entry.slot) && isLeft(entry, now()))
      .flatMap((entry) =>
        job(parts, entry.place, entry.slot, async (platform) => {
          const heldAt = now().toISOString();
          if (!(await ledger.hold(entry.slot, entry.heldAt, heldAt))) return;
          log.warn('deliver.left-open', { slot: entry.slot, claimedAt: entry.claimedAt });
          const parcel = await unpackEntry({ ...entry, heldAt }, wanted.get(entry.slot.subscriptionId), papers, now());
          await desk.follow(parcel, await resume(platform, parcel, parts));
        }),
      );

  const dueJobs = (wanted: Wanted): readonly Job[] => {
    for (const id of checked.keys()) if (!wanted.has(id)) checked.delete(id);
    const progressOf = progressAt(now());
    const store = { ...parts.store, papers: { ...parts.store.papers, ...sharedPapers(parts.store.papers) } };
    const sharing = { ...parts, store, search: sharedSearch(parts.index), desk };
    return [...wanted.values()].flatMap((subscription) => {
      const { id, place } = subscription;
      try {
        const progress = progressOf(subscription);
        if (checked.get(id) === progress) return [];
        return job(parts, place, { subscriptionId: id }, async (platform) => {
          if (await serve(subscription, platform, sharing)) checked.set(id, progress);
        });
      } catch (error) {
        // A zone that this machine does not know.
        log.error('deliver.failed', { slot: { subscriptionId: id }, place, error });
        return [];
      }
    });
  };

  /** False when something has to be tried again at the next tick. */
  const serve = async (subscription: Subscription, platform: Platform, sharing: ServeParts): Promise<boolean> => {
    const today = localDate(now(), subscription.timetable.zone);
    const known = new Set(await ledger.dates(subscription.id, today, MAX_MISSED + 1));
    const { due, closed } = dueSlots(subscription, now(), known);
    for (const { slot, state, reason } of closed) {
      const at = now().toISOString();
      await ledger.close(slot, subscription.place, { state, reason, at, message: null });
      log.warn(`deliver.${state}`, { slot, reason });
    }
    let done = true;
    for (const one of due) done = (await serveSlot(subscription, one, platform, sharing)) && done;
    return done;
  };

  const run = async (...kinds: readonly ((wanted: Wanted) => Promise<readonly Job[]>)[]): Promise<void> => {
    const all = await subscriptions.all();
    const wanted = new Map(all.map((subscription) => [subscription.id, subscription]));
    for (const jobs of kinds) await runByPlace(await jobs(wanted), LANES);
  };
  const alone = (work: () => Promise<void>): Promise<void> => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    recover: () => alone(() => run(openJobs)),
    tick: () =>
      alone(() =>
        run(
          async (wanted) => [...keptJobs(wanted), ...(await openJobs(wanted)), ...dueJobs(wanted)],
          // After the posts, so that nobody waits for a word about the trouble of another place.
          (wanted) => tellMakers({ platforms: parts.platforms, ledger, now, log }, wanted),
        ),
      ),
  };
}

/** Work in a place whose platform listens; what goes wrong is logged with its slot, and stops nothing else. */
function job(
  { platforms, log }: DeliverParts,
  place: Place,
  slot: Partial<Slot>,
  work: (platform: Platform) => Promise<void>,
): readonly Job[] {
  const platform = platforms.get(place.platform);
  if (platform === undefined) return [];
  const run = async (): Promise<void> => {
    try {
      await work(platform);
    } catch (error) {
      log.error('deliver.failed', { slot, place, error });
    }
  };
  return [{ place, run }];
}

/** Nobody is at work on it any more. One of the future is left over as well: the clock was set back. */
function isLeft(entry: Entry, now: Date): boolean {
  return Math.abs(now.getTime() - Date.parse(entry.heldAt)) >= PATIENCE_MS;
}
