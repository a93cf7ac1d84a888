import { placeKey } from '../chat/place.ts';
import type { Place } from '../chat/place.ts';
import { settledAt } from '../paper/list-day.ts';
import type { Paper } from '../paper/paper.ts';
import { parseQuery } from '../search/query.ts';
import { chooseFor } from '../selection/choose-for.ts';
import { choose, startsOver } from '../selection/choose.ts';
import type { Entry } from '../store/store.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { addDays, localDate, slotInstant } from '../subscription/timetable.ts';
import type { CommandParts } from './command.ts';

/** What a place shows on a day. */
export type Day = {
  /** Empty when no paper fits the topic. */
  readonly choices: readonly { readonly paper: Paper; readonly reason: string }[];
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly startsOver: boolean;
  readonly topic: string;
};

/** The paper of the day of a place: the one that was posted, or else the one of this date, which stays unrecorded. */
export async function paperOfToday(place: Place, zone: string, parts: CommandParts): Promise<Day> {
  const subscriptions = await parts.store.subscriptions.list(place);
  const [first = null] = subscriptions;
  const date = localDate(parts.now(), first?.timetable.zone ?? zone);
  return (await posted(subscriptions, parts)) ?? chosenOn(date, first, place, parts);
}

/** What a subscription of this place posted on its today; null when none has. */
async function posted(subscriptions: readonly Subscription[], parts: CommandParts): Promise<Day | null> {
  for (const subscription of subscriptions) {
    const date = localDate(parts.now(), subscription.timetable.zone);
    const entry = await parts.store.ledger.get({ subscriptionId: subscription.id, date });
    if (entry?.outcome?.state !== 'sent') continue;
    const day = await dayOf(entry, subscription.query, parts);
    if (day.choices.length > 0) return day;
  }
  return null;
}

/** What the post of an entry of the ledger showed, so far as its papers are still known. */
export async function dayOf(entry: Entry, topic: string, parts: CommandParts): Promise<Day> {
  const choices: Day['choices'][number][] = [];
  for (const { id, reason } of entry.papers) {
    const paper = await parts.store.papers.get(id);
    if (paper !== null) choices.push({ paper, reason });
  }
  return { choices, date: entry.slot.date, startsOver: startsOver(entry.papers), topic };
}

/**
 * What the first subscription would post on a day; in a place without one, a paper of all. It is the same as long as
 * nothing else is shown, and it is not written down.
 */
export async function chosenOn(
  date: string,
  subscription: Subscription | null,
  place: Place,
  parts: CommandParts,
): Promise<Day> {
  const chooseParts = { index: parts.index, ...parts.store };
  const { choices, startsOver: again } =
    subscription === null
      ? await choose(chooseParts, {
          query: parseQuery(''),
          place,
          date,
          at: settledBy(date, parts.now()),
          since: null,
          seed: `${placeKey(place)} ${date}`,
          top: 1,
        })
      : await chooseFor(chooseParts, subscription, date, slotInstant(subscription.timetable, date));
  return { choices, date, startsOver: again, topic: subscription?.query ?? '' };
}

/** The same lists count all day long, from when that of the day before is settled. */
function settledBy(date: string, now: Date): Date {
  return new Date(Math.min(settledAt(addDays(date, -1)).getTime(), now.getTime()));
}
