import type { Ledger } from '../store/store.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { localDate, nextSlot, slotInstant } from '../subscription/timetable.ts';
import { MAX_MISSED, dueSlots, isPausedOn } from './due.ts';

/** A post to come: its local date, and when it is due. One of the past comes with the next heartbeat. */
export type NextPost = { readonly date: string; readonly at: Date };

export type NextPostsParts = {
  readonly store: { readonly ledger: Pick<Ledger, 'get' | 'dates'> };
  readonly now: () => Date;
};

/** The next post; null while the subscription is paused until somebody resumes it. */
export async function nextPost(subscription: Subscription, parts: NextPostsParts): Promise<NextPost | null> {
  const [next = null] = await nextPosts(subscription, { most: 1 }, parts);
  return next;
}

/**
 * The next posts, at most so many, and none after `until`: what is due by now, then slots of the future that have not been
 * skipped and that no pause keeps from being posted. A changed time may come twice a day, and then only the first counts.
 * Of a pause without an end, only what was asked for by its date.
 */
export async function nextPosts(
  subscription: Subscription,
  { most, until }: { readonly most: number; readonly until?: Date },
  { store: { ledger }, now }: NextPostsParts,
): Promise<readonly NextPost[]> {
  const { id, timetable } = subscription;
  const today = localDate(now(), timetable.zone);
  const known = new Set(await ledger.dates(id, today, MAX_MISSED + 1));
  const found: NextPost[] = dueSlots(subscription, now(), known).due.map(({ slot, at }) => ({ date: slot.date, at }));
  const first = firstDate(subscription);
  if (first === null) return found.slice(0, most);
  const begin = first === '' ? now() : new Date(slotInstant({ ...timetable, at: '00:00' }, first).getTime() - 1);
  let after = begin.getTime() > now().getTime() ? begin : now();
  // The ledger knows only as many slots of the future as people skipped, so this ends.
  while (found.length < most) {
    const next = nextSlot(timetable, after);
    if (until !== undefined && next.at.getTime() > until.getTime()) break;
    after = next.at;
    const isNew = found.every(({ date }) => date !== next.date);
    if (next.date < first || !isNew || isPausedOn(subscription, next.date)) continue;
    if ((await ledger.get({ subscriptionId: id, date: next.date })) === null) found.push(next);
  }
  return found.slice(0, most);
}

/** The first date that may have a post; empty: any. Null: none, until somebody resumes it. */
function firstDate({ from, pause }: Subscription): string | null {
  if (pause !== null && pause.until === null) return null;
  return [from ?? '', pause?.until ?? ''].toSorted().at(-1) ?? '';
}
