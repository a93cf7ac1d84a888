import type { Place } from '../chat/place.ts';
import { placeKey } from '../chat/place.ts';
import { describeWish } from './grammar.ts';
import type { Subscription, Wish } from './subscription.ts';

/** What the file asks for in a place. */
export type FileWish = { readonly place: Place; readonly wish: Wish };

/** What to do so that the stored subscriptions are those of the file. */
export type Step =
  | { readonly kind: 'add'; readonly place: Place; readonly wish: Wish }
  /** Its entry was changed: it goes on under the same number, so that no date gets a second post. */
  | { readonly kind: 'update'; readonly subscription: Subscription; readonly wish: Wish }
  /** Its entry left the file. */
  | { readonly kind: 'pause'; readonly subscription: Subscription }
  /** Its entry is back. */
  | { readonly kind: 'resume'; readonly subscription: Subscription }
  /** People of the place asked for the very same before: it stays theirs. */
  | { readonly kind: 'leave'; readonly subscription: Subscription };

/**
 * The steps from what is stored to what the file asks for. Only subscriptions of the file are ever touched; done twice, the
 * second time there is nothing to do but to leave.
 */
export function reconcile(file: readonly FileWish[], stored: readonly Subscription[]): readonly Step[] {
  const places = new Set([...file, ...stored].map(({ place }) => placeKey(place)));
  return [...places].flatMap((key) =>
    inPlace(
      file.filter(({ place }) => placeKey(place) === key),
      stored.filter(({ place }) => placeKey(place) === key),
    ),
  );
}

function inPlace(file: readonly FileWish[], stored: readonly Subscription[]): readonly Step[] {
  const own = new Map(stored.filter(({ owner }) => owner === 'file').map((one) => [describeWish(one), one]));
  const chat = new Map(stored.filter(({ owner }) => owner === 'chat').map((one) => [describeWish(one), one]));
  // The same entry twice is one.
  const wanted = new Map(file.map((entry) => [describeWish(entry.wish), entry]));
  const steps: Step[] = [];
  const changed: FileWish[] = [];
  for (const [words, entry] of wanted) {
    const same = own.get(words);
    const theirs = chat.get(words);
    if (same !== undefined) {
      own.delete(words);
      if (same.pause?.by === 'file') steps.push({ kind: 'resume', subscription: same });
    } else if (theirs === undefined) {
      changed.push(entry);
    } else {
      steps.push({ kind: 'leave', subscription: theirs });
    }
  }
  const pairs = pairUp(
    changed,
    [...own.values()].toSorted((a, b) => a.number - b.number),
  );
  for (const { place, wish } of changed) {
    const subscription = pairs.get(wish);
    if (subscription === undefined) {
      steps.push({ kind: 'add', place, wish });
      continue;
    }
    steps.push({ kind: 'update', subscription, wish });
    if (subscription.pause?.by === 'file') steps.push({ kind: 'resume', subscription });
  }
  const goOn = new Set(pairs.values());
  for (const subscription of own.values()) {
    if (!goOn.has(subscription) && subscription.pause?.by !== 'file') steps.push({ kind: 'pause', subscription });
  }
  return steps;
}

/**
 * Which stored subscription goes on as which changed entry: the likest first, so that an entry that changed goes on as
 * itself when another one left. Both in order; of equals the first.
 */
function pairUp(changed: readonly FileWish[], left: readonly Subscription[]): ReadonlyMap<Wish, Subscription> {
  const pairs = changed.flatMap(({ wish }) =>
    left.map((subscription) => ({ wish, subscription, likeness: likeness(wish, subscription) })),
  );
  const paired = new Map<Wish, Subscription>();
  const taken = new Set<Subscription>();
  for (const { wish, subscription } of pairs.toSorted((a, b) => b.likeness - a.likeness)) {
    if (paired.has(wish) || taken.has(subscription)) continue;
    paired.set(wish, subscription);
    taken.add(subscription);
  }
  return paired;
}

/** The same query counts more than all the rest: it is what a day's post is of. */
function likeness(one: Wish, other: Wish): number {
  const same = [
    one.timetable.at === other.timetable.at,
    one.timetable.zone === other.timetable.zone,
    one.timetable.days.join() === other.timetable.days.join(),
    one.top === other.top,
    one.empty === other.empty,
  ].filter(Boolean).length;
  return same + (one.query === other.query ? 10 : 0);
}
