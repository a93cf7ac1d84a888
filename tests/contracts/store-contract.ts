import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../src/chat/place.ts';
import type { Person } from '../../src/chat/request.ts';
import type { Paper } from '../../src/paper/paper.ts';
import { toPaper } from '../../src/paper/paper.ts';
import type { Claim, Outcome, Store } from '../../src/store/store.ts';
import type { Slot, Wish } from '../../src/subscription/subscription.ts';

const AT = '2026-11-24T09:00:00.000Z';
const LATER = '2026-11-24T09:05:00.000Z';
const here: Place = { platform: 'terminal', workspace: null, channel: 'here', thread: null };
const there: Place = { platform: 'slack', workspace: 'T1/é', channel: 'C1', thread: '17.5' };
const ada: Person = { platform: 'terminal', workspace: null, id: 'ada' };
const grace: Person = { platform: 'slack', workspace: 'T1/é', id: 'U2' };
const wish: Wish = { query: 'quantization', timetable: { at: '09:00', zone: 'Europe/Paris', days: [1, 2, 5] }, top: 2 };

const abstract = 'We show that a small network can be trained with fewer bits than anybody believed. '.repeat(5).trim();
const arxiv = toPaper(
  {
    arxivId: '2401.01234v2',
    title: 'Fewer Bits',
    abstract,
    authors: ['Ada López', 'Grace Hopper'],
    published: '2024-01-02',
    categories: ['cs.LG', 'cs.CL'],
    codeUrl: 'https://example.org/code',
    upvotes: 0,
    keywords: ['bits'],
    summary: 'Few bits are enough.',
  },
  { source: 'arxiv', sourceId: '2401.01234v2', at: AT },
);
const weak = toPaper(
  { title: 'Fewer bits', abstract: abstract.slice(0, 260) },
  { source: 'page', sourceId: null, at: AT },
);
const other = named('other', 'Another paper');

function named(id: string, title: string, text = `About ${title}.`): Paper {
  return toPaper({ title, abstract: text }, { source: 'jsonl', sourceId: id, at: AT });
}

function slot(date: string, subscriptionId = 'sub-1'): Slot {
  return { subscriptionId, date };
}

function claimOf(paper: Paper, more: Partial<Claim> & { readonly shownBefore?: number } = {}): Claim {
  const { shownBefore = 0, ...rest } = more;
  return {
    slot: slot('2026-11-24'),
    place: here,
    papers: [{ id: paper.id, reason: 'newest of 3 unseen', shownBefore }],
    at: AT,
    ...rest,
  };
}

function outcome(state: Outcome['state'], more: Partial<Outcome> = {}): Outcome {
  return { state, reason: `it was ${state}`, at: LATER, message: state === 'sent' ? 'm-1' : null, ...more };
}

