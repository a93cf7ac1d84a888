import { postCard } from '../../cards/post-card.ts';
import { startsOver } from '../../selection/choose.ts';
import { isPausedOn, pausedReason, saysLate, slotTimes } from '../../selection/due.ts';
import type { Entry, PaperStore } from '../../store/store.ts';
import type { Subscription } from '../../subscription/subscription.ts';
import { localTime } from '../../subscription/timetable.ts';
import type { Paper } from '../../paper/paper.ts';
import type { Parcel } from './send.ts';

type Claimed = Pick<Entry, 'slot' | 'place' | 'claimedAt' | 'heldAt'>;

/** A post up to this much after its time is on time: the heartbeat comes once a minute. */
const ON_TIME_MS = 2 * 60_000;

/** What a post is made by. */
type Asked = Pick<Subscription, 'query' | 'thread' | 'extras' | 'timetable' | 'postOn'>;

/** The post of a slot that was claimed with these papers, or with a note instead of them, as it reads at `now`. */
export function packParcel(
  entry: Claimed & Pick<Entry, 'note'>,
  papers: readonly { readonly paper: Paper; readonly reason: string; readonly shownBefore: number }[],
  asked: Asked,
  now: Date,
): Parcel {
  const { slot, place, claimedAt, heldAt, note } = entry;
  const { at, until } = slotTimes(asked, slot.date, new Date(claimedAt));
  const late = saysLate(at, now);
  return {
    slot,
    place,
    claimedAt,
    heldAt,
    card: postCard(
      asked,
      slot.date,
      note === null
        ? { kind: 'papers', papers, startsOver: startsOver(papers), late }
        : { kind: 'nothing', why: note, late },
    ),
    until,
    expired: { state: 'missed', reason: 'Paperboy stopped before it could post, and came back too late on that day.' },
    postedAt: (then) => postedInWords(asked, at, then),
  };
}

/** The post of a slot that was claimed before, from what the ledger keeps. */
export async function unpackEntry(
  entry: Entry,
  subscription: Subscription | undefined,
  papers: Pick<PaperStore, 'get'>,
  now: Date,
): Promise<Parcel> {
  if (subscription === undefined || isPausedOn(subscription, entry.slot.date)) return withdrawn(entry, subscription);
  const known = await Promise.all(
    entry.papers.map(async ({ id, reason, shownBefore }) => ({ paper: await papers.get(id), reason, shownBefore })),
  );
  const present = known.flatMap(({ paper, ...why }) => (paper === null ? [] : [{ paper, ...why }]));
  if (present.length > 0 || entry.note !== null) {
    return packParcel(entry, present, asAsked(entry, subscription), now);
  }
  return blank(entry, { state: 'failed', reason: 'The paper that was chosen is not known any more.' });
}

/** As it was asked for when the slot was claimed: the papers were chosen for that, and not for what it was changed to since. */
function asAsked({ wish }: Entry, { postOn, ...now }: Subscription): Asked {
  return { ...(wish ?? now), ...(postOn === undefined ? {} : { postOn }) };
}

/** A parcel that had to wait, as it is by now: its subscription may have been ended, or paused. */
export function upToDate(parcel: Parcel, subscription: Subscription | undefined): Parcel {
  const goesOn = subscription !== undefined && !isPausedOn(subscription, parcel.slot.date);
  return goesOn ? parcel : withdrawn(parcel, subscription);
}

/** What is left of a slot when nothing more is posted for it, before anybody knew whether it was. */
function withdrawn(claimed: Claimed, subscription: Subscription | undefined): Parcel {
  const ended = 'The subscription was ended before anything was posted.';
  return blank(claimed, { state: 'skipped', reason: subscription === undefined ? ended : pausedReason(subscription) });
}

function blank({ slot, place, claimedAt, heldAt }: Claimed, expired: Parcel['expired']): Parcel {
  return {
    slot,
    place,
    claimedAt,
    heldAt,
    card: null,
    until: new Date(claimedAt),
    expired,
    postedAt: () => 'Posted.',
  };
}

function postedInWords({ timetable: { zone } }: Asked, due: Date, then: Date): string {
  const isLate = then.getTime() - due.getTime() > ON_TIME_MS;
  return isLate ? `Posted late, at ${localTime(then, zone)} in ${zone}.` : 'Posted on time.';
}
