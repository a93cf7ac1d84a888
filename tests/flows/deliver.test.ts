import { plainText } from '../../src/cards/plain-text.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryFailure } from '../../src/platforms/platform.ts';
import { DeliveryError } from '../../src/platforms/platform.ts';
import { toPaper } from '../../src/paper/paper.ts';
import type { Paper } from '../../src/paper/paper.ts';
import { StoreError } from '../../src/store/store.ts';
import type { Entry } from '../../src/store/store.ts';
import { parseWish } from '../../src/subscription/grammar.ts';
import type { Subscription } from '../../src/subscription/subscription.ts';
import { createChat, createWorld, paper, place } from './deliver-world.ts';
import type { World } from './deliver-world.ts';

const papers = [paper('one', '2026-11-01'), paper('two', '2026-11-02'), paper('three', '2026-11-03')];
const lost = new Error('socket hang up');

let world: World;
beforeEach(async () => {
  world = await createWorld('2026-11-24T08:00:00Z', papers);
});
afterEach(() => world.close());

async function entry({ id }: Subscription, date = '2026-11-24'): Promise<Entry | null> {
  return world.store.ledger.get({ subscriptionId: id, date });
}

function refuse(failure: DeliveryFailure, when: 'before' | 'after' = 'before'): void {
  world.chat.postFaults.push({ when, error: new DeliveryError(failure, failure.kind) });
}

async function edit(number: number, text: string): Promise<void> {
  const read = parseWish(text, { zone: 'UTC' });
  if (read.kind === 'question') throw new Error(read.message);
  await world.store.subscriptions.update(place(), number, read.wish, world.clock.now().toISOString());
}

/** A paper that came at that instant. */
function fresh(name: string, at: string, upvotes: number | null = null): Paper {
  const fields = { title: `Paper ${name}`, abstract: `About ${name}.`, upvotes };
  return toPaper(fields, { source: 'jsonl', sourceId: name, at });
}

describe('a slot', () => {
  it('is posted at its time, once, and keeps why', async () => {
    const wanted = await world.subscribe('at 9:00');
    const life = world.start();
    await life.tick();
    expect(world.titles()).toEqual([]);
    world.clock.advance(60);
    await life.tick();
    await life.tick();
    world.clock.advance(1);
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
    expect(world.texts()[0]).not.toMatch(/later than planned/);
    expect(await entry(wanted)).toMatchObject({
      papers: [{ id: 'jsonl:three', reason: 'newest of 3 unseen', shownBefore: 0 }],
      outcome: { state: 'sent', message: 'm1', reason: 'Posted on time.' },
    });
  });

  it('of the next day has another paper, until it starts over and says so', async () => {
    await world.subscribe('at 9:00');
    const life = world.start();
    for (let day = 0; day < 4; day += 1) {
      world.clock.set(`2026-11-${24 + day}T09:00:00Z`);
      await life.tick();
    }
    expect(world.titles()).toEqual(['Paper three', 'Paper two', 'Paper one', 'Paper three']);
    expect(world.texts().map((text) => /begin again/.test(text))).toEqual([false, false, false, true]);
  });

  it('carries the abstracts for a reply where they were asked for', async () => {
    await world.subscribe('at 9:00');
    await world.subscribe('at 9:00 top 2 thread');
    world.clock.advance(60);
    await world.start().tick();
    expect(world.chat.messages.map(({ card }) => card.thread?.title.text)).toEqual([undefined, 'Abstracts']);
  });

  it('moves with its subscription, is not made up for, and does not come twice on a day', async () => {
    const { number } = await world.subscribe('at 9:00');
    const life = world.start();
    const change = (text: string): Promise<void> => edit(number, text);
    await life.tick();
    await change('at 7:00');
    await life.tick();
    await change('at 10:00');
    world.clock.advance(60);
    await life.tick();
    expect(world.titles()).toEqual([]);
    world.clock.advance(60);
    await life.tick();
    expect(world.titles()).toHaveLength(1);
    await change('at 11:00');
    world.clock.advance(60);
    await life.tick();
    expect(world.titles()).toHaveLength(1);
    world.clock.set('2026-11-25T11:00:00Z');
    await life.tick();
    expect(world.titles()).toHaveLength(2);
  });

  it('holds as many papers as were asked for', async () => {
    const wanted = await world.subscribe('at 9:00 top 2');
    world.clock.advance(60);
    await world.start().tick();
    expect((await entry(wanted))?.papers.map(({ id }) => id)).toEqual(['jsonl:three', 'jsonl:two']);
    expect(world.chat.messages).toHaveLength(1);
  });

  it('is caught up late on the same day, and says so', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.set('2026-11-24T14:59:00Z');
    await world.start().tick();
    expect(world.titles()).toEqual(['Paper three']);
    expect(world.texts()[0]).toMatch(/later than planned/);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'sent', reason: 'Posted late, at 14:59 in UTC.' } });
  });

  it('that has no paper says as well that it is late', async () => {
    await world.subscribe('at 9:00 say-why');
    await world.subscribe('about at 14:55 say-why');
    world.clock.set('2026-11-24T14:59:00Z');
    await world.start().tick();
    expect(world.texts().map((text) => /later than planned/.test(text))).toEqual([true, false]);
    expect(world.titles()[0]).toMatch(/^No paper of the day/);
  });

  it('that is caught up after some minutes was not on time, and says when it came on the clock of its zone', async () => {
    const wanted = await world.subscribe('at 14:30 in Asia/Kolkata');
    world.clock.set('2026-11-24T09:04:30Z');
    await world.start().tick();
    expect(await entry(wanted)).toMatchObject({ outcome: { reason: 'Posted late, at 14:34 in Asia/Kolkata.' } });
    expect(world.texts()[0]).not.toMatch(/later than planned/);
  });

  it('that had to wait for a busy platform says when it came in the end', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.set('2026-11-24T09:00:00Z');
    refuse({ kind: 'busy', retryAfterMs: 3_600_000 });
    const life = world.start();
    await life.tick();
    world.clock.set('2026-11-24T10:01:00Z');
    await life.tick();
    expect(await entry(wanted)).toMatchObject({ outcome: { reason: 'Posted late, at 10:01 in UTC.' } });
  });

  it('that was posted on time and is found again only later was on time', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.set('2026-11-24T09:00:00Z');
    world.chat.postFaults.push({ when: 'after', error: lost });
    world.chat.findFaults.push(lost);
    const life = world.start();
    await life.tick();
    world.clock.set('2026-11-24T09:30:00Z');
    await life.tick();
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'sent', reason: 'Posted on time.' } });
  });

  it('is missed after that, and so are the days of a longer silence', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.set('2026-11-26T15:00:00Z');
    await world.start().tick();
    expect(world.titles()).toEqual([]);
    const entries = await world.store.ledger.recent(wanted.id, 9);
    expect(entries.map(({ slot, outcome }) => [slot.date, outcome?.state])).toEqual([
      ['2026-11-26', 'missed'],
      ['2026-11-25', 'missed'],
      ['2026-11-24', 'missed'],
    ]);
  });

  it('is skipped with a reason when nothing matches', async () => {
    const wanted = await world.subscribe('cat:math.AG at 9:00');
    world.clock.advance(60);
    await world.start().tick();
    expect(await entry(wanted)).toMatchObject({
      papers: [],
      outcome: { state: 'skipped', reason: 'No paper matches “cat:math.AG”.' },
    });
  });

  it('waits while the index is being filled', async () => {
    const wanted = await world.subscribe('at 9:00');
    await world.index.remove(papers.map(({ id }) => id));
    world.clock.advance(60);
    const life = world.start();
    await life.tick();
    expect(await entry(wanted)).toBeNull();
    await world.index.put(papers);
    world.clock.advance(1);
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
  });

  it('waits while its platform does not run', async () => {
    const wanted = await world.subscribe('at 9:00', 'general', 'other');
    world.clock.advance(60);
    await world.start().tick();
    expect(await entry(wanted)).toBeNull();
    const other = createChat('other');
    world.platforms.set('other', other);
    await world.start().tick();
    expect(other.messages).toHaveLength(1);
  });
});

