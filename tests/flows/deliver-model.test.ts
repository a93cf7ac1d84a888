import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/platforms/platform.ts';
import { nextSlot } from '../../src/subscription/timetable.ts';
import { createWorld, paper, place } from './deliver-world.ts';
import type { Life, World } from './deliver-world.ts';

const seed = 20261124;
const papers = Array.from({ length: 5 }, (_, i) => paper(`${i}`, `2026-11-0${i + 1}`));

/** What happens to a channel, its process and its platform. */
type Step =
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'tick' | 'restart' }
  | { readonly kind: 'crash'; readonly crossing: number }
  | { readonly kind: 'fault'; readonly fault: 'lost-before' | 'lost-after' | 'busy' | 'rejected' | 'find' }
  | { readonly kind: 'subscribe'; readonly text: string }
  | { readonly kind: 'unsubscribe'; readonly number: number };

const wishes = [
  'at 9:00',
  'paper at 9:00 in Berlin',
  'at 23:45 in Kolkata on weekdays',
  'about at 2:30 in New York top 2',
];
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 900 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: -1500, max: 9000 }) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('tick' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), crossing: fc.integer({ min: 1, max: 24 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      fault: fc.constantFrom('lost-before', 'lost-after', 'busy', 'rejected', 'find'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('subscribe' as const), text: fc.constantFrom(...wishes) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unsubscribe' as const), number: fc.integer({ min: 1, max: 4 }) }),
  },
);

/** Carries out a step; gives back the process that lives after it. */
async function take(step: Step, world: World, life: Life): Promise<Life> {
  if (step.kind === 'restart') return restart(world);
  if (step.kind === 'crash') {
    life.dieAt(step.crossing);
    await life.live('tick');
    return restart(world);
  }
  if (step.kind === 'wait') world.clock.advance(step.minutes);
  else if (step.kind === 'tick') await life.tick();
  else if (step.kind === 'fault') plan(step.fault, world);
  else if (step.kind === 'subscribe') await world.subscribe(step.text);
  else if (step.kind === 'unsubscribe') await world.store.subscriptions.remove(place(), step.number);
  return life;
}

async function restart(world: World): Promise<Life> {
  const life = world.start();
  await life.recover();
  return life;
}

function plan(fault: (Step & { kind: 'fault' })['fault'], { chat }: World): void {
  const errors = {
    'lost-before': new DeliveryError({ kind: 'unknown' }, 'no answer'),
    'lost-after': new Error('socket hang up'),
    busy: new DeliveryError({ kind: 'busy', retryAfterMs: 90_000 }, 'slow down'),
    rejected: new DeliveryError({ kind: 'rejected' }, 'bad card'),
  };
  if (fault === 'find') chat.findFaults.push(new Error('no answer'));
  else chat.postFaults.push({ when: fault === 'lost-after' ? 'after' : 'before', error: errors[fault] });
}

/** At any moment: no slot is visible twice. */
function checkVisible({ chat }: World): void {
  const keys = chat.messages.map(({ key }) => key);
  expect(keys).toEqual([...new Set(keys)]);
}

/** When all is calm again: the ledger says what can be seen, and each slot that comes is posted exactly once. */
async function checkCalm(world: World): Promise<void> {
  world.chat.postFaults.splice(0);
  world.chat.findFaults.splice(0);
  const life = await restart(world);
  for (let minutes = 0; minutes < 3; minutes += 1) {
    world.clock.advance(70);
    await life.tick();
  }
  expect(await world.store.ledger.open()).toEqual([]);
  await checkNext(world, life);
  for (const { place: where, key } of world.chat.messages) {
    const [subscriptionId = '', date = ''] = key.split(':');
    const entry = await world.store.ledger.get({ subscriptionId, date });
    expect(entry).toMatchObject({ place: where, outcome: { state: 'sent' } });
  }
  const shown = await world.store.ledger.shownIn(place(), '2026-11-24');
  const times = papers.map(({ id }) => shown.get(id) ?? 0);
  // Every topic here fits every paper, so one comes again only after all the others came.
  expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
  expect(times.reduce((sum, one) => sum + one, 0)).toBe(await countVisible(world));
}

async function checkNext(world: World, life: Life): Promise<void> {
  for (const { id, timetable } of await world.store.subscriptions.all()) {
    const next = nextSlot(timetable, world.clock.now());
    world.clock.set(next.at.toISOString());
    const known = await world.store.ledger.get({ subscriptionId: id, date: next.date });
    await life.tick();
    checkVisible(world);
    const count = world.chat.messages.filter(({ key }) => key === `${id}:${next.date}`).length;
    // A clock that ran ahead and was set back has been on this day before.
    expect(count).toBe(known === null || known.outcome?.state === 'sent' ? 1 : 0);
  }
}

/** How many papers the messages hold. */
async function countVisible({ chat, store }: World): Promise<number> {
  let count = 0;
  for (const { key } of chat.messages) {
    const [subscriptionId = '', date = ''] = key.split(':');
    count += (await store.ledger.get({ subscriptionId, date }))?.papers.length ?? 0;
  }
  return count;
}

describe('any order of ticks, crashes, restarts, clock jumps and lost answers', () => {
  it('makes at most one post for a slot, and the ledger says what can be seen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40 }), async (steps) => {
        const world = await createWorld('2026-10-23T22:00:00Z', papers);
        try {
          await world.subscribe('at 9:00');
          expect(world.chat.messages).toEqual([]);
          let life = world.start();
          for (const step of steps) {
            life = await take(step, world, life);
            checkVisible(world);
          }
          await checkCalm(world);
        } finally {
          await world.close();
        }
      }),
      { seed, numRuns: 60 },
    );
  }, 60_000);
});
