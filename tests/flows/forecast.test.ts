import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postCard } from '../../src/cards/post-card.ts';
import type { Card } from '../../src/cards/card.ts';
import { forecast } from '../../src/selection/forecast.ts';
import type { Subscription } from '../../src/subscription/subscription.ts';
import { createWorld, paper, place } from './deliver-world.ts';
import type { World } from './deliver-world.ts';

const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
let world: World;

beforeEach(async () => {
  world = await createWorld(
    '2026-11-24T08:00:00Z',
    names.map((name, at) => paper(name, `2026-11-${10 + at}`)),
  );
});
afterEach(() => world.close());

/** The whole post as `preview` would show it, and when it comes; null: nothing would be posted. */
async function foreseen(subscription: Subscription): Promise<{ readonly card: Card | null; readonly key: string }> {
  const here = await world.store.subscriptions.list(place());
  const parts = { index: world.index, ...world.store, now: world.clock.now };
  const { date, plan, late } = await forecast(parts, subscription, here);
  const key = `${subscription.id}:${date}`;
  if (plan.kind === 'nothing') return { card: plan.says ? postCard(subscription, date, { ...plan, late }) : null, key };
  const { choices: papers, startsOver } = plan;
  return { card: postCard(subscription, date, { kind: 'papers', papers, startsOver, late }), key };
}

/** Lets the minutes pass up to a time, with a heartbeat at each of these. */
async function pass(...times: readonly string[]): Promise<void> {
  const life = world.start();
  for (const time of times) {
    world.clock.set(time);
    await life.tick();
  }
}

function posted(key: string): Card | null {
  return world.chat.messages.find((message) => message.key === key)?.card ?? null;
}

describe('the next post', () => {
  it('is told as it comes, after what the others of its place use up before it', async () => {
    const late = await world.subscribe('at 11:00 top 2');
    const early = await world.subscribe('at 9:00');
    const same = await world.subscribe('paper at 11:00');
    const first = await world.subscribe('at 8:30 top 3 say-why');
    await world.subscribe('at 9:00', 'elsewhere');
    const told = await Promise.all([late, early, same, first].map(foreseen));
    await pass('2026-11-24T08:30:00Z', '2026-11-24T09:00:00Z', '2026-11-24T11:00:00Z');
    for (const { card, key } of told) expect(posted(key)).toEqual(card);
    // All that was chosen differs, or the test would hold whatever came before.
    expect(new Set(world.titles()).size).toBeGreaterThanOrEqual(4);
  });

  it('knows the posts of days before it, until all was shown', async () => {
    const weekly = await world.subscribe('at 9:00 on mon');
    await world.subscribe('at 10:00 top 3');
    const { card, key } = await foreseen(weekly);
    const days = ['24', '25', '26', '27', '28', '29'].map((day) => `2026-11-${day}T10:00:00Z`);
    await pass(...days, '2026-11-30T09:00:00Z');
    expect(posted(key)).toEqual(card);
    expect(JSON.stringify(card)).toContain('we begin again');
  });

  it('is the one that is due by now, and says that it is late when it will', async () => {
    const wanted = await world.subscribe('at 9:00');
    const other = await world.subscribe('at 9:30');
    world.clock.set('2026-11-24T09:45:30Z');
    const told = [await foreseen(wanted), await foreseen(other)];
    await pass('2026-11-24T09:46:00Z');
    for (const { card, key } of told) expect(posted(key)).toEqual(card);
    expect(JSON.stringify(told[0]?.card)).toContain('later than planned');
    expect(await world.store.ledger.dates(other.id, '2026-11-24', 9)).toEqual(['2026-11-24']);
  });

  it('leaves out what was skipped and what rests, and counts what was asked for at once', async () => {
    const wanted = await world.subscribe('at 11:00');
    const skipped = await world.subscribe('at 9:00');
    const resting = await world.subscribe('at 9:30');
    const hurried = await world.subscribe('at 15:00');
    const outcome = { state: 'skipped', reason: 'No.', at: world.clock.now().toISOString(), message: null } as const;
    await world.store.ledger.close({ subscriptionId: skipped.id, date: '2026-11-24' }, place(), outcome);
    await world.store.subscriptions.setPause(resting.id, { by: 'person', until: null, reason: '' });
    await world.store.subscriptions.hurry(hurried.id, '2026-11-24');
    const told = await foreseen(wanted);
    await pass('2026-11-24T08:01:00Z', '2026-11-24T09:00:00Z', '2026-11-24T09:30:00Z', '2026-11-24T11:00:00Z');
    expect(posted(told.key)).toEqual(told.card);
    expect(world.titles()).toHaveLength(2);
  });

  it('changes nothing', async () => {
    const wanted = await world.subscribe('at 11:00');
    await world.subscribe('at 9:00');
    const before = await foreseen(wanted);
    expect(await foreseen(wanted)).toEqual(before);
    expect((await world.store.ledger.shownIn(place(), '2026-11-24')).size).toBe(0);
  });
});
