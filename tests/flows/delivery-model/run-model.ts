import * as fc from 'fast-check';
import { nextSlot } from '../../../src/subscription/timetable.ts';
import { checkServed, inspect, promise } from './checks.ts';
import { anySteps, ticked } from './commands.ts';
import { createModel, isPaused } from './model.ts';
import type { Model } from './model.ts';
import { createReal } from './real.ts';
import type { Real } from './real.ts';

export type Walked = {
  readonly runs: number;
  readonly steps: number;
  readonly messages: number;
  readonly crashes: number;
  readonly reopened: number;
};

/** Enough for any few things to meet in one world; more worlds find more. */
const STEPS_A_WORLD = 300;
/** Worlds from one seed; the next ones are from the next seed. */
const WORLDS = 100;
const FIRST_DAY = Date.UTC(2024, 0, 1);
const DAYS = 5 * 365;

/**
 * Walks through random worlds until there were so many steps: the same ones for the same seed, however fast. Throws, with
 * the shortest way there and its seed, when a promise is broken. `tell` hears how far it is, now and then.
 */
export async function walk(
  { seed, steps }: { readonly seed: number; readonly steps: number },
  tell: (walked: Walked) => void = () => {},
): Promise<Walked> {
  let walked: Walked = { runs: 0, steps: 0, messages: 0, crashes: 0, reopened: 0 };
  for (let part = 0; walked.steps < steps; part += 1) {
    walked = await walkWorlds(seed + part, walked);
    tell(walked);
  }
  return walked;
}

async function walkWorlds(seed: number, before: Walked): Promise<Walked> {
  const walked = { ...before };
  const start = fc.nat(DAYS * 24 * 60).map((minute) => new Date(FIRST_DAY + minute * 60_000).toISOString());
  await fc.assert(
    fc.asyncProperty(start, anySteps(STEPS_A_WORLD), async (begin, steps) => {
      const model = createModel();
      const real = await createReal(begin, model);
      try {
        await fc.asyncModelRun(() => ({ model, real }), steps);
        await checkCalm(model, real);
        walked.runs += 1;
        walked.steps += model.step;
        walked.messages += real.world.chat.messages.length;
        walked.crashes += model.crashes;
        walked.reopened += model.reopened;
      } finally {
        await real.world.close();
      }
    }),
    { seed, numRuns: WORLDS },
  );
  return walked;
}

/** When all is calm again, the ledger says what can be seen, and what comes is posted. */
async function checkCalm(model: Model, real: Real): Promise<void> {
  const { world } = real;
  const { ledger } = world.store;
  world.chat.postFaults.splice(0);
  world.chat.findFaults.splice(0);
  real.lives[0] = real.start();
  model.step += 1;
  await real.lives[0].recover();
  // What it posted was posted now, and not when the clock has gone on.
  await inspect(model, real);
  for (let hours = 0; hours < 3; hours += 1) {
    world.clock.advance(70);
    model.step += 1;
    await real.lives[0].tick();
    await ticked(model, real);
  }
  promise(1, (await ledger.open()).length === 0, () => 'a slot has no end');
  // A word that did not arrive while the clock was ahead is said again by that clock.
  const untold = await ledger.untold(world.clock.now().toISOString(), 9);
  promise(2, untold.length === 0, () => 'nobody was told of a trouble');
  for (const { now: subscription } of model.subscriptions.values()) await checkNext(subscription.id, model, real);
  for (const [key, { claim }] of model.claims) {
    const outcome = (await ledger.get(claim.slot))?.outcome ?? null;
    if (outcome === null) continue;
    const visible = world.chat.messages.filter((message) => message.key === key).length;
    const wanted = outcome.state === 'sent' ? 1 : 0;
    promise(2, outcome.state === 'unknown' || visible === wanted, () => `${key} is ${outcome.state}, ${visible} times`);
    promise(1, outcome.reason !== '', () => `${key} has no reason`);
  }
}

/** Where nothing hinders it, the next post comes. */
async function checkNext(id: string, model: Model, real: Real): Promise<void> {
  const { world } = real;
  const subscription = model.subscriptions.get(id)?.now;
  if (subscription === undefined || subscription.empty !== 'best-unseen') return;
  // It may have been made while the clock was ahead.
  const after = Math.max(world.clock.now().getTime(), Date.parse(subscription.createdAt));
  const next = nextSlot(subscription.timetable, new Date(after));
  world.clock.set(next.at.toISOString());
  const before = await world.store.ledger.get({ subscriptionId: id, date: next.date });
  model.step += 1;
  await real.lives[0].tick();
  await inspect(model, real);
  checkServed(model, next.at);
  const isBegun = subscription.from === null || subscription.from <= next.date;
  if (before !== null || !isBegun || isPaused(subscription, next.date)) return;
  const count = world.chat.messages.filter(({ key }) => key === `${id}:${next.date}`).length;
  promise(2, count === 1, () => `the post of ${next.date} is there ${count} times`);
}