describe('several subscriptions', () => {
  it('of one place never show the same paper, and never at the same moment', async () => {
    await Promise.all(['at 9:00', 'paper at 9:00', 'about at 9:00'].map((text) => world.subscribe(text)));
    world.clock.advance(60);
    await world.start().tick();
    expect(world.titles().toSorted()).toEqual(['Paper one', 'Paper three', 'Paper two']);
    expect(world.chat.busiest.inOnePlace).toBe(1);
  });

  it('of many places go out side by side, some at a time', async () => {
    for (let i = 0; i < 20; i += 1) await world.subscribe('at 9:00', `channel ${i}`);
    world.clock.advance(60);
    await world.start().tick();
    expect(world.chat.messages).toHaveLength(20);
    expect(world.chat.busiest.anywhere).toBeLessThanOrEqual(8);
    expect(world.chat.busiest.anywhere).toBeGreaterThan(1);
  });

  it('of the same topic are looked up together', async () => {
    for (let i = 0; i < 20; i += 1) await world.subscribe('about at 9:00', `channel ${i}`);
    world.clock.advance(60);
    let searches = 0;
    const index = {
      ...world.index,
      search: (...[query, page]: Parameters<typeof world.index.search>) => {
        searches += 1;
        return world.index.search(query, page);
      },
    };
    await world.start({ index }).tick();
    expect(world.chat.messages).toHaveLength(20);
    expect(searches).toBe(1);
  });

  it('do not stop each other, and a failure is logged with its subscription', async () => {
    const broken = await world.subscribe('broken at 9:00');
    await world.subscribe('at 9:00');
    await world.subscribe('at 9:00', 'elsewhere');
    world.clock.advance(60);
    let works = false;
    const index = {
      ...world.index,
      search: (...[query, page]: Parameters<typeof world.index.search>) =>
        query.text === 'broken' && !works ? Promise.reject(new Error('out of order')) : world.index.search(query, page),
    };
    const life = world.start({ index });
    await life.tick();
    expect(world.titles()).toHaveLength(2);
    expect(world.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { event: 'deliver.failed', fields: { slot: { subscriptionId: broken.id } } },
    ]);
    works = true;
    await life.tick();
    expect(await entry(broken)).not.toBeNull();
    expect(world.titles()).toHaveLength(2);
  });
});

