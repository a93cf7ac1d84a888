import type { Place } from '../../../src/chat/place.ts';
import { placeKey } from '../../../src/chat/place.ts';
import type { PaperId } from '../../../src/paper/paper.ts';
import type { Claim, Ledger, Outcome } from '../../../src/store/store.ts';
import { deliveryKey } from '../../../src/subscription/subscription.ts';
import type { Slot, Subscription } from '../../../src/subscription/subscription.ts';
import { addDays, hasSlot, localDate, slotInstant } from '../../../src/subscription/timetable.ts';

/** What the ledger was made to hold, in the order in which it was. */
export type Happening =
  | { readonly kind: 'claim'; readonly slot: Slot; readonly claim: Claim; readonly now: Date }
  | { readonly kind: 'close'; readonly slot: Slot; readonly outcome: Outcome; readonly now: Date }
  | { readonly kind: 'settle'; readonly slot: Slot; readonly state: Outcome['state']; readonly trouble: boolean };

/** What is known of the world without asking the code under test. */
export type Model = {
  /** How many steps there were. */
  step: number;
  /** Those that are not ended, as they are now, and the step of their last change. */
  readonly subscriptions: Map<string, { readonly now: Subscription; readonly since: number }>;
  /** Ticks that ran to their end: the step, and the clock. */
  readonly ticks: { readonly step: number; readonly at: number }[];
  /** Slots that were asked for by hand. */
  readonly hurried: Set<string>;
  /** Slots that were skipped ahead. */
  readonly skipped: Set<string>;
  /** Every slot that was claimed, and how it ended; null: not yet. */
  readonly claims: Map<string, Claimed>;
  /** Every slot that was closed without a claim. */
  readonly closed: Set<string>;
  /** When somebody shared a paper by hand, last: `PLACE PAPER`. */
  readonly shared: Map<string, string>;
  /** When each paper came. */
  readonly papers: Map<PaperId, string>;
  /** The day of the list that a paper was on; only of those that were on one. */
  readonly lists: Map<PaperId, string>;
  crashes: number;
  /** How many slots were opened again. */
  reopened: number;
  troubles: number;
};

export type Claimed = {
  readonly claim: Claim;
  /** As it was then. */
  readonly subscription: Subscription;
  readonly at: Date;
  readonly step: number;
  readonly state: Outcome['state'] | null;
};

export function createModel(): Model {
  return {
    step: 0,
    subscriptions: new Map(),
    ticks: [],
    hurried: new Set(),
    skipped: new Set(),
    claims: new Map(),
    closed: new Set(),
    shared: new Map(),
    papers: new Map(),
    lists: new Map(),
    crashes: 0,
    reopened: 0,
    troubles: 0,
  };
}

/** The ledger, with a memory of what was written to it. */
export function recorded(ledger: Ledger, now: () => Date, happenings: Happening[]): Ledger {
  return {
    ...ledger,
    async claim(claim) {
      const answer = await ledger.claim(claim);
      if (answer === 'claimed') happenings.push({ kind: 'claim', slot: claim.slot, claim, now: now() });
      return answer;
    },
    async close(slot, place, outcome) {
      const isNew = await ledger.close(slot, place, outcome);
      if (isNew) happenings.push({ kind: 'close', slot, outcome, now: now() });
      return isNew;
    },
    async settle(slot, outcome, trouble) {
      await ledger.settle(slot, outcome, trouble);
      happenings.push({ kind: 'settle', slot, state: outcome.state, trouble: trouble !== undefined });
    },
  };
}

/** Whether a slot of that date is to be posted at that instant, by what the subscription says alone. */
export function isDue(subscription: Subscription, date: string, now: Date): boolean {
  const { timetable, from, createdAt } = subscription;
  if (!hasSlot(timetable, date) || (from !== null && date < from)) return false;
  const at = slotInstant(timetable, date);
  return at.getTime() >= Date.parse(createdAt) && isWithin(at, now, timetable.zone);
}

/** Not before, at most six hours after, and on the same local day. */
export function isWithin(at: Date, now: Date, zone: string): boolean {
  const late = now.getTime() - at.getTime();
  return late >= 0 && late < 6 * 3_600_000 && localDate(now, zone) === localDate(at, zone);
}

export function isPaused({ pause }: Subscription, date: string): boolean {
  return pause !== null && (pause.until === null || date < pause.until);
}

/** The dates that can have a slot at that instant: a clock change can push one over midnight. */
export function datesAt(subscription: Subscription, now: Date): readonly string[] {
  const today = localDate(now, subscription.timetable.zone);
  return [addDays(today, -1), today];
}

export function isKnown(model: Model, slot: Slot): boolean {
  const key = deliveryKey(slot);
  return model.claims.has(key) || model.closed.has(key) || model.skipped.has(key);
}

/** Whether people saw, or may have seen, the post of a claim that ended so; null: not yet. */
export function reached(state: Claimed['state']): boolean {
  return state === null || state === 'sent' || state === 'unknown';
}

/** When a paper can be chosen from: when it came, or when its list is settled, half past two (UTC) on the day after it. */
export function readyAt(model: Model, id: PaperId): number {
  const day = model.lists.get(id);
  const came = Date.parse(model.papers.get(id) ?? '');
  return day === undefined ? came : Math.max(came, Date.parse(`${addDays(day, 1)}T02:30:00Z`));
}

/** Whether a paper was shared by hand in a place in the thirty days before a date. */
export function wasShared(model: Model, place: Place, id: PaperId, date: string): boolean {
  const at = model.shared.get(`${placeKey(place)} ${id}`);
  return at !== undefined && at.slice(0, 10) >= addDays(date, -30);
}
