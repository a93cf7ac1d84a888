import { placeKey } from '../../../src/chat/place.ts';
import { plainText } from '../../../src/cards/plain-text.ts';
import type { PaperId } from '../../../src/paper/paper.ts';
import { deliveryKey } from '../../../src/subscription/subscription.ts';
import type { Slot, Subscription } from '../../../src/subscription/subscription.ts';
import { localDate, slotInstant } from '../../../src/subscription/timetable.ts';
import type { Claimed, Happening, Model } from './model.ts';
import { datesAt, isDue, isKnown, isPaused, isWithin, readyAt, wasShared } from './model.ts';
import type { Real } from './real.ts';

/** The number is that of the promise in docs/delivery.md. */
export function promise(number: number, holds: boolean, what: () => string): void {
  if (!holds) throw new Error(`Promise ${number} is broken: ${what()}`);
}

/** What happened since the last look, against what was promised. */
export async function inspect(model: Model, real: Real): Promise<void> {
  for (const happening of real.happenings.splice(0)) {
    if (happening.kind === 'claim') checkClaim(happening, model);
    else if (happening.kind === 'close') checkClose(happening, model);
    else settle(happening, model);
  }
  const { messages, told } = real.world.chat;
  for (; real.seen < messages.length; real.seen += 1) checkMessage(real.seen, model, real);
  promise(
    2,
    told.length <= model.troubles + model.crashes,
    () => `${told.length} words for ${model.troubles} troubles`,
  );
  // A trouble sets a subscription aside, and nobody but the code under test knows when.
  for (const stored of await real.world.store.subscriptions.all()) {
    const known = model.subscriptions.get(stored.id);
    if (known === undefined) continue;
    const isAside = stored.pause?.by === 'trouble' && known.now.pause === null;
    if (isAside) model.subscriptions.set(stored.id, { now: stored, since: model.step });
  }
}

/** The first end stands, but doubt gives way to what is found out, and everything to what was seen. */
function settle({ slot, state, trouble }: Extract<Happening, { kind: 'settle' }>, model: Model): void {
  if (trouble) model.troubles += 1;
  const key = deliveryKey(slot);
  const claimed = model.claims.get(key);
  if (claimed === undefined) return promise(1, false, () => `${key} has an end, and was never claimed`);
  const isOpen = claimed.state === null || claimed.state === 'unknown';
  if (isOpen || (claimed.state !== 'sent' && state === 'sent')) model.claims.set(key, { ...claimed, state });
}

/** After a tick that ran to its end: nothing that is due is left. */
export function checkServed(model: Model, now: Date): void {
  for (const { now: subscription } of model.subscriptions.values()) {
    for (const date of datesAt(subscription, now)) {
      const slot = { subscriptionId: subscription.id, date };
      if (!isDue(subscription, date, now) || isPaused(subscription, date)) continue;
      promise(1, isKnown(model, slot), () => `${deliveryKey(slot)} was due at ${now.toISOString()}, and is nowhere`);
    }
  }
}

function checkClaim({ slot, claim, now }: Extract<Happening, { kind: 'claim' }>, model: Model): void {
  const key = deliveryKey(slot);
  const subscription = subscriptionOf(slot, model);
  promise(1, !isKnown(model, slot), () => `${key} was claimed twice, or was skipped`);
  const hurried = model.hurried.has(key);
  // What was asked for by hand is due when it comes, unless its time had come.
  const isOfTime = isDue(subscription, slot.date, now);
  const due = (isOfTime ? slotInstant(subscription.timetable, slot.date) : now).getTime();
  promise(4, hurried || isOfTime, () => `${key} was claimed at ${now.toISOString()}`);
  promise(8, hurried || !isPaused(subscription, slot.date), () => `${key} was claimed while it was paused`);
  const counts = shownCounts(subscription, slot.date, model);
  const ready = [...model.papers.keys()].filter((id) => !model.lists.has(id) || readyAt(model, id) <= due);
  const least = Math.min(...ready.map((id) => counts.get(id) ?? 0));
  const isFresh = subscription.empty !== 'best-unseen';
  for (const { id, shownBefore } of claim.papers) {
    promise(
      5,
      (counts.get(id) ?? 0) === shownBefore,
      () => `${id} was shown ${counts.get(id)} times, not ${shownBefore}`,
    );
    promise(6, ready.includes(id), () => `${id} is of the list of ${model.lists.get(id)}, which was not settled`);
    promise(5, shownBefore <= (isFresh ? 0 : least), () => `${id} came again in ${key} before others came`);
    if (isFresh) checkFresh(id, subscription, slot.date, model);
  }
  promise(7, claim.papers.length > 0 || subscription.empty === 'say-why', () => `${key} says that it is empty`);
  promise(5, new Set(claim.papers.map(({ id }) => id)).size === claim.papers.length, () => `${key} has a paper twice`);
  model.claims.set(key, { claim, subscription, at: now, step: model.step, state: null });
}