describe('ticks', () => {
  it('do not stop for a subscription whose zone is not known any more', async () => {
    const stray = await world.subscribe('at 9:00', 'elsewhere');
    await world.subscribe('at 9:00');
    const wanted = await world.store.subscriptions.all();
    const all = async () =>
      wanted.map((one) =>
        one.id === stray.id ? { ...one, timetable: { ...one.timetable, zone: 'Europe/Atlantis' } } : one,
      );
    const life = world.start({ store: { ...world.store, subscriptions: { ...world.store.subscriptions, all } } });
    world.clock.advance(60);
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
    expect(world.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        event: 'deliver.failed',
        fields: expect.objectContaining({ place: stray.place }) as unknown,
      }),
    );
  });

  it('that overlap are one', async () => {
    await world.subscribe('at 9:00');
    world.clock.advance(60);
    const life = world.start();
    await Promise.all([life.tick(), life.tick(), life.recover(), life.tick()]);
    expect(world.titles()).toEqual(['Paper three']);
  });

  it('of two processes at the same time make one post', async () => {
    await world.subscribe('at 9:00');
    world.clock.advance(60);
    const [one, other] = [world.start(), world.start()];
    await Promise.all([one.tick(), other.tick()]);
    await Promise.all([other.tick(), one.recover()]);
    expect(world.titles()).toEqual(['Paper three']);
  });

  it('of two processes make one post, also when one waits for a busy platform and the other takes over', async () => {
    await world.subscribe('at 9:00');
    world.clock.advance(60);
    const [one, other] = [world.start(), world.start()];
    refuse({ kind: 'busy', retryAfterMs: 300_000 });
    await one.tick();
    world.clock.advance(5);
    await Promise.all([other.tick(), one.tick()]);
    world.clock.advance(5);
    await Promise.all([other.tick(), one.tick()]);
    expect(world.titles()).toEqual(['Paper three']);
  });

  it('with a clock that was set back do not post a day again', async () => {
    await world.subscribe('at 9:00');
    const life = world.start();
    for (const instant of ['24T09:00', '25T09:00', '24T09:01', '24T15:00', '25T09:05', '26T09:00']) {
      world.clock.set(`2026-11-${instant}:00Z`);
      await life.tick();
    }
    expect(world.titles()).toEqual(['Paper three', 'Paper two', 'Paper one']);
  });
});

describe('a crash', () => {
  it.each([
    ['before', 'claim'],
    ['after', 'claim'],
    ['before', 'post'],
    ['after', 'post'],
    ['before', 'settle'],
    ['after', 'settle'],
  ] as const)('%s %s leaves one post, once it is started again', async (when, call) => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    const first = world.start();
    first.dieOn(call, when);
    expect(await first.live('tick')).toBe('died');
    for (let again = 0; again < 2; again += 1) {
      world.clock.advance(5);
      const next = world.start();
      await next.recover();
      await next.tick();
    }
    expect(world.titles()).toEqual(['Paper three']);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'sent', message: 'm1' } });
  });

  it('of a moment ago is left to the process that may still be at it', async () => {
    await world.subscribe('at 9:00');
    world.clock.advance(60);
    const first = world.start();
    first.dieOn('post', 'before');
    await first.live('tick');
    const next = world.start();
    await next.recover();
    await next.tick();
    expect(world.titles()).toEqual([]);
    world.clock.advance(4);
    await next.tick();
    expect(world.titles()).toEqual(['Paper three']);
  });

  it.each(['before', 'after'] as const)(
    '%s the post is never guessed about where the platform has no memory',
    async (when) => {
      const wanted = await world.subscribe('at 9:00');
      world.clock.advance(60);
      const first = world.start();
      first.dieOn('post', when);
      await first.live('tick');
      const visible = world.titles().length;
      world.chat.findFaults.push({ kind: 'cannot-know' });
      world.clock.advance(5);
      const next = world.start();
      await next.recover();
      await next.tick();
      expect(world.titles()).toHaveLength(visible);
      expect(await entry(wanted)).toMatchObject({ outcome: { state: 'unknown' } });
    },
  );

  it('that is found out too late is missed, and its paper comes another day', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    const first = world.start();
    first.dieOn('post', 'before');
    await first.live('tick');
    world.clock.set('2026-11-25T09:00:00Z');
    const next = world.start();
    await next.recover();
    await next.tick();
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'missed' } });
    expect(world.titles()).toEqual(['Paper three']);
  });

  it('makes no post for a subscription that was ended meanwhile', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    const first = world.start();
    first.dieOn('post', 'before');
    await first.live('tick');
    await world.store.subscriptions.remove(place(), wanted.number);
    world.clock.advance(5);
    await world.start().recover();
    expect(world.titles()).toEqual([]);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'skipped' } });
  });
});

