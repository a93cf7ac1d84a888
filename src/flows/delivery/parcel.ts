import { dailyCard } from '../../cards/daily-card.ts';
import { startsOver } from '../../selection/choose.ts';
import { slotTimes } from '../../selection/due.ts';
import type { Entry, PaperStore } from '../../store/store.ts';
import type { Subscription } from '../../subscription/subscription.ts';
import { localTime } from '../../subscription/timetable.ts';
import type { Paper } from '../../paper/paper.ts';
import type { Parcel } from './send.ts';

/** A post up to this much after its time is on time: the heartbeat comes once a minute. */
const ON_TIME_MS = 2 * 60_000;
/** Only a post later than this says so to everybody: a minute in which many posts are due takes a while. */
const LATE_MS = 10 * 60_000;

/** The post of a slot that was claimed with these papers, as it reads at `now`. */
export function packParcel(
  entry: Pick<Entry, 'slot' | 'place' | 'claimedAt'>,
  papers: readonly { readonly paper: Paper; readonly reason: string; readonly shownBefore: number }[],
  subscription: Subscription,
  now: Date,
): Parcel {
  const { at, until } = slotTimes(subscription, entry.slot.date);
  const late = now.getTime() - at.getTime() > LATE_MS;
  const { extras } = subscription;
  const daily = dailyCard(papers, {
    date: entry.slot.date,
    late,
    startsOver: startsOver(papers),
    topic: subscription.query,
    thread: subscription.thread,
  });
  const card = extras === undefined ? daily : { ...daily, extras };
  return {
    slot: entry.slot,
    place: entry.place,
    claimedAt: entry.claimedAt,
    subscription,
    card,
    until,
    expired: { state: 'missed', reason: 'Paperboy stopped before it could post, and came back too late on that day.' },
    postedAt: (then) => postedInWords(subscription, at, then),
  };
}

/**
 * The post of a slot that was claimed before, from what the ledger keeps. Null for the subscription: it was ended, and
 * nothing more is posted for it.
 */
export async function unpackEntry(
  entry: Entry,
  subscription: Subscription | null,
  papers: Pick<PaperStore, 'get'>,
  now: Date,
): Promise<Parcel> {
  if (subscription === null) return withdrawn(entry);
  const known = await Promise.all(
    entry.papers.map(async ({ id, reason, shownBefore }) => ({ paper: await papers.get(id), reason, shownBefore })),
  );
  const present = known.flatMap(({ paper, ...why }) => (paper === null ? [] : [{ paper, ...why }]));
  if (present.length > 0) return packParcel(entry, present, subscription, now);
  return blank(entry, { state: 'failed', reason: 'The paper that was chosen is not known any more.' });
}

/** What is left of a slot when its subscription was ended before anybody knew that it was posted. */
export function withdrawn(entry: Pick<Entry, 'slot' | 'place' | 'claimedAt'>): Parcel {
  return blank(entry, { state: 'skipped', reason: 'The subscription was ended before anything was posted.' });
}

function blank(
  { slot, place, claimedAt }: Pick<Entry, 'slot' | 'place' | 'claimedAt'>,
  expired: Parcel['expired'],
): Parcel {
  return {
    slot,
    place,
    claimedAt,
    subscription: null,
    card: null,
    until: new Date(claimedAt),
    expired,
    postedAt: () => 'Posted.',
  };
}

function postedInWords({ timetable: { zone } }: Subscription, due: Date, then: Date): string {
  const isLate = then.getTime() - due.getTime() > ON_TIME_MS;
  return isLate ? `Posted late, at ${localTime(then, zone)} in ${zone}.` : 'Posted on time.';
}
