import { isPausedOn } from '../selection/due.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { localDate, nextSlot, slotInstant } from '../subscription/timetable.ts';
import type { CommandParts } from './command.ts';

/** A post to come: its local date, and when it is due. */
export type NextPost = { readonly date: string; readonly at: Date };

/** The next post; null while the subscription is paused until somebody resumes it. */
export async function nextPost(subscription: Subscription, parts: CommandParts): Promise<NextPost | null> {
  const [next = null] = await nextPosts(subscription, 1, parts);
  return next;
}

/**
 * The next posts: slots of the future that have not been served or skipped, and no pause keeps from being posted. A changed
 * time may come twice a day, and then only the first counts. Empty while a pause has no end.
 */
export async function nextPosts(
  subscription: Subscription,
  count: number,
  parts: CommandParts,
): Promise<readonly NextPost[]> {
  const { id, timetable, postOn } = subscription;
  const now = parts.now();
  const today = localDate(now, timetable.zone);
  const isFree = async (date: string): Promise<boolean> =>
    (await parts.store.ledger.get({ subscriptionId: id, date })) === null;
  const found: NextPost[] = postOn === today && (await isFree(today)) ? [{ date: today, at: now }] : [];
  const first = firstDate(subscription);
  if (first === null) return found;
  let after = laterOf(
    now,
    first === '' ? now : new Date(slotInstant({ ...timetable, at: '00:00' }, first).getTime() - 1),
  );
  // The ledger knows only as many slots of the future as people skipped, so this ends.
  while (found.length < count) {
    const next = nextSlot(timetable, after);
    after = next.at;
    const isOpen = next.date >= first && next.date !== found[0]?.date && !isPausedOn(subscription, next.date);
    if (isOpen && (await isFree(next.date))) found.push(next);
  }
  return found;
}

/** The first date that may have a post; empty: any. Null: none, until somebody resumes it. */
function firstDate({ from, pause }: Subscription): string | null {
  if (pause !== null && pause.until === null) return null;
  return [from ?? '', pause?.until ?? ''].toSorted().at(-1) ?? '';
}

function laterOf(one: Date, other: Date): Date {
  return one.getTime() > other.getTime() ? one : other;
}