describe('an answer that was lost', () => {
  it.each(['before', 'after'] as const)('%s the message was there leaves one message', async (when) => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    world.chat.postFaults.push({ when, error: lost });
    const life = world.start();
    await life.tick();
    world.clock.advance(2);
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'sent' } });
  });

  it('is not taken for a post that never was while it may still be under way', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    world.chat.postFaults.push({ when: 'after', error: lost });
    world.chat.findFaults.push({ kind: 'absent' });
    const life = world.start();
    await life.tick();
    world.clock.advance(1);
    await life.tick();
    expect(await entry(wanted)).toMatchObject({ outcome: null });
    world.clock.advance(1);
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'sent', message: 'm1' } });
  });

  it('twice, with nothing there, ends the slot and frees its paper', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    refuse({ kind: 'unknown' });
    refuse({ kind: 'unknown' });
    const life = world.start();
    for (const minutes of [0, 2, 2]) {
      world.clock.advance(minutes);
      await life.tick();
    }
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'failed' } });
    world.clock.set('2026-11-25T09:00:00Z');
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
  });

  it('is asked about again when the question gets no answer either', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    world.chat.postFaults.push({ when: 'after', error: lost });
    world.chat.findFaults.push(lost, lost);
    const life = world.start();
    for (let minute = 0; minute < 4; minute += 1) {
      await life.tick();
      world.clock.advance(1);
    }
    expect(world.titles()).toEqual(['Paper three']);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'sent', message: 'm1' } });
  });

  it('ends as unknown after a day without an answer', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    world.chat.postFaults.push({ when: 'after', error: lost });
    world.chat.findFaults.push(...Array.from({ length: 30 }, () => lost));
    const life = world.start();
    const states: unknown[] = [];
    for (let hour = 0; hour < 30; hour += 1) {
      await life.tick();
      states.push((await entry(wanted))?.outcome?.state);
      world.clock.advance(60);
    }
    expect(states).toEqual([...Array.from({ length: 29 }, () => undefined), 'unknown']);
    expect(world.chat.messages.filter(({ key }) => key.endsWith('2026-11-24'))).toHaveLength(1);
  });
});

