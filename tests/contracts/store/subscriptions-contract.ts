import { expect, it } from 'vitest';
import type { Place } from '../../../src/chat/place.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Wish } from '../../../src/subscription/subscription.ts';
import { AT, LATER, here, there, ada, grace, wish } from './examples.ts';

export function subscriptionsContract(open: () => Store): void {
  it('numbers the wishes of each place from 1, and never gives a number again', async () => {
    const { subscriptions } = open();
    const add = async (query: string, place: Place): Promise<number> =>
      (await subscriptions.add({ ...wish, query }, place, ada, AT)).subscription.number;
    expect(await add('a', here)).toBe(1);
    expect(await add('b', here)).toBe(2);
    expect(await add('a', there)).toBe(1);
    expect((await subscriptions.remove(here, 2))?.query).toBe('b');
    expect(await add('b', here)).toBe(3);
    expect((await subscriptions.remove(here, 1))?.number).toBe(1);
    expect((await subscriptions.remove(here, 3))?.number).toBe(3);
    expect(await add('c', here)).toBe(4);
  });

  it('gives back the whole subscription', async () => {
    const { subscriptions } = open();
    const { subscription, existing } = await subscriptions.add(wish, there, grace, AT);
    expect(existing).toBe(false);
    expect(subscription).toEqual({
      ...wish,
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
      number: 1,
      place: there,
      createdBy: grace,
      createdAt: AT,
      pause: null,
      owner: 'chat',
    });
    expect(await subscriptions.list(there)).toEqual([subscription]);
    expect(await subscriptions.list(here)).toEqual([]);
    expect(await subscriptions.all()).toEqual([subscription]);
    expect(await subscriptions.remove(there, 1)).toEqual(subscription);
    expect(await subscriptions.remove(there, 1)).toBeNull();
    expect(await subscriptions.all()).toEqual([]);
  });

  it('stores the same wish of a place once, whoever asks and however often', async () => {
    const { subscriptions } = open();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => subscriptions.add(wish, here, index % 2 === 0 ? ada : grace, AT)),
    );
    expect(answers.filter((answer) => !answer.existing)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.subscription.id)).size).toBe(1);
    const different: Wish[] = [
      { ...wish, query: '' },
      { ...wish, top: 3 },
      { ...wish, thread: true },
      { ...wish, extras: { crosspost: true } },
      { ...wish, extras: { ping: '123' } },
      { ...wish, extras: { tag: 'news' } },
      { ...wish, extras: { tag: '123' } },
      { ...wish, timetable: { ...wish.timetable, at: '10:00' } },
      { ...wish, timetable: { ...wish.timetable, zone: 'UTC' } },
      { ...wish, timetable: { ...wish.timetable, days: [1] } },
      { ...wish, query: 'long '.repeat(2000) },
    ];
    for (const one of different) expect((await subscriptions.add(one, here, ada, AT)).existing).toBe(false);
    expect((await subscriptions.list(here)).map((one) => one.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('changes a wish under its number, and forgets the slots before the change', async () => {
    const { subscriptions } = open();
    const { subscription } = await subscriptions.add(wish, here, ada, AT);
    const changed: Wish = {
      query: '',
      timetable: { at: '07:15', zone: 'UTC', days: [7] },
      top: 1,
      thread: true,
      empty: 'best-unseen',
      from: null,
    };
    const updated = await subscriptions.update(here, 1, changed, LATER);
    expect(updated).toEqual({ kind: 'updated', subscription: { ...subscription, ...changed, createdAt: LATER } });
    expect(await subscriptions.list(here)).toEqual([{ ...subscription, ...changed, createdAt: LATER }]);
    expect((await subscriptions.add(changed, here, ada, LATER)).existing).toBe(true);
    const extras = { tag: 'two "words"', crosspost: true, ping: '123' } as const;
    await subscriptions.update(here, 1, { ...changed, extras }, LATER);
    expect(await subscriptions.list(here)).toEqual([{ ...subscription, ...changed, extras, createdAt: LATER }]);
    await subscriptions.update(here, 1, changed, LATER);
    expect(await subscriptions.list(here)).toEqual([{ ...subscription, ...changed, createdAt: LATER }]);
    expect((await subscriptions.add(wish, here, ada, LATER)).existing).toBe(false);
  });

  it('changes nothing where there is no such number, or the same wish has another one', async () => {
    const { subscriptions } = open();
    const { subscription: first } = await subscriptions.add(wish, here, ada, AT);
    const { subscription: second } = await subscriptions.add({ ...wish, query: 'b' }, here, ada, AT);
    expect(await subscriptions.update(there, 1, wish, LATER)).toEqual({ kind: 'none' });
    expect(await subscriptions.update(here, 3, { ...wish, top: 9 }, LATER)).toEqual({ kind: 'none' });
    expect(await subscriptions.update(here, 2, wish, LATER)).toEqual({ kind: 'existing', subscription: first });
    expect(await subscriptions.list(here)).toEqual([first, second]);
    expect(await subscriptions.update(here, 2, { ...wish, query: 'b' }, LATER)).toMatchObject({ kind: 'updated' });
  });

  it('changes nothing where it is not as it was any more', async () => {
    const { subscriptions } = open();
    await subscriptions.add(wish, here, ada, AT);
    const trees = { ...wish, query: 'trees' };
    const [one, other] = await Promise.all(
      [trees, { ...wish, top: 9 }].map((changed) => subscriptions.update(here, 1, changed, LATER, wish)),
    );
    expect(new Set([one?.kind, other?.kind])).toEqual(new Set(['changed', 'updated']));
    expect(await subscriptions.update(there, 1, trees, LATER, wish)).toEqual({ kind: 'none' });
  });

  it('pauses one and lets it go on, and keeps which date was asked for before its time', async () => {
    const { subscriptions } = open();
    const { subscription } = await subscriptions.add(wish, here, ada, AT);
    const pause = { by: 'person', until: '2026-12-01', reason: 'holidays' } as const;
    expect(await subscriptions.setPause(subscription.id, pause)).toEqual({ ...subscription, pause });
    expect(await subscriptions.hurry(subscription.id, '2026-11-24')).toBe(true);
    expect(await subscriptions.list(here)).toEqual([{ ...subscription, pause, postOn: '2026-11-24' }]);
    expect(await subscriptions.setPause(subscription.id, null)).toEqual({ ...subscription, postOn: '2026-11-24' });
    expect(await subscriptions.setPause('nobody', pause)).toBeNull();
    expect(await subscriptions.hurry('nobody', '2026-11-24')).toBe(false);
  });

  it('knows whose they are, in whatever place', async () => {
    const { subscriptions } = open();
    await subscriptions.add(wish, here, ada, AT);
    await subscriptions.add({ ...wish, query: 'b' }, here, grace, AT);
    await subscriptions.add(wish, there, { ...ada, workspace: null }, AT);
    const makers = (await subscriptions.all()).map(({ place, createdBy }) => ({ place, createdBy }));
    expect(makers).toHaveLength(3);
    expect(makers).toEqual(
      expect.arrayContaining([
        { place: here, createdBy: ada },
        { place: here, createdBy: grace },
        { place: there, createdBy: { ...ada, workspace: null } },
      ]),
    );
  });
}
