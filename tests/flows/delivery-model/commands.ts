import * as fc from 'fast-check';
import { postCard } from '../../../src/cards/post-card.ts';
import { placeKey } from '../../../src/chat/place.ts';
import { DeliveryError } from '../../../src/platforms/platform.ts';
import { forecast } from '../../../src/selection/forecast.ts';
import { nextPost, nextPosts } from '../../../src/selection/next-posts.ts';
import type { Pause, Slot, Subscription, Weekday, Wish } from '../../../src/subscription/subscription.ts';
import { deliveryKey } from '../../../src/subscription/subscription.ts';
import { addDays, localDate, nextSlot, slotInstant } from '../../../src/subscription/timetable.ts';
import { place } from '../deliver-world.ts';
import { checkServed, inspect, promise } from './checks.ts';
import { isKnown, reached } from './model.ts';
import type { Model } from './model.ts';
import { bring } from './real.ts';
import type { Real } from './real.ts';

type Step = fc.AsyncCommand<Model, Real>;
type Work = (model: Model, real: Real) => Promise<void>;

/** A step: what it does, then what must still be so. */
function step(name: string, work: Work): Step {
  return {
    check: () => true,
    async run(model, real) {
      model.step += 1;
      await work(model, real);
      await inspect(model, real);
    },
    toString: () => name,
  };
}

/** A step that is about one of the subscriptions that there are, if there are any. */
function about(
  name: string,
  nth: number,
  work: (subscription: Subscription, ...rest: Parameters<Work>) => Promise<void>,
) {
  return step(`${name} #${nth}`, async (model, real) => {
    const all = [...model.subscriptions.values()];
    const one = all[nth % Math.max(1, all.length)];
    if (one !== undefined) await work(one.now, model, real);
  });
}

/** A preview that looks further ahead is not followed. */
const MOST_BEATS = 12;

function beginning(wish: Wish, ahead: number | null, now: Date): Wish {
  return ahead === null ? wish : { ...wish, from: addDays(localDate(now, wish.timetable.zone), ahead) };
}

function keep(model: Model, subscription: Subscription): void {
  model.subscriptions.set(subscription.id, { now: subscription, since: model.step });
}

/** What the place had already, by one that was ended or changed since, does not come again for the same query. */
function leaveOutServed(model: Model, subscription: Subscription, now: Date): void {
  const today = localDate(now, subscription.timetable.zone);
  for (const { claim, subscription: then, state } of model.claims.values()) {
    const { slot } = claim;
    if (slot.date < today || placeKey(claim.place) !== placeKey(subscription.place)) continue;
    const asksStill = model.subscriptions.get(slot.subscriptionId)?.now.query === subscription.query;
    const isOther = slot.subscriptionId !== subscription.id;
    if (!isOther || asksStill || then.query !== subscription.query || !reached(state)) continue;
    model.skipped.add(deliveryKey({ subscriptionId: subscription.id, date: slot.date }));
  }
}

const FAULTS = {
  'lost before': new DeliveryError({ kind: 'unknown' }, 'no answer'),
  'lost after': new Error('socket hang up'),
  busy: new DeliveryError({ kind: 'busy', retryAfterMs: 90_000 }, 'slow down'),
  rejected: new DeliveryError({ kind: 'rejected' }, 'bad card'),
  forbidden: new DeliveryError({ kind: 'forbidden', remedy: 'Invite Paperboy.' }, 'not there'),
  gone: new DeliveryError({ kind: 'gone' }, 'no such place'),
} as const;

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const days: fc.Arbitrary<readonly Weekday[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<readonly Weekday[]>([1, 2, 3, 4, 5, 6, 7]) },
  { weight: 1, arbitrary: fc.subarray<Weekday>([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }) },
);
const time = fc
  .tuple(fc.nat(23), fc.constantFrom(0, 0, 30, 59))
  .map(([hour, minute]) => `${`${hour}`.padStart(2, '0')}:${`${minute}`.padStart(2, '0')}`);
const wish: fc.Arbitrary<Wish> = fc.record({
  query: fc.constantFrom('', 'paper', 'about'),
  timetable: fc.record({ at: time, zone: zones, days }),
  top: fc.constantFrom(1, 1, 2),
  thread: fc.constant(false),
  empty: fc.constantFrom('best-unseen' as const, 'best-unseen' as const, 'quiet' as const, 'say-why' as const),
  from: fc.constant(null),
});
/** So many days ahead of the day of the asking; null: from the next slot on. */
const fromAhead = fc.option(fc.nat(4), { freq: 6, nil: null });
const nth = fc.nat(5);
const lifeNumber = fc.constantFrom<0 | 1>(0, 1);
const channel = fc.constantFrom('general', 'general', 'papers');

