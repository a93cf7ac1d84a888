import { wholePlace } from '../chat/place.ts';
import type { Place } from '../chat/place.ts';
import type { Paper } from '../paper/paper.ts';
import type { Entry } from '../store/store.ts';
import type { CommandParts } from './command.ts';
import { chosenOn, comingOn, dayOf } from './paper-of-today.ts';
import type { Day } from './paper-of-today.ts';

/** A post, by its date and one of its papers. */
export type NamedDay = { readonly date: string; readonly paper: Paper };

/**
 * The post of a day that held the paper: as it was posted, or else as it would be chosen for that day, which is what
 * `today` showed where nothing was posted. When neither has the paper any more, the paper alone without a reason.
 */
export async function paperOfDay(named: NamedDay, place: Place, parts: CommandParts): Promise<Day> {
  const { date, paper } = named;
  const entry = await entryOfDay(named, place, parts);
  const subscriptions = await parts.store.subscriptions.list(entry?.place ?? place);
  if (entry !== null) {
    const subscription = subscriptions.find(({ id }) => id === entry.slot.subscriptionId);
    return dayOf(entry, subscription?.query ?? '', parts);
  }
  for (const subscription of subscriptions.length === 0 ? [null] : subscriptions) {
    const day =
      subscription === null
        ? await chosenOn(date, null, place, parts)
        : await comingOn(date, subscription, subscriptions, parts);
    if (day.choices.some((choice) => choice.paper.id === paper.id)) return day;
  }
  return { choices: [{ paper, reason: '' }], date, startsOver: false, topic: '' };
}

/** What the ledger has of a post in the thread where it is asked for, or in its channel; null for nothing. */
export async function entryOfDay(named: NamedDay, place: Place, parts: CommandParts): Promise<Entry | null> {
  const here = await entryIn(named, place, parts);
  return here ?? (place.thread === null ? null : entryIn(named, wholePlace(place), parts));
}

async function entryIn({ date, paper }: NamedDay, place: Place, { store }: CommandParts): Promise<Entry | null> {
  // Of a subscription that has ended only the newest showing of a paper can be found.
  const last = await store.ledger.lastShown(place, paper.id);
  if (last?.slot.date === date) return last;
  for (const { id } of await store.subscriptions.list(place)) {
    const entry = await store.ledger.get({ subscriptionId: id, date });
    if (entry?.papers.some((shown) => shown.id === paper.id)) return entry;
  }
  return null;
}