describe('a platform that refuses', () => {
  it.each([
    [{ kind: 'gone' }, /gone from Chat/],
    [{ kind: 'forbidden', remedy: 'Invite Paperboy to the channel.' }, /^Invite Paperboy to the channel\.$/],
    [{ kind: 'rejected' }, /refused the post/],
  ] as const)('%j ends the slot with the reason, and its paper comes another day', async (failure, reason) => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    refuse(failure);
    const life = world.start();
    await life.tick();
    await life.tick();
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'failed', reason: expect.stringMatching(reason) } });
    await world.store.subscriptions.setPause(wanted.id, null);
    world.clock.set('2026-11-25T09:00:00Z');
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
  });

  it('sets the subscription aside when a person can mend it, until it is resumed', async () => {
    const wanted = await world.subscribe('at 9:00');
    const life = world.start();
    world.clock.advance(60);
    refuse({ kind: 'forbidden', remedy: 'Invite Paperboy.' });
    await life.tick();
    const [aside] = await world.store.subscriptions.list(place());
    expect(aside?.pause).toEqual({ by: 'trouble', until: null, reason: 'Invite Paperboy.' });
    world.clock.set('2026-11-25T09:00:00Z');
    await life.tick();
    expect(await entry(wanted, '2026-11-25')).toMatchObject({
      outcome: { state: 'skipped', reason: 'It was set aside after a trouble: Invite Paperboy.' },
    });
    await world.store.subscriptions.setPause(wanted.id, null);
    await life.tick();
    expect(world.titles()).toEqual([]);
    world.clock.set('2026-11-26T09:00:00Z');
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
  });

  it('is told once to whoever subscribed, with what mends it and how it goes on', async () => {
    const wanted = await world.subscribe('at 9:00');
    const [life, replica] = [world.start(), world.start()];
    const told: number[] = [];
    const failures = [{ kind: 'forbidden', remedy: 'Invite Paperboy.' }, { kind: 'rejected' }] as const;
    for (const [day, failure] of failures.entries()) {
      world.clock.set(`2026-11-${24 + day}T09:00:00Z`);
      refuse(failure);
      await life.tick();
      await Promise.all([life.tick(), replica.tick()]);
      told.push(world.chat.told.length);
      await world.store.subscriptions.setPause(wanted.id, null);
    }
    expect(told).toEqual([1, 1]);
    expect(world.chat.told[0]?.person).toEqual(wanted.createdBy);
    const text = plainText(world.chat.told[0]!.card);
    expect(text).toContain('Invite Paperboy.');
    expect(text).toContain('resume 1');
    expect(text).toContain('any paper at 09:00');
    expect(text).toContain(`, in ${wanted.place.channel}`);
    expect(JSON.stringify(world.chat.told[0]!.card)).toContain(`"channel":"${wanted.place.channel}"`);
  });

  it('is told in the log when the file of whoever runs the service asked for it', async () => {
    const { query, timetable, top, thread, empty, from } = await world.subscribe('at 9:00', 'elsewhere');
    const by = { platform: 'chat', workspace: null, id: 'file' };
    const at = world.clock.now().toISOString();
    const wish = { query, timetable, top, thread, empty, from };
    const { subscription } = await world.store.subscriptions.add(wish, place(), by, at, 'file');
    world.clock.advance(60);
    for (let posts = 0; posts < 2; posts += 1) refuse({ kind: 'forbidden', remedy: 'Invite Paperboy.' });
    const [life, replica] = [world.start(), world.start()];
    await life.tick();
    await Promise.all([life.tick(), replica.tick()]);
    expect(world.chat.told.map(({ person }) => person.id)).toEqual(['ada']);
    const said = world.lines.filter(({ event }) => event === 'deliver.file-trouble');
    expect(said).toMatchObject([
      { level: 'error', fields: { place: place(), number: subscription.number, reason: 'Invite Paperboy.' } },
    ]);
  });

  it('is told as well when nobody can know whether the post is there', async () => {
    await world.subscribe('at 9:00');
    world.clock.advance(60);
    refuse({ kind: 'unknown' });
    world.chat.findFaults.push({ kind: 'cannot-know' });
    await world.start().tick();
    expect(plainText(world.chat.told[0]!.card)).toContain('may not have been posted');
    expect((await world.store.subscriptions.list(place()))[0]?.pause).toBeNull();
  });

  it('does not say what it asks for to somebody who can no longer read the place', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.chat.hidden.add(`${wanted.createdBy.id} ${wanted.place.channel}`);
    world.clock.advance(60);
    refuse({ kind: 'gone' });
    await world.start().tick();
    const text = plainText(world.chat.told[0]!.card);
    expect(text).toContain(`Number ${wanted.number}, in ${wanted.place.channel}`);
    expect(text).not.toContain('any paper');
  });

  it('settles the slot also when nobody can be told', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    world.platforms.set('chat', { ...world.chat, tell: () => Promise.reject(new Error('not now')) });
    refuse({ kind: 'gone' });
    await world.start().tick();
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'failed' } });
    expect(world.lines.map(({ event }) => event)).toContain('deliver.maker-not-told');
  });

  it('is told an hour later when nobody could be told at once, also by another process', async () => {
    await world.subscribe('at 9:00');
    let failures = 1;
    const faulty = {
      ...world.chat,
      tell: async (...[person, card]: Parameters<typeof world.chat.tell>) => {
        failures -= 1;
        if (failures >= 0) throw new Error('not now');
        await world.chat.tell(person, card);
      },
    };
    world.platforms.set('chat', faulty);
    world.clock.advance(60);
    refuse({ kind: 'gone' });
    const told: number[] = [];
    for (let minutes = 0; minutes < 3; minutes += 1) {
      await world.start().tick();
      told.push(world.chat.told.length);
      world.clock.advance(30);
    }
    await world.start().tick();
    expect([...told, world.chat.told.length]).toEqual([0, 0, 1, 1]);
  });

  it('is not told any more when the subscription has ended, or after a week', async () => {
    const wanted = await world.subscribe('at 9:00');
    const other = await world.subscribe('at 9:00', 'elsewhere');
    world.platforms.set('chat', { ...world.chat, tell: () => Promise.reject(new Error('not now')) });
    world.clock.advance(60);
    refuse({ kind: 'gone' });
    refuse({ kind: 'gone' });
    await world.start().tick();
    await world.store.subscriptions.remove(place(), wanted.number);
    world.platforms.set('chat', world.chat);
    world.clock.advance(8 * 24 * 60);
    await world.start().tick();
    expect(world.chat.told).toEqual([]);
    expect(await world.store.ledger.untold('2999', 9)).toEqual([]);
    expect(await entry(other)).toMatchObject({ outcome: { state: 'failed' } });
  });

  it('is left alone as long as it asks, then gets the same post', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    refuse({ kind: 'busy', retryAfterMs: 150_000 });
    const life = world.start();
    for (let minute = 0; minute < 3; minute += 1) {
      await life.tick();
      expect(world.titles()).toEqual([]);
      expect(await entry(wanted)).toMatchObject({ outcome: null });
      world.clock.advance(1);
    }
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'sent' } });
  });

  it.each(['goes on', 'starts again'])(
    'and a change meanwhile: the post is as it was claimed, when it %s',
    async (how) => {
      const wanted = await world.subscribe('paper at 9:00');
      world.clock.advance(60);
      refuse({ kind: 'busy', retryAfterMs: 30 * 60_000 });
      const life = world.start();
      await life.tick();
      world.clock.advance(10);
      await edit(1, 'about top 2 thread at 18:00');
      expect(await entry(wanted)).toMatchObject({ wish: { query: 'paper', top: 1, timetable: { at: '09:00' } } });
      const next = how === 'goes on' ? life : world.start();
      await next.recover();
      world.clock.advance(21);
      await next.tick();
      world.clock.set('2026-11-24T18:00:00Z');
      await next.tick();
      expect(world.titles()).toEqual(['Paper one']);
      expect(world.texts()[0]).toContain('“paper”');
      expect(world.texts()[0]).not.toContain('“about”');
      expect(world.chat.messages[0]?.card.thread).toBeUndefined();
    },
  );

  it('for longer than the day allows ends the slot', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    refuse({ kind: 'busy', retryAfterMs: 7 * 3_600_000 });
    await world.start().tick();
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'failed', reason: expect.stringMatching(/busy/) } });
  });

  it('gets nothing more for a subscription that was ended while it was busy', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    refuse({ kind: 'busy', retryAfterMs: 1_000 });
    const life = world.start();
    await life.tick();
    await world.store.subscriptions.remove(place(), wanted.number);
    world.clock.advance(1);
    await life.tick();
    expect(world.titles()).toEqual([]);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'skipped' } });
  });
});