const subscribe = fc.tuple(wish, fromAhead, channel).map(([wanted, ahead, where]) =>
  step(`subscribe ${where} ${JSON.stringify(wanted)} from +${ahead}`, async (model, { world }) => {
    const by = { platform: 'chat', workspace: null, id: 'ada' };
    const now = world.clock.now();
    const begun = beginning(wanted, ahead, now);
    const { subscription, existing } = await world.store.subscriptions.add(begun, place(where), by, now.toISOString());
    if (existing) return;
    keep(model, subscription);
    leaveOutServed(model, subscription, now);
  }),
);
const edit = fc.tuple(nth, wish, fromAhead).map(([which, wanted, ahead]) =>
  about(`edit ${JSON.stringify(wanted)} from +${ahead}`, which, async ({ place: where, number }, model, { world }) => {
    const now = world.clock.now();
    const begun = beginning(wanted, ahead, now);
    const updated = await world.store.subscriptions.update(where, number, begun, now.toISOString());
    if (updated.kind !== 'updated') return;
    keep(model, updated.subscription);
    leaveOutServed(model, updated.subscription, now);
  }),
);
const remove = nth.map((which) =>
  about('unsubscribe', which, async ({ id, place: where, number }, model, { world }) => {
    await world.store.subscriptions.remove(where, number);
    model.subscriptions.delete(id);
  }),
);
const pause = fc.tuple(nth, fc.option(fc.integer({ min: 1, max: 5 }))).map(([which, length]) =>
  about(`pause ${length ?? ''}`, which, async ({ id, timetable }, model, { world }) => {
    const until = length === null ? null : addDays(localDate(world.clock.now(), timetable.zone), length);
    const said: Pause = { by: 'person', until, reason: '' };
    const paused = await world.store.subscriptions.setPause(id, said);
    if (paused !== null) keep(model, paused);
  }),
);
const resume = nth.map((which) =>
  about('resume', which, async ({ id }, model, { world }) => {
    const resumed = await world.store.subscriptions.setPause(id, null);
    if (resumed !== null) keep(model, resumed);
  }),
);
const skip = fc.tuple(nth, fc.nat(3)).map(([which, ahead]) =>
  about(`skip +${ahead}`, which, async ({ id, place: where, timetable }, model, { world }) => {
    const slot = { subscriptionId: id, date: addDays(localDate(world.clock.now(), timetable.zone), ahead) };
    const outcome = {
      state: 'skipped',
      reason: 'Somebody asked for it.',
      at: world.clock.now().toISOString(),
    } as const;
    if (await world.store.ledger.close(slot, where, { ...outcome, message: null }))
      model.skipped.add(deliveryKey(slot));
  }),
);
const hurry = nth.map((which) =>
  about('post', which, async ({ id, timetable }, model, real) => {
    const slot = { subscriptionId: id, date: localDate(real.world.clock.now(), timetable.zone) };
    await inspect(model, real);
    if (isKnown(model, slot) && !(await reopened(slot, model, real))) return;
    await real.world.store.subscriptions.hurry(id, slot.date);
    model.hurried.add(deliveryKey(slot));
  }),
);
/** As `resume` takes back what was skipped ahead. */
const takeBack = fc.tuple(nth, fc.nat(3)).map(([which, ahead]) =>
  about(`take back +${ahead}`, which, async ({ id, timetable }, model, real) => {
    const now = real.world.clock.now();
    const slot = { subscriptionId: id, date: addDays(localDate(now, timetable.zone), ahead) };
    await inspect(model, real);
    if (slotInstant(timetable, slot.date) <= now) return;
    if ((await real.world.store.ledger.get(slot))?.outcome?.state === 'skipped') await reopened(slot, model, real);
  }),
);
const share = fc.tuple(fc.nat(20), channel).map(([which, where]) =>
  step(`share paper ${which} in ${where}`, async (model, { world }) => {
    const ids = [...model.papers.keys()];
    const id = ids[which % ids.length]!;
    const at = world.clock.now().toISOString();
    await world.store.ledger.shared(place(where), [id], at);
    model.shared.set(`${placeKey(place(where))} ${id}`, at);
  }),
);
const newPaper = fc
  .tuple(fc.nat(30), fc.boolean())
  .map(([name, isListed]) =>
    step(`paper new-${name}${isListed ? ' on the list' : ''}`, (model, real) =>
      bring(`new-${name}`, isListed, model, real),
    ),
  );
const wait = fc
  .oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 900 }) },
    { weight: 1, arbitrary: fc.integer({ min: -1500, max: -1 }) },
    { weight: 1, arbitrary: fc.integer({ min: 900, max: 20_000 }) },
  )
  .map((minutes) => step(`wait ${minutes} minutes`, async (_, { world }) => world.clock.advance(minutes)));
