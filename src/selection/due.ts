import type { Slot, Subscription } from '../subscription/subscription.ts';
import { addDays, localDate, slotDates, slotInstant } from '../subscription/timetable.ts';

/** A slot is posted late for this long, and never on another local day. */
export const CATCH_UP_MS = 6 * 3_600_000;
/** Of a longer silence only the newest dates are written down. */
export const MAX_MISSED = 7;

export type Due = {
  readonly slot: Slot;
  /** When it was due. */
  readonly at: Date;
  /** From here on it is too late to post. */
  readonly until: Date;
};

export type Missed = {
  readonly slot: Slot;
  /** In plain words, for a person. */
  readonly reason: string;
};

/**
 * What one subscription has to do now. `known`: the dates of its newest slots in the ledger, in any order; at least the
 * last {@link MAX_MISSED} and one more. Slots before the subscription was made are neither due nor missed.
 */
export function dueSlots(
  subscription: Subscription,
  now: Date,
  known: ReadonlySet<string>,
): { readonly due: readonly Due[]; readonly missed: readonly Missed[] } {
  const { id, timetable, createdAt } = subscription;
  const created = new Date(createdAt);
  const today = localDate(now, timetable.zone);
  // A day earlier than the first date: a clock change can push a slot over midnight.
  const first = addDays(localDate(created, timetable.zone), -1);
  const lastKnown = [...known].filter((date) => date <= today).reduce((a, b) => (a > b ? a : b), first);
  const due: Due[] = [];
  const missed: Missed[] = [];
  for (const date of slotDates(timetable, lastKnown, today, MAX_MISSED + 1)) {
    const { at, until } = slotTimes(subscription, date);
    if (known.has(date) || at.getTime() > now.getTime() || at.getTime() < created.getTime()) continue;
    const slot = { subscriptionId: id, date };
    if (now.getTime() < until.getTime()) due.push({ slot, at, until });
    else missed.push({ slot, reason: missedReason(subscription) });
  }
  return { due, missed };
}

/** When the slot of a date is due, and from when on it is too late: the window is over, or the local day. */
export function slotTimes(subscription: Subscription, date: string): { readonly at: Date; readonly until: Date } {
  const { timetable } = subscription;
  const at = slotInstant(timetable, date);
  const nextDate = addDays(localDate(at, timetable.zone), 1);
  const midnight = slotInstant({ at: '00:00', zone: timetable.zone }, nextDate);
  return { at, until: new Date(Math.min(at.getTime() + CATCH_UP_MS, midnight.getTime())) };
}

/** Why nothing was posted for a slot that nobody was there for. */
export function missedReason({ timetable }: Subscription): string {
  return `Paperboy was not there at ${timetable.at} (${timetable.zone}), nor soon enough after it to post late.`;
}