/** What every store promises. `open` gives a new, empty one each time; the suite closes it. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the store contract: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });

    describe('papers', () => {
      papersContract(() => store);
    });
    describe('subscriptions', () => {
      subscriptionsContract(() => store);
    });
    describe('ledger', () => {
      ledgerContract(() => store);
    });
    describe('people', () => {
      peopleContract(() => store);
    });
  });
}

function papersContract(open: () => Store): void {
  it('gives back what was put, field by field', async () => {
    const { papers } = open();
    expect(await papers.put([arxiv, other])).toEqual([
      { change: 'imported', paper: arxiv, formerId: null },
      { change: 'imported', paper: other, formerId: null },
    ]);
    expect(await papers.get(arxiv.id)).toEqual(arxiv);
    expect(await papers.get(other.id)).toEqual(other);
    expect(await papers.count()).toBe(2);
  });

  it('tells unknown, empty and missing apart', async () => {
    const { papers } = open();
    const bare: Paper = { ...other, authors: [], upvotes: null, summary: null, abstract: '' };
    await papers.put([bare]);
    expect(await papers.get(bare.id)).toEqual(bare);
    expect(await papers.get('arxiv:0000.00000')).toBeNull();
    expect(await papers.getMany([])).toEqual([]);
    expect(await papers.put([])).toEqual([]);
  });

  it('says what a second sighting changed', async () => {
    const { papers } = open();
    await papers.put([arxiv]);
    expect(await papers.put([arxiv])).toEqual([{ change: 'unchanged', paper: arxiv, formerId: null }]);
    const [voted] = await papers.put([{ ...arxiv, upvotes: 7 }]);
    expect(voted).toEqual({ change: 'updated', paper: { ...arxiv, upvotes: 7 }, formerId: null });
    expect(await papers.get(arxiv.id)).toEqual({ ...arxiv, upvotes: 7 });
    expect(await papers.count()).toBe(1);
  });

  it('keeps every sighting, in the order of telling', async () => {
    const { papers } = open();
    const sighting = { source: 'hf-daily', sourceId: '2401.01234', at: LATER };
    await papers.put([arxiv]);
    await papers.put([{ ...arxiv, sightings: [sighting] }]);
    expect((await papers.get(arxiv.id))?.sightings).toEqual([...arxiv.sightings, sighting]);
  });

  it('lets the second of a batch see the first', async () => {
    const { papers } = open();
    const outcomes = await papers.put([arxiv, { ...arxiv, upvotes: 3 }, arxiv, weak]);
    expect(outcomes.map((one) => one.change)).toEqual(['imported', 'updated', 'updated', 'unchanged']);
    expect(await papers.count()).toBe(1);
    expect(await papers.get(arxiv.id)).toEqual(outcomes.at(-1)?.paper);
  });

  it.each([
    ['one after the other', [[weak], [arxiv]]],
    ['in one batch', [[weak, arxiv]]],
  ])('gives a paper the better id when it is told: %s', async (_, batches) => {
    const { papers } = open();
    const outcomes = [];
    for (const batch of batches) outcomes.push(...(await papers.put(batch)));
    expect(outcomes[1]).toMatchObject({ change: 'updated', formerId: weak.id });
    expect(outcomes[1]?.paper.id).toBe(arxiv.id);
    expect(await papers.count()).toBe(1);
    const stored = await papers.get(arxiv.id);
    expect(stored).toEqual(outcomes[1]?.paper);
    expect(stored?.abstract).toBe(abstract);
    expect(stored?.sightings).toHaveLength(2);
    expect(await papers.get(weak.id)).toEqual(stored);
    expect(await papers.getMany([other.id, weak.id, arxiv.id])).toEqual([stored, stored]);
  });

  it('takes a weak sighting for the paper that it is', async () => {
    const { papers } = open();
    await papers.put([arxiv]);
    const [seen] = await papers.put([weak]);
    expect(seen).toEqual({ change: 'unchanged', paper: arxiv, formerId: null });
    expect(await papers.count()).toBe(1);
    await papers.put([{ ...arxiv, title: 'Fewer Bits Are Enough', version: 3 }]);
    const [again] = await papers.put([weak]);
    expect(again?.change).toBe('unchanged');
    expect(await papers.count()).toBe(1);
  });

  it('keeps apart what only shares a title', async () => {
    const { papers } = open();
    const stranger = named('stranger', 'Fewer bits', 'On something else.');
    const weakStranger = toPaper(
      { title: 'Fewer bits', abstract: 'On yet another thing.' },
      { source: 'page', sourceId: null, at: AT },
    );
    const byOthers = toPaper(
      { title: 'Fewer Bits', abstract, authors: ['Alan Turing'] },
      { source: 'page', sourceId: null, at: AT },
    );
    await papers.put([arxiv, stranger, weakStranger, byOthers]);
    expect(await papers.count()).toBe(4);
  });

  it('never merges two ids that sources gave', async () => {
    const { papers } = open();
    const copy = toPaper({ title: arxiv.title, abstract }, { source: 'jsonl', sourceId: 'copy', at: AT });
    await papers.put([arxiv, copy]);
    expect(await papers.count()).toBe(2);
  });

  it('gives many in the order asked for, and all in batches', async () => {
    const { papers } = open();
    const many = Array.from({ length: 1203 }, (_, index) => named(`p-${index}`, `Title ${index}`));
    await papers.put(many);
    const ids = many.map((paper) => paper.id).toReversed();
    expect((await papers.getMany([...ids, 'jsonl:none'])).map((paper) => paper.id)).toEqual(ids);
    const seen: Paper[] = [];
    let batches = 0;
    for await (const batch of papers.all()) {
      expect(batch.length).toBeGreaterThan(0);
      batches += 1;
      seen.push(...batch);
    }
    expect(batches).toBeGreaterThan(1);
    expect(seen).toHaveLength(many.length);
    expect(new Map(seen.map((paper) => [paper.id, paper]))).toEqual(new Map(many.map((paper) => [paper.id, paper])));
  });

  it('is right when a hundred calls come at once', async () => {
    const { papers } = open();
    const calls = Array.from({ length: 100 }, (_, index) =>
      papers.put([named(`p-${index % 10}`, `Title ${index % 10}`), { ...arxiv, upvotes: index }]),
    );
    const outcomes = (await Promise.all(calls)).flat();
    expect(outcomes.filter((one) => one.change === 'imported')).toHaveLength(11);
    expect(await papers.count()).toBe(11);
    expect((await papers.get(arxiv.id))?.upvotes).toBe(99);
  });

  it('holds any text', async () => {
    const { papers } = open();
    const odd: Paper = {
      ...other,
      title: `It's "odd" \u2028 \u{1F600} %_\\`,
      abstract: 'half \uD800 pair, NUL \0 and more',
      keywords: ['\uDC00'],
    };
    const [put] = await papers.put([odd]);
    expect(put?.paper.title).toBe(odd.title);
    expect(put?.paper.abstract).toBe('half \uFFFD pair, NUL \uFFFD and more');
    expect(await papers.get(odd.id)).toEqual(put?.paper);
    expect((await papers.put([odd]))[0]?.change).toBe('unchanged');
  });
}

function subscriptionsContract(open: () => Store): void {
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
      { ...wish, timetable: { ...wish.timetable, at: '10:00' } },
      { ...wish, timetable: { ...wish.timetable, zone: 'UTC' } },
      { ...wish, timetable: { ...wish.timetable, days: [1] } },
      { ...wish, query: 'long '.repeat(2000) },
    ];
    for (const one of different) expect((await subscriptions.add(one, here, ada, AT)).existing).toBe(false);
    expect((await subscriptions.list(here)).map((one) => one.number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
}

function ledgerContract(open: () => Store): void {
  beforeEach(async () => {
    await open().papers.put([arxiv, other]);
  });

  it('gives a slot to one claim only', async () => {
    const { ledger } = open();
    expect(await ledger.claim(claimOf(arxiv))).toBe('claimed');
    expect(await ledger.claim(claimOf(other))).toBe('taken');
    expect(await ledger.claim(claimOf(arxiv, { shownBefore: 1 }))).toBe('taken');
    expect(await ledger.get(slot('2026-11-24'))).toEqual({
      slot: slot('2026-11-24'),
      place: here,
      papers: claimOf(arxiv).papers,
      claimedAt: AT,
      outcome: null,
    });
    expect(await ledger.get(slot('2026-11-25'))).toBeNull();
    expect(await ledger.open()).toHaveLength(1);
  });

  it('refuses a paper that was shown in the meantime, whole', async () => {
    const { ledger } = open();
    await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-24', 'sub-2') }));
    const both = claimOf(other, {
      papers: [
        { id: other.id, reason: 'first', shownBefore: 0 },
        { id: arxiv.id, reason: 'second', shownBefore: 0 },
      ],
    });
    expect(await ledger.claim(both)).toBe('repeat');
    expect(await ledger.get(both.slot)).toBeNull();
    expect(await ledger.shownIn(here)).toEqual(new Map([[arxiv.id, 1]]));
    expect(await ledger.claim(claimOf(other, { shownBefore: 1 }))).toBe('repeat');
    expect(await ledger.claim({ ...both, place: there })).toBe('claimed');
  });

  it('shows a paper again when the chooser knows that it was shown', async () => {
    const { ledger } = open();
    for (const [index, date] of ['2026-11-01', '2026-11-02', '2026-11-03'].entries()) {
      expect(await ledger.claim(claimOf(arxiv, { slot: slot(date), shownBefore: index }))).toBe('claimed');
      await ledger.settle(slot(date), outcome('sent'));
    }
    expect(await ledger.shownIn(here)).toEqual(new Map([[arxiv.id, 3]]));
    expect(await ledger.shownIn(there)).toEqual(new Map());
  });

  it.each(['sent', 'unknown'] as const)('counts the papers of a slot that is %s as shown', async (state) => {
    const { ledger } = open();
    await ledger.claim(claimOf(arxiv));
    await ledger.settle(slot('2026-11-24'), outcome(state));
    expect(await ledger.shownIn(here)).toEqual(new Map([[arxiv.id, 1]]));
    expect(await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-25') }))).toBe('repeat');
    expect(await ledger.open()).toEqual([]);
    expect((await ledger.get(slot('2026-11-24')))?.outcome).toEqual(outcome(state));
  });

  it.each(['failed', 'skipped', 'missed'] as const)('frees the papers of a slot that is %s', async (state) => {
    const { ledger } = open();
    await ledger.claim(claimOf(arxiv));
    await ledger.settle(slot('2026-11-24'), outcome(state));
    expect(await ledger.shownIn(here)).toEqual(new Map());
    expect(await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-25') }))).toBe('claimed');
    expect((await ledger.get(slot('2026-11-24')))?.papers).toEqual(claimOf(arxiv).papers);
  });

  it('can show a paper again after an older showing failed late', async () => {
    const { ledger } = open();
    await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-01') }));
    await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-02'), shownBefore: 1 }));
    await ledger.settle(slot('2026-11-01'), outcome('failed'));
    expect(await ledger.shownIn(here)).toEqual(new Map([[arxiv.id, 1]]));
    expect(await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-03'), shownBefore: 1 }))).toBe('claimed');
  });

  it('keeps the first end of a slot, except that what was sent was sent', async () => {
    const { ledger } = open();
    const day = slot('2026-11-24');
    await ledger.claim(claimOf(arxiv));
    await ledger.settle(day, outcome('unknown'));
    await ledger.settle(day, outcome('failed'));
    expect((await ledger.get(day))?.outcome?.state).toBe('failed');
    await ledger.settle(day, outcome('missed'));
    expect((await ledger.get(day))?.outcome?.state).toBe('failed');
    await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-25') }));
    await ledger.settle(day, outcome('sent', { message: 'm-9' }));
    await ledger.settle(day, outcome('failed'));
    expect((await ledger.get(day))?.outcome).toEqual(outcome('sent', { message: 'm-9' }));
    expect(await ledger.shownIn(here)).toEqual(new Map([[arxiv.id, 2]]));
    await expect(ledger.settle(slot('2000-01-01'), outcome('sent'))).rejects.toThrow('Expected a claimed slot');
  });

  it('closes a slot that was never claimed, once', async () => {
    const { ledger } = open();
    const day = slot('2026-11-24');
    expect(await ledger.close(day, there, outcome('missed'))).toBe(true);
    expect(await ledger.close(day, there, outcome('skipped'))).toBe(false);
    expect(await ledger.claim(claimOf(arxiv))).toBe('taken');
    expect(await ledger.get(day)).toEqual({
      slot: day,
      place: there,
      papers: [],
      claimedAt: LATER,
      outcome: outcome('missed'),
    });
    expect(await ledger.open()).toEqual([]);
  });

  it('tells what is open, and what was last', async () => {
    const { ledger } = open();
    for (const [index, date] of ['2026-11-02', '2026-11-01', '2026-11-03'].entries()) {
      await ledger.claim(claimOf(arxiv, { slot: slot(date), shownBefore: index }));
    }
    await ledger.claim(claimOf(other, { slot: slot('2026-11-04', 'sub-2') }));
    await ledger.settle(slot('2026-11-01'), outcome('sent'));
    const dates = (await ledger.recent('sub-1', 2)).map((entry) => entry.slot.date);
    expect(dates).toEqual(['2026-11-03', '2026-11-02']);
    expect((await ledger.recent('sub-1', 10))[2]?.outcome).toEqual(outcome('sent'));
    const unsettled = (await ledger.open()).map((entry) => entry.slot.date);
    expect(unsettled.toSorted()).toEqual(['2026-11-02', '2026-11-03', '2026-11-04']);
    expect(await ledger.recent('nobody', 10)).toEqual([]);
  });

  it('lets exactly one of a hundred claims at once win', async () => {
    const { ledger } = open();
    const sameSlot = await Promise.all(Array.from({ length: 100 }, () => ledger.claim(claimOf(arxiv))));
    expect(sameSlot.filter((result) => result === 'claimed')).toHaveLength(1);
    expect(sameSlot.filter((result) => result === 'taken')).toHaveLength(99);
    const samePaper = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        ledger.claim(claimOf(other, { slot: slot('2026-11-24', `s-${index}`) })),
      ),
    );
    expect(samePaper.filter((result) => result === 'claimed')).toHaveLength(1);
    expect(samePaper.filter((result) => result === 'repeat')).toHaveLength(99);
    expect(await ledger.open()).toHaveLength(2);
  });

  it('refuses a claim without papers, or with a paper that is not stored', async () => {
    const { ledger } = open();
    await expect(ledger.claim(claimOf(arxiv, { papers: [] }))).rejects.toThrow('at least one paper');
    await expect(ledger.claim(claimOf(named('gone', 'Gone')))).rejects.toThrow('Expected the id of a stored paper');
    expect(await ledger.get(slot('2026-11-24'))).toBeNull();
  });

  it('follows a paper that gets a better id', async () => {
    const { ledger, papers } = open();
    const page = toPaper({ title: 'Late id', abstract: 'About it.' }, { source: 'page', sourceId: null, at: AT });
    await papers.put([page]);
    await ledger.claim(claimOf(page));
    const better = named('late', 'Late id', 'About it.');
    await papers.put([better]);
    expect((await ledger.get(slot('2026-11-24')))?.papers[0]?.id).toBe(better.id);
    expect(await ledger.shownIn(here)).toEqual(new Map([[better.id, 1]]));
    // A chooser that still holds the former id.
    const next = claimOf(page, { slot: slot('2026-11-25') });
    expect(await ledger.claim(next)).toBe('repeat');
    expect(await ledger.claim({ ...next, papers: [{ id: page.id, reason: 'again', shownBefore: 1 }] })).toBe('claimed');
  });
}

function peopleContract(open: () => Store): void {
  it('keeps saved papers of each person, newest first', async () => {
    const { papers, people } = open();
    await papers.put([arxiv, other]);
    expect(await people.save(ada, arxiv.id, AT)).toBe(true);
    expect(await people.save(ada, other.id, AT)).toBe(true);
    expect(await people.save(ada, arxiv.id, LATER)).toBe(false);
    expect(await people.saved(ada)).toEqual([other.id, arxiv.id]);
    expect(await people.saved(grace)).toEqual([]);
    expect(await people.unsave(ada, other.id)).toBe(true);
    expect(await people.unsave(ada, other.id)).toBe(false);
    expect(await people.unsave(ada, 'jsonl:none')).toBe(false);
    expect(await people.save(ada, other.id, LATER)).toBe(true);
    expect(await people.saved(ada)).toEqual([other.id, arxiv.id]);
    await expect(people.save(ada, 'jsonl:none', AT)).rejects.toThrow('Expected the id of a stored paper');
  });

  it('follows a saved and a remembered paper to its better id', async () => {
    const { papers, people } = open();
    await papers.put([weak]);
    await people.save(ada, weak.id, AT);
    await people.remember(ada, here, { ids: [weak.id], more: null });
    await papers.put([arxiv]);
    expect(await people.saved(ada)).toEqual([arxiv.id]);
    expect(await people.save(ada, weak.id, AT)).toBe(false);
    expect(await people.recall(ada, here)).toEqual({ ids: [arxiv.id], more: null });
    expect(await people.unsave(ada, weak.id)).toBe(true);
    expect(await people.saved(ada)).toEqual([]);
  });

  it('remembers the last list of each person in each place', async () => {
    const { people } = open();
    expect(await people.recall(ada, here)).toBeNull();
    await people.remember(ada, here, { ids: ['arxiv:1', 'arxiv:2'], more: 'more' });
    await people.remember(ada, there, { ids: ['arxiv:3'], more: null });
    await people.remember(ada, here, { ids: ['arxiv:2', 'arxiv:4'], more: null });
    await people.remember(grace, here, { ids: [], more: 'next' });
    expect(await people.recall(ada, here)).toEqual({ ids: ['arxiv:2', 'arxiv:4'], more: null });
    expect(await people.recall(ada, there)).toEqual({ ids: ['arxiv:3'], more: null });
    expect(await people.recall(grace, here)).toEqual({ ids: [], more: 'next' });
    expect(await people.recall(grace, there)).toBeNull();
  });
}