describe('a store that fails', () => {
  it('to write the outcome gets it at the next tick, without a second post', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    let failures = 2;
    const ledger = {
      ...world.store.ledger,
      settle: (...[slot, outcome]: Parameters<typeof world.store.ledger.settle>) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('disk full')) : world.store.ledger.settle(slot, outcome);
      },
    };
    const life = world.start({ store: { ...world.store, ledger } });
    for (let minute = 0; minute < 3; minute += 1) {
      await life.tick();
      world.clock.advance(1);
    }
    expect(world.titles()).toEqual(['Paper three']);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'sent', message: 'm1' } });
  });
});

describe('a person', () => {
  it('who pauses gets nothing, and no gap that looks like a failure', async () => {
    const wanted = await world.subscribe('at 9:00');
    const life = world.start();
    await world.store.subscriptions.setPause(wanted.id, { by: 'person', until: '2026-11-26', reason: 'Holidays.' });
    for (const day of [24, 25, 26]) {
      world.clock.set(`2026-11-${day}T09:00:00Z`);
      await life.tick();
    }
    const entries = await world.store.ledger.recent(wanted.id, 9);
    expect(entries.map(({ outcome }) => outcome?.state)).toEqual(['sent', 'skipped', 'skipped']);
    expect(entries[1]?.outcome?.reason).toBe('It was paused. Holidays.');
  });

  it('who skips a day gets nothing on it', async () => {
    const wanted = await world.subscribe('at 9:00');
    const at = world.clock.now().toISOString();
    const slot = { subscriptionId: wanted.id, date: '2026-11-25' };
    await world.store.ledger.close(slot, place(), { state: 'skipped', reason: 'Ada asked for it.', at, message: null });
    const life = world.start();
    const seen: number[] = [];
    for (const day of [24, 25, 26]) {
      world.clock.set(`2026-11-${day}T09:00:00Z`);
      await life.tick();
      seen.push(world.titles().length);
    }
    expect(seen).toEqual([1, 1, 2]);
  });

  it('who skips many days ahead still gets the post of today', async () => {
    const wanted = await world.subscribe('at 9:00');
    const at = world.clock.now().toISOString();
    for (let day = 10; day < 25; day += 1) {
      const slot = { subscriptionId: wanted.id, date: `2026-12-${day}` };
      await world.store.ledger.close(slot, place(), { state: 'skipped', reason: 'x', at, message: null });
    }
    world.clock.advance(60);
    await world.start().tick();
    expect(world.titles()).toEqual(['Paper three']);
    expect(world.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  it('who wants the post at once gets it once, and not again at its time', async () => {
    const wanted = await world.subscribe('at 9:00');
    const life = world.start();
    await life.tick();
    expect(world.titles()).toEqual([]);
    await world.store.subscriptions.hurry(wanted.id, '2026-11-24');
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'sent', reason: 'Posted on time.' } });
    world.clock.advance(60);
    await life.tick();
    await edit(wanted.number, 'at 11:00');
    world.clock.advance(120);
    await life.tick();
    expect(world.titles()).toHaveLength(1);
    expect(world.texts()[0]).not.toMatch(/later than planned/);
    world.clock.set('2026-11-25T11:00:00Z');
    await life.tick();
    expect(world.titles()).toHaveLength(2);
  });

  it('who wants it late in the day gets it also when the process dies over it', async () => {
    const wanted = await world.subscribe('at 9:00');
    await world.store.subscriptions.setPause(wanted.id, { by: 'person', until: null, reason: '' });
    world.clock.set('2026-11-24T22:00:00Z');
    await world.store.subscriptions.hurry(wanted.id, '2026-11-24');
    const first = world.start();
    first.dieOn('post', 'before');
    await first.live('tick');
    world.clock.advance(10);
    await world.start().recover();
    expect(world.titles()).toEqual(['Paper three']);
  });

  it('who ends it and asks for the same again gets no second post of that day', async () => {
    const { number } = await world.subscribe('paper at 9:00');
    const life = world.start();
    world.clock.advance(60);
    await life.tick();
    await world.store.subscriptions.remove(place(), number);
    const again = await world.subscribe('paper at 12:00');
    await world.subscribe('about at 12:00');
    world.clock.set('2026-11-24T12:00:00Z');
    await life.tick();
    expect(world.titles()).toEqual(['Paper one', 'Paper three']);
    expect(await entry(again)).toMatchObject({ outcome: { state: 'skipped', reason: expect.stringMatching(/same/) } });
    world.clock.set('2026-11-25T12:00:00Z');
    await life.tick();
    expect(world.titles()).toHaveLength(4);
  });

  it('who changes it away and asks for the same again gets no second post of that day', async () => {
    await world.subscribe('paper at 9:00');
    const life = world.start();
    world.clock.advance(60);
    await life.tick();
    await edit(1, 'one at 11:00');
    await world.subscribe('paper at 12:00');
    // Of two that ask for the same, each has its own.
    await world.subscribe('about at 12:00');
    await world.subscribe('about at 12:30');
    world.clock.set('2026-11-24T12:30:00Z');
    await life.tick();
    expect(world.titles()).toHaveLength(3);
  });

  it('who asks again for a post that did not succeed gets it', async () => {
    const wanted = await world.subscribe('at 9:00');
    const slot = { subscriptionId: wanted.id, date: '2026-11-24' };
    const life = world.start();
    await world.store.subscriptions.hurry(wanted.id, slot.date);
    refuse({ kind: 'rejected' });
    await life.tick();
    await life.tick();
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'failed' } });
    expect(await world.store.ledger.reopen(slot)).toBe(true);
    await world.store.subscriptions.hurry(wanted.id, slot.date);
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
    expect(await world.store.ledger.reopen(slot)).toBe(false);
  });

  it('who moves it to another zone gets one post for a date', async () => {
    const wanted = await world.subscribe('at 9:00 in Asia/Tokyo');
    const life = world.start();
    world.clock.set('2026-11-25T00:00:00Z');
    await life.tick();
    expect(await entry(wanted, '2026-11-25')).toMatchObject({ outcome: { state: 'sent' } });
    await edit(wanted.number, 'at 9:00 in America/Los_Angeles');
    for (let hour = 0; hour < 48; hour += 1) {
      world.clock.advance(60);
      await life.tick();
    }
    const dates = world.chat.messages.map(({ key }) => key.slice(-10));
    expect(dates).toEqual(['2026-11-25', '2026-11-26']);
  });

  it('who shares a paper by hand does not get it as the paper of the day soon', async () => {
    await world.subscribe('at 9:00');
    await world.store.ledger.shared(place(), ['jsonl:three'], '2026-11-20T12:00:00.000Z');
    world.clock.advance(60);
    await world.start().tick();
    expect(world.titles()).toEqual(['Paper two']);
  });

  it('who pauses while a post waits for a busy platform gets nothing', async () => {
    const wanted = await world.subscribe('at 9:00');
    world.clock.advance(60);
    refuse({ kind: 'busy', retryAfterMs: 1_000 });
    const life = world.start();
    await life.tick();
    await world.store.subscriptions.setPause(wanted.id, { by: 'person', until: null, reason: '' });
    world.clock.advance(1);
    await life.tick();
    expect(world.titles()).toEqual([]);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'skipped', reason: 'It was paused.' } });
  });

  it('who asks for it from a date on gets nothing before', async () => {
    await world.subscribe('at 9:00 from 2026-11-26');
    const life = world.start();
    const seen: number[] = [];
    for (const day of [24, 25, 26]) {
      world.clock.set(`2026-11-${day}T09:00:00Z`);
      await life.tick();
      seen.push(world.titles().length);
    }
    expect(seen).toEqual([0, 0, 1]);
  });
});