function checkFresh(id: PaperId, subscription: Subscription, date: string, model: Model): void {
  const dates = [...model.claims.values()]
    .filter(({ claim, state }) => claim.slot.subscriptionId === subscription.id && reached(state))
    .map(({ claim }) => claim.slot.date);
  const last = dates
    .filter((one) => one < date)
    .toSorted()
    .at(-1);
  if (last === undefined) return;
  const since = slotInstant(subscription.timetable, last);
  promise(
    7,
    readyAt(model, id) > since.getTime(),
    () => `${id} came ${model.papers.get(id)}, before ${since.toISOString()}`,
  );
}

function reached(state: Claimed['state']): boolean {
  return state === null || state === 'sent' || state === 'unknown';
}

function checkClose({ slot, outcome, now }: Extract<Happening, { kind: 'close' }>, model: Model): void {
  const key = deliveryKey(slot);
  promise(1, !isKnown(model, slot), () => `${key} was closed, and known before`);
  promise(1, outcome.reason !== '' && outcome.at !== '', () => `${key} was closed without a reason`);
  const subscription = subscriptionOf(slot, model);
  const at = slotInstant(subscription.timetable, slot.date);
  if (outcome.state === 'missed') {
    const since = model.subscriptions.get(slot.subscriptionId)?.since ?? 0;
    const chance = model.ticks.find(
      (tick) => tick.step > since && isWithin(at, new Date(tick.at), subscription.timetable.zone),
    );
    promise(3, chance === undefined, () => `${key} was missed although there was a tick in step ${chance?.step}`);
    promise(3, !isWithin(at, now, subscription.timetable.zone), () => `${key} was missed while it could be posted`);
  } else {
    const isEmpty = subscription.empty === 'quiet';
    promise(7, isEmpty || isPaused(subscription, slot.date), () => `${key} was left out: ${outcome.reason}`);
  }
  model.closed.add(key);
}

function checkMessage(index: number, model: Model, { world }: Real): void {
  const { messages } = world.chat;
  const message = messages[index]!;
  const { key } = message;
  promise(2, messages.findIndex((one) => one.key === key) === index, () => `${key} is there twice`);
  const claimed = model.claims.get(key);
  if (claimed === undefined) return promise(1, false, () => `${key} was posted before it was claimed`);
  promise(1, placeKey(claimed.claim.place) === placeKey(message.place), () => `${key} is in another place`);
  const { slot } = claimed.claim;
  const subscription = subscriptionOf(slot, model);
  const hurried = model.hurried.has(key);
  promise(8, hurried || !isPaused(subscription, slot.date), () => `${key} was posted while it was paused`);
  const now = world.clock.now();
  const at = slotInstant(subscription.timetable, slot.date);
  const then = claimed.subscription.timetable;
  const scheduled = [
    { from: at, zone: subscription.timetable.zone },
    { from: slotInstant(then, slot.date), zone: then.zone },
  ];
  // By hand, or in a zone that it was given since: on that date all the same.
  const moved = [subscription.timetable.zone, then.zone]
    .filter((zone) => localDate(now, zone) === slot.date)
    .map((zone) => ({ from: claimed.at, zone }));
  const times = [...scheduled, ...moved];
  const inTime = times.some(({ from, zone }) => now < from || isWithin(from, now, zone));
  promise(
    3,
    inTime,
    () => `${key} was posted at ${now.toISOString()}: ${JSON.stringify([claimed.at, times, subscription.postOn])}`,
  );
  if (hurried || claimed.step !== model.step || claimed.claim.papers.length === 0) return;
  const isLate = now.getTime() - at.getTime() > 10 * 60_000;
  const says = plainText(message.card).includes('later than planned');
  promise(3, says === isLate, () => `${key} is ${isLate ? '' : 'not '}late, and ${says ? 'says' : 'does not say'} so`);
}

/** How often each paper was shown in the place of a subscription, by what can have been seen there. */
function shownCounts({ place }: Subscription, date: string, model: Model): ReadonlyMap<PaperId, number> {
  const counts = new Map<PaperId, number>();
  const add = (id: PaperId): void => void counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const { claim, state } of model.claims.values()) {
    if (reached(state) && placeKey(claim.place) === placeKey(place)) for (const { id } of claim.papers) add(id);
  }
  for (const id of model.papers.keys()) if (wasShared(model, place, id, date)) add(id);
  return counts;
}

function subscriptionOf({ subscriptionId }: Slot, model: Model): Subscription {
  const known = model.subscriptions.get(subscriptionId);
  if (known === undefined) throw new Error(`Promise 8 is broken: ${subscriptionId} was ended before`);
  return known.now;
}
