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
  const left = [...own.values()].toSorted((a, b) => a.number - b.number);
  changed.forEach(({ place, wish }, at) => {
    const subscription = left[at];
    if (subscription === undefined) steps.push({ kind: 'add', place, wish });
    else steps.push({ kind: 'update', subscription, wish });
    if (subscription?.pause?.by === 'file') steps.push({ kind: 'resume', subscription });
  });
  for (const subscription of left.slice(changed.length)) {
    if (subscription.pause?.by !== 'file') steps.push({ kind: 'pause', subscription });
  }
  return steps;
}