const toNext = fc.tuple(nth, fc.constantFrom(0, 0, 0, -1, 5, 11, 359, 360)).map(([which, minutes]) =>
  about(`to the next slot ${minutes}`, which, async ({ timetable }, _model, { world }) => {
    const { at } = nextSlot(timetable, world.clock.now());
    world.clock.set(at.toISOString());
    world.clock.advance(minutes);
  }),
);
const tick = lifeNumber.map((which) =>
  step(`tick of ${which}`, async (model, real) => {
    await real.lives[which].tick();
    await ticked(model, real);
  }),
);
const bothTick = fc.constant(
  step('both tick', async (model, real) => {
    await Promise.all(real.lives.map((life) => life.tick()));
    await ticked(model, real);
  }),
);
const crash = fc
  .record({ which: lifeNumber, nth, jump: fc.boolean(), crossing: fc.integer({ min: 1, max: 30 }) })
  .map(({ which, nth: subscribed, jump, crossing }) =>
    about(
      `${jump ? 'to the next slot, ' : ''}crash of ${which} at ${crossing},`,
      subscribed,
      async (one, model, real) => {
        if (jump) real.world.clock.set(nextSlot(one.timetable, real.world.clock.now()).at.toISOString());
        const life = real.lives[which];
        life.dieAt(crossing);
        if ((await life.live('tick')) === 'died') model.crashes += 1;
        await restart(which, real);
      },
    ),
  );
const startAgain = lifeNumber.map((which) => step(`restart of ${which}`, (_, real) => restart(which, real)));
const fault = fc.constantFrom(...Object.entries(FAULTS)).map(([kind, error]) =>
  step(`next post: ${kind}`, async (_, { world }) => {
    world.chat.postFaults.push({ when: kind === 'lost after' ? 'after' : 'before', error });
  }),
);
const findFault = fc.boolean().map((silent) =>
  step(`next question: ${silent ? 'no answer' : 'cannot know'}`, async (_, { world }) => {
    world.chat.findFaults.push(silent ? new Error('no answer') : { kind: 'cannot-know' });
  }),
);
const preview = nth.map((which) => about('preview, then what comes', which, previewThenPass));

/** Whether a slot is open again: only one that certainly reached nobody may be. */
async function reopened(slot: Slot, model: Model, { world }: Real): Promise<boolean> {
  if (!(await world.store.ledger.reopen(slot))) return false;
  const key = deliveryKey(slot);
  const claimed = model.claims.get(key);
  promise(8, claimed === undefined || !reached(claimed.state), () => `${key} may have been seen, and was opened again`);
  model.claims.delete(key);
  model.closed.delete(key);
  model.skipped.delete(key);
  const known = model.subscriptions.get(slot.subscriptionId);
  // What was due before counts from now on.
  if (known !== undefined) model.subscriptions.set(slot.subscriptionId, { ...known, since: model.step });
  model.reopened += 1;
  return true;
}

async function restart(which: 0 | 1, real: Real): Promise<void> {
  const life = real.start();
  real.lives[which] = life;
  await life.recover();
}

export async function ticked(model: Model, real: Real): Promise<void> {
  await inspect(model, real);
  const now = real.world.clock.now();
  checkServed(model, now);
  model.ticks.push({ step: model.step, at: now.getTime() });
}

/** What is foreseen is what comes, when nothing else happens until then than other posts of the place. */
async function previewThenPass({ id, place: where }: Subscription, model: Model, real: Real): Promise<void> {
  const { world } = real;
  const { clock, chat, store } = world;
  const parts = { index: world.index, ...store, now: clock.now };
  const here = await store.subscriptions.list(where);
  const subscription = here.find((one) => one.id === id);
  if (subscription === undefined) return;
  const isCalm = chat.postFaults.length + chat.findFaults.length + (await store.ledger.open()).length === 0;
  const next = await nextPost(subscription, { store, now: clock.now });
  const { date, plan, late } = await forecast(parts, subscription, here);
  await inspect(model, real);
  if (!isCalm || next === null) return;
  const posts = await Promise.all(
    here.map((one) => nextPosts(one, { most: MOST_BEATS + 1, until: next.at }, { store, now: clock.now })),
  );
  const beats = new Set(posts.flat().map(({ at }) => Math.max(at.getTime(), clock.now().getTime())));
  if (beats.size > MOST_BEATS) return;
  for (const beat of [...beats].toSorted((a, b) => a - b)) {
    clock.set(new Date(beat).toISOString());
    model.step += 1;
    await real.lives[0].tick();
    await ticked(model, real);
  }
  const wanted =
    plan.kind === 'papers'
      ? ({ kind: 'papers', papers: plan.choices, startsOver: plan.startsOver, late } as const)
      : { ...plan, late };
  const isSilent = plan.kind === 'nothing' && !plan.says;
  const foreseen = isSilent ? undefined : JSON.stringify(postCard(subscription, date, wanted));
  const key = deliveryKey({ subscriptionId: subscription.id, date });
  const message = chat.messages.find((one) => one.key === key);
  const posted = message && JSON.stringify(message.card);
  promise(9, posted === foreseen, () => `${key} is ${posted}, and was foreseen as ${foreseen}`);
}

/** What people, time, the network and the machine do to a channel. */
export const anySteps = (length: number): fc.Arbitrary<Iterable<Step>> =>
  fc.commands<Model, Real, false>(
    [
      subscribe,
      tick,
      wait,
      toNext,
      tick,
      crash,
      toNext,
      bothTick,
      preview,
      edit,
      pause,
      resume,
      skip,
      hurry,
      takeBack,
      share,
      newPaper,
      startAgain,
      fault,
      findFault,
      remove,
    ],
    { maxCommands: length, size: 'max' },
  );
