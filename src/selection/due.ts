import type { Outcome } from '../store/store.ts';
import type { Slot, Subscription } from '../subscription/subscription.ts';
import { addDays, localDate, slotDates, slotInstant } from '../subscription/timetable.ts';

/** A slot is posted late for this long, and never on another local day. */
export const CATCH_UP_MS = 6 * 3_600_000;
/** Only a post later than this says so: a minute in which many posts are due takes a while. */
const LATE_MS = 10 * 60_000;
/** Of a longer silence only the newest dates are written down. */
export const MAX_MISSED = 7;

export type Due = {
  readonly slot: Slot;
  /** When it was due. */
  readonly at: Date;
  /** From here on it is too late to post. */
  readonly until: Date;
};

/** A slot that ends without a post, and was never claimed. */
export type Closed = { readonly slot: Slot } & Pick<Outcome, 'state' | 'reason'>;

/**
 * What one subscription has to do now. `known`: the dates of its newest slots in the ledger, in any order; at least the
 * last {@link MAX_MISSED} and one more. Slots before the subscription was made are neither due nor closed, nor are those
 * before the date from which it was asked for.
 */
export function dueSlots(
  subscription: Subscription,
  now: Date,
  known: ReadonlySet<string>,
): { readonly due: readonly Due[]; readonly closed: readonly Closed[] } {
  const { id, timetable, createdAt, from } = subscription;
  const created = new Date(createdAt);
  const today = localDate(now, timetable.zone);
  // A day earlier than the first date: a clock change can push a slot over midnight.
  const first = latest(addDays(localDate(created, timetable.zone), -1), from ?? '');
  const lastKnown = [...known].filter((date) => date <= today).reduce(latest, first);
  const due: Due[] = [];
  const closed: Closed[] = [];
  for (const date of slotDates(timetable, lastKnown, today, MAX_MISSED + 1)) {
    const { at, until } = slotTimes(subscription, date);
    if (known.has(date) || at.getTime() > now.getTime() || at.getTime() < created.getTime()) continue;
    const slot = { subscriptionId: id, date };
    if (isPausedOn(subscription, date)) closed.push({ slot, state: 'skipped', reason: pausedReason(subscription) });
    else if (now.getTime() < until.getTime()) due.push({ slot, at, until });
    else closed.push({ slot, state: 'missed', reason: missedReason(subscription) });
  }
  const asked = subscription.postOn === today && !known.has(today) && due.every(({ slot }) => slot.date !== today);
  if (!asked) return { due, closed };
  const slot = { subscriptionId: id, date: today };
  return {
    due: [...due, { slot, at: now, until: windowEnd(now, today, timetable.zone) }],
    // Its time may have gone by.
    closed: closed.filter((one) => one.slot.date !== today),
  };
}

/**
 * Whether a slot of that date would be left out because the subscription is paused. One that somebody asked for by its
 * date is not.
 */
export function isPausedOn({ pause, postOn }: Subscription, date: string): boolean {
  return pause !== null && (pause.until === null || date < pause.until) && postOn !== date;
}

/**
 * When the slot of a date is due, and from when on it is too late: the window is over, or the local day. `claimedAt`: when
 * it was claimed. When somebody asked for it by hand, or gave the subscription another time since, it was due at that moment.
 */
export function slotTimes(
  subscription: Pick<Subscription, 'timetable' | 'postOn'>,
  date: string,
  claimedAt?: Date,
): { readonly at: Date; readonly until: Date } {
  const { timetable } = subscription;
  const at = slotInstant(timetable, date);
  const until = windowEnd(at, localDate(at, timetable.zone), timetable.zone);
  if (claimedAt === undefined) return { at, until };
  const byHand = subscription.postOn === date || claimedAt < at || claimedAt >= until;
  // In a zone that it was given since, its date may be over.
  return byHand ? { at: claimedAt, until: windowEnd(claimedAt, date, timetable.zone) } : { at, until };
}

/** Whether a post of a slot that was due at `at` says to everybody that it is late. */
export function saysLate(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() > LATE_MS;
}

/** Why nothing was posted for a slot that nobody was there for. */
export function missedReason({ timetable }: Subscription): string {
  return `Paperboy was not there at ${timetable.at} (${timetable.zone}), nor soon enough after it to post late.`;
}

/** Why nothing was posted for a slot of a subscription that is paused. */
export function pausedReason({ pause }: Pick<Subscription, 'pause'>): string {
  const said = pause === null || pause.reason === '' ? '' : ` ${pause.reason}`;
  if (pause?.by === 'trouble') return `It was set aside after a trouble:${said}`;
  if (pause?.by === 'file') return 'It was paused: it is not in the file of subscriptions any more.';
  return `It was paused.${said}`;
}

/** A post that is due at `at` can come late: for some hours, and on that local day. */
function windowEnd(at: Date, day: string, zone: string): Date {
  const midnight = slotInstant({ at: '00:00', zone }, addDays(day, 1));
  return new Date(Math.min(at.getTime() + CATCH_UP_MS, midnight.getTime()));
}

function latest(one: string, other: string): string {
  return one > other ? one : other;
}
