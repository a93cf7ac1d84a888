import { placeKey } from '../chat/place.ts';
import type { Place } from '../chat/place.ts';
import { settledAt } from '../paper/list-day.ts';
import type { Paper } from '../paper/paper.ts';
import { parseQuery } from '../search/query.ts';
import { chooseFor } from '../selection/choose-for.ts';
import { choose, startsOver } from '../selection/choose.ts';
import { forecast } from '../selection/forecast.ts';
import { nextPost } from '../selection/next-posts.ts';
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

/** The day of one subscription of a place; of none, where the place has none. */
export type SubscribedDay = { readonly subscription: Subscription | null; readonly day: Day };

/**
 * The paper of the day of a place: one that was posted, or else the first of this date that there is, which stays
 * unrecorded.
 */
export async function paperOfToday(place: Place, zone: string, parts: CommandParts): Promise<Day> {
  const before = await posted(await parts.store.subscriptions.list(place), parts);
  if (before !== null) return before;
  const days = (await daysOfToday(place, zone, parts)).map(({ day }) => day);
  const [first] = days;
  if (first === undefined) throw new Error('Expected a day of a place, found none');
  return days.find(({ choices }) => choices.length > 0) ?? first;
}

/** What each subscription of a place posted on its today, or would post; at least one. */
export async function daysOfToday(place: Place, zone: string, parts: CommandParts): Promise<readonly SubscribedDay[]> {
  const subscriptions = await parts.store.subscriptions.list(place);
  const dayFor = async (subscription: Subscription | null): Promise<SubscribedDay> => {
    const date = localDate(parts.now(), subscription?.timetable.zone ?? zone);
    if (subscription === null) return { subscription, day: await chosenOn(date, null, place, parts) };
    const before = await posted([subscription], parts);
    return { subscription, day: before ?? (await comingOn(date, subscription, subscriptions, parts)) };
  };
  return Promise.all(subscriptions.length === 0 ? [dayFor(null)] : subscriptions.map(dayFor));
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
 * What a subscription will post on a day, after the other posts of its place that come before it; as it would be chosen
 * where no post of it comes that day any more.
 */
export async function comingOn(
  date: string,
  subscription: Subscription,
  here: readonly Subscription[],
  parts: CommandParts,
): Promise<Day> {
  const { index, store, now } = parts;
  const next = await nextPost(subscription, parts);
  if (next?.date !== date) return chosenOn(date, subscription, subscription.place, parts);
  const { plan } = await forecast({ index, ...store, now }, subscription, here);
  const topic = subscription.query;
  if (plan.kind === 'nothing') return { choices: [], date, startsOver: false, topic };
  return { choices: plan.choices, date, startsOver: plan.startsOver, topic };
}

/**
 * What a subscription would post on a day; in a place without one, a paper of all. It is the same as long as
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