describe('a day without a new paper', () => {
  it.each([
    ['quiet', []],
    ['say-why', ['No paper of the day. No new papers were announced in the day before.']],
    ['best-unseen', ['Paper three']],
  ])('does what %s says', async (empty, titles) => {
    const wanted = await world.subscribe(`at 9:00 ${empty}`);
    world.clock.advance(60);
    const life = world.start();
    await life.tick();
    await life.tick();
    expect(world.titles()).toEqual(titles);
    const state = empty === 'quiet' ? 'skipped' : 'sent';
    expect(await entry(wanted)).toMatchObject({ outcome: { state } });
  });

  it('waits for the list of the day to be complete, and says so', async () => {
    const wanted = await world.subscribe('at 9:00 say-why');
    const listed = { ...fresh('new', '2026-11-24T08:30:00.000Z', 90), listedOn: '2026-11-24' };
    await world.add(listed);
    const life = world.start();
    world.clock.advance(60);
    await life.tick();
    const why = 'No paper can be chosen yet: 1 fits, and waits for its list to settle.';
    expect(await entry(wanted)).toMatchObject({ note: why });
    world.clock.set('2026-11-25T09:00:00Z');
    await life.tick();
    world.clock.set('2026-11-26T09:00:00Z');
    await life.tick();
    expect(world.titles()).toEqual([
      `No paper of the day. ${why}`,
      'Paper new',
      'No paper of the day. No new papers were announced since the last post.',
    ]);
  });

  it('does not wait for the list with a paper that another source brought before', async () => {
    await world.subscribe('at 9:00 say-why');
    await world.add({ ...fresh('new', '2026-11-23T20:00:00.000Z', 90), listedOn: '2026-11-24' });
    world.clock.advance(60);
    await world.start().tick();
    expect(world.titles()).toEqual(['Paper new']);
  });

  it('that is asked for in the night has nothing of the list of yesterday', async () => {
    const wanted = await world.subscribe('at 9:00');
    const listed = { listedOn: '2026-11-24', published: '2026-11-24' };
    await world.add({ ...fresh('new', '2026-11-24T08:30:00.000Z', 90), ...listed });
    world.clock.set('2026-11-25T02:00:00Z');
    await world.store.subscriptions.hurry(wanted.id, '2026-11-25');
    await world.start().tick();
    expect(world.titles()).not.toContain('Paper new');
    expect(world.titles()).toHaveLength(1);
  });

  it('ends with the paper that came in time for the next slot', async () => {
    await world.subscribe('at 9:00 quiet');
    const life = world.start();
    world.clock.advance(60);
    await life.tick();
    await world.add(fresh('new', '2026-11-24T09:00:01.000Z'));
    world.clock.set('2026-11-25T09:00:00Z');
    await life.tick();
    world.clock.set('2026-11-26T09:00:00Z');
    await life.tick();
    expect(world.titles()).toEqual(['Paper new']);
  });

  it.each([
    ['on a weekend', 'say-why', '2026-11-28', [], 'No new papers came: it is the weekend.'],
    ['of the topic', 'zebra say-why', '2026-11-24', ['new'], 'Of 1 new paper, none matches “zebra”.'],
    ['with the votes', 'min:5 say-why', '2026-11-24', ['new'], 'No new paper that fits has 5 votes yet.'],
    ['that was not shown', 'say-why', '2026-11-24', ['shared'], 'Every new paper that fits was shown here before.'],
  ])('says that there is none %s', async (_, text, date, names, why) => {
    const wanted = await world.subscribe(`${text} at 9:00`);
    await world.add(...names.map((name) => fresh(name, `${date}T08:30:00.000Z`, 1)));
    await world.store.ledger.shared(place(), ['jsonl:shared'], `${date}T08:31:00.000Z`);
    world.clock.set(`${date}T09:00:00Z`);
    await world.start().tick();
    expect(world.titles().at(-1)).toBe(`No paper of the day. ${why}`);
    expect(await entry(wanted, date)).toMatchObject({ papers: [], note: why });
  });

  it('that is said is said once, also over a crash', async () => {
    await world.subscribe('at 9:00 say-why');
    world.clock.advance(60);
    const first = world.start();
    first.dieOn('post', 'before');
    await first.live('tick');
    for (let again = 0; again < 2; again += 1) {
      world.clock.advance(5);
      const next = world.start();
      await next.recover();
      await next.tick();
    }
    expect(world.titles()).toEqual(['No paper of the day. No new papers were announced in the day before.']);
  });
});

describe('a machine in trouble', () => {
  const outage = new DeliveryError({ kind: 'unknown' }, 'no network');

  it('without a network for an hour posts once when it is back', async () => {
    const wanted = await world.subscribe('at 9:00');
    let down = true;
    const gone = <T>(work: () => Promise<T>): Promise<T> => (down ? Promise.reject(outage) : work());
    world.platforms.set('chat', {
      ...world.chat,
      post: (...given) => gone(() => world.chat.post(...given)),
      find: (...given) => gone(() => world.chat.find(...given)),
    });
    const life = world.start();
    world.clock.advance(60);
    for (let minute = 0; minute < 200; minute += 1) {
      down = minute < 60;
      await life.tick();
      world.clock.advance(1);
    }
    expect(world.titles()).toEqual(['Paper three']);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'sent' } });
  });

  it.each(['disk full', 'database locked'])('(%s) sends nothing that it could not write down before', async (what) => {
    const wanted = await world.subscribe('at 9:00');
    let works = false;
    const ledger = {
      ...world.store.ledger,
      claim: (...[claim]: Parameters<typeof world.store.ledger.claim>) =>
        works ? world.store.ledger.claim(claim) : Promise.reject(new StoreError(what)),
    };
    const life = world.start({ store: { ...world.store, ledger } });
    world.clock.advance(60);
    for (let minute = 0; minute < 5; minute += 1) {
      await life.tick();
      world.clock.advance(1);
    }
    expect(world.titles()).toEqual([]);
    works = true;
    await life.tick();
    await life.tick();
    expect(world.titles()).toEqual(['Paper three']);
    expect(await entry(wanted)).toMatchObject({ outcome: { state: 'sent' } });
  });

  it('whose clock is set back a day, or a month, posts nothing again', async () => {
    await world.subscribe('at 9:00');
    const life = world.start();
    for (const instant of ['11-26T09:00', '11-25T09:00', '10-26T09:00', '11-26T09:30', '11-27T09:00']) {
      world.clock.set(`2026-${instant}:00Z`);
      await life.tick();
    }
    const dates = world.chat.messages.map(({ key }) => key.slice(-10));
    expect(dates).toEqual(['2026-11-26', '2026-11-27']);
  });
});
