import { beforeEach, expect, it } from 'vitest';
import { toPaper } from '../../../src/paper/paper.ts';
import type { Slot } from '../../../src/subscription/subscription.ts';
import type { Store } from '../../../src/store/store.ts';
import { AT, LATER, ada, here, there, arxiv, weak, other, named, slot, claimOf, outcome, wish } from './examples.ts';

export function ledgerContract(open: () => Store): void {
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
      note: null,
      wish: null,
      reasoning: null,
      claimedAt: AT,
      heldAt: AT,
      outcome: null,
    });
    expect(await ledger.get(slot('2026-11-25'))).toBeNull();
    expect(await ledger.open()).toHaveLength(1);
  });

  it('keeps what was asked for at the claim', async () => {
    const { ledger } = open();
    const asked = { ...wish, empty: 'say-why', from: '2026-11-20', thread: true, extras: { tag: 'news' } } as const;
    await ledger.claim(claimOf(arxiv, { wish: asked }));
    expect((await ledger.get(slot('2026-11-24')))?.wish).toEqual(asked);
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
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map([[arxiv.id, 1]]));
    expect(await ledger.claim(claimOf(other, { shownBefore: 1 }))).toBe('repeat');
    expect(await ledger.claim({ ...both, place: there })).toBe('claimed');
  });

  it('shows a paper again when the chooser knows that it was shown', async () => {
    const { ledger } = open();
    for (const [index, date] of ['2026-11-01', '2026-11-02', '2026-11-03'].entries()) {
      expect(await ledger.claim(claimOf(arxiv, { slot: slot(date), shownBefore: index }))).toBe('claimed');
      await ledger.settle(slot(date), outcome('sent'));
    }
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map([[arxiv.id, 3]]));
    expect(await ledger.shownIn(there, '2026-11-24')).toEqual(new Map());
  });

  it.each(['sent', 'unknown'] as const)('counts the papers of a slot that is %s as shown', async (state) => {
    const { ledger } = open();
    await ledger.claim(claimOf(arxiv));
    await ledger.settle(slot('2026-11-24'), outcome(state));
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map([[arxiv.id, 1]]));
    expect(await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-25') }))).toBe('repeat');
    expect(await ledger.open()).toEqual([]);
    expect((await ledger.get(slot('2026-11-24')))?.outcome).toEqual(outcome(state));
  });

  it.each(['failed', 'skipped', 'missed'] as const)('frees the papers of a slot that is %s', async (state) => {
    const { ledger } = open();
    await ledger.claim(claimOf(arxiv));
    await ledger.settle(slot('2026-11-24'), outcome(state));
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map());
    expect(await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-25') }))).toBe('claimed');
    expect((await ledger.get(slot('2026-11-24')))?.papers).toEqual(claimOf(arxiv).papers);
  });

  it('can show a paper again after an older showing failed late', async () => {
    const { ledger } = open();
    await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-01') }));
    await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-02'), shownBefore: 1 }));
    await ledger.settle(slot('2026-11-01'), outcome('failed'));
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map([[arxiv.id, 1]]));
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
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map([[arxiv.id, 2]]));
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
      note: null,
      reasoning: null,
      wish: null,
      claimedAt: LATER,
      heldAt: LATER,
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
    const before = (await ledger.recent('sub-1', 2, '2026-11-03')).map((entry) => entry.slot.date);
    expect(before).toEqual(['2026-11-02', '2026-11-01']);
    expect(await ledger.dates('sub-1', '2026-11-02', 9)).toEqual(['2026-11-02', '2026-11-01']);
    expect(await ledger.dates('sub-1', '2026-11-09', 2)).toEqual(['2026-11-03', '2026-11-02']);
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
    await expect(ledger.claim(claimOf(arxiv, { papers: [] }))).rejects.toThrow('at least one paper or a note');
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
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map([[better.id, 1]]));
    // A chooser that still holds the former id.
    const next = claimOf(page, { slot: slot('2026-11-25') });
    expect(await ledger.claim(next)).toBe('repeat');
    expect(await ledger.claim({ ...next, papers: [{ id: page.id, reason: 'again', shownBefore: 1 }] })).toBe('claimed');
  });

  it('knows with which post a paper was shown last in a place', async () => {
    const { papers, ledger } = open();
    await papers.put([weak, other]);
    expect(await ledger.lastShown(here, weak.id)).toBeNull();
    await ledger.claim(claimOf(weak));
    await ledger.settle(slot('2026-11-24'), outcome('sent'));
    await ledger.claim(claimOf(weak, { slot: slot('2026-11-25'), shownBefore: 1 }));
    expect((await ledger.lastShown(here, weak.id))?.slot).toEqual(slot('2026-11-25'));
    await ledger.settle(slot('2026-11-25'), outcome('failed'));
    await papers.put([arxiv]);
    for (const id of [weak.id, arxiv.id]) {
      expect(await ledger.lastShown(here, id)).toMatchObject({
        slot: slot('2026-11-24'),
        papers: [{ id: arxiv.id, reason: 'newest of 3 unseen' }],
        outcome: { state: 'sent' },
      });
    }
    expect(await ledger.lastShown(there, arxiv.id)).toBeNull();
    expect(await ledger.lastShown(here, other.id)).toBeNull();
  });

  it('keeps what a choice was made from, and what is posted instead of papers', async () => {
    const { ledger } = open();
    const parts = [
      { name: 'votes', value: 0.25 },
      { name: 'tie-break', value: 1e-9 },
    ] as const;
    const reasoning = {
      chosen: [{ id: arxiv.id, score: 0.250000001, parts }],
      runnersUp: [{ id: other.id, score: 0, parts: [] }],
      counts: { matching: 7, unseen: 3, fresh: null, compared: 2 },
    };
    await ledger.claim(claimOf(arxiv, { reasoning }));
    expect((await ledger.get(slot('2026-11-24')))?.reasoning).toEqual(reasoning);
    const note = 'Nothing new came over the weekend.';
    expect(await ledger.claim(claimOf(arxiv, { slot: slot('2026-11-25'), papers: [], note }))).toBe('claimed');
    await ledger.settle(slot('2026-11-25'), outcome('sent'));
    expect(await ledger.get(slot('2026-11-25'))).toMatchObject({ papers: [], note, outcome: { state: 'sent' } });
    expect(await ledger.shownIn(here, '2026-11-25')).toEqual(new Map([[arxiv.id, 1]]));
  });

  it('counts what people shared by hand in the last thirty days as shown', async () => {
    const { ledger } = open();
    expect(await ledger.lastShared(here, arxiv.id)).toBeNull();
    await ledger.shared(here, [arxiv.id, 'jsonl:nothing'], AT);
    await ledger.shared(here, [arxiv.id], LATER);
    expect(await ledger.lastShared(here, arxiv.id)).toBe(LATER);
    expect(await ledger.shownIn(here, '2026-12-24')).toEqual(new Map([[arxiv.id, 1]]));
    expect(await ledger.shownIn(here, '2026-12-25')).toEqual(new Map());
    expect(await ledger.shownIn(there, '2026-11-24')).toEqual(new Map());
    expect(await ledger.claim(claimOf(arxiv))).toBe('repeat');
    expect(await ledger.claim(claimOf(arxiv, { shownBefore: 1 }))).toBe('claimed');
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map([[arxiv.id, 2]]));
    // Long after, only what was posted counts.
    expect(await ledger.claim(claimOf(arxiv, { slot: slot('2027-01-01'), shownBefore: 1 }))).toBe('claimed');
  });

  it('follows what was shared to a better id', async () => {
    const { ledger, papers } = open();
    const page = toPaper({ title: 'Late id', abstract: 'About it.' }, { source: 'page', sourceId: null, at: AT });
    await papers.put([page]);
    await ledger.shared(here, [page.id], AT);
    const better = named('late', 'Late id', 'About it.');
    await papers.put([better]);
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map([[better.id, 1]]));
    expect(await ledger.lastShared(here, page.id)).toBe(AT);
    await ledger.shared(here, [page.id], LATER);
    expect(await ledger.lastShared(here, better.id)).toBe(LATER);
  });

  it('counts what was shared before anybody knew it, by the id that it has when it comes', async () => {
    const { ledger, papers } = open();
    await ledger.shared(here, ['arxiv:2501.00001', 'arxiv:2501.00002'], AT);
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map());
    expect(await ledger.lastShared(here, 'arxiv:2501.00001')).toBeNull();
    const came = toPaper(
      { arxivId: '2501.00001v2', title: 'It came later', abstract: 'About it.' },
      { source: 'arxiv', sourceId: '2501.00001', at: LATER },
    );
    await papers.put([came]);
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map([[came.id, 1]]));
    expect(await ledger.shownIn(here, '2026-12-25')).toEqual(new Map());
    expect(await ledger.lastShared(here, came.id)).toBe(AT);
    expect(await ledger.shownIn(there, '2026-11-24')).toEqual(new Map());
    expect(await ledger.claim(claimOf(came))).toBe('repeat');
    expect(await papers.letGo({ kind: 'most', count: 0 })).not.toContain(came.id);
    // Shared once more, it is still one sharing.
    await ledger.shared(here, [came.id], LATER);
    expect(await ledger.shownIn(here, '2026-11-24')).toEqual(new Map([[came.id, 1]]));
    expect(await ledger.lastShared(here, came.id)).toBe(LATER);
  });

  it('counts in a thread what was shared there and in its channel', async () => {
    const { ledger } = open();
    const thread = { ...here, thread: '17.5' };
    await ledger.shared(here, [arxiv.id], AT);
    expect(await ledger.shownIn(thread, '2026-11-24')).toEqual(new Map([[arxiv.id, 1]]));
    expect(await ledger.lastShared(thread, arxiv.id)).toBe(AT);
    await ledger.shared(thread, [arxiv.id], LATER);
    expect(await ledger.shownIn(thread, '2026-11-24')).toEqual(new Map([[arxiv.id, 1]]));
    expect(await ledger.lastShared(thread, arxiv.id)).toBe(LATER);
  });

  it('sets a subscription aside together with the trouble that its maker has to hear of', async () => {
    const { ledger, subscriptions } = open();
    const { subscription } = await subscriptions.add(wish, here, ada, AT);
    const day = slot('2026-11-24', subscription.id);
    await ledger.claim(claimOf(arxiv, { slot: day }));
    await ledger.settle(day, outcome('failed'), 'set-aside');
    const pause = { by: 'trouble', until: null, reason: 'it was failed' };
    expect(await subscriptions.list(here)).toEqual([{ ...subscription, pause }]);
    const untold = async (at = LATER): Promise<readonly Slot[]> =>
      (await ledger.untold(at, 9)).map((entry) => entry.slot);
    expect(await untold(AT)).toEqual([]);
    expect(await untold()).toEqual([day]);
    const again = '2026-11-24T10:00:00.000Z';
    const takers = await Promise.all([1, 2, 3].map(() => ledger.takeUntold(day, LATER, again)));
    expect(takers.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([false, false, true]);
    expect(await untold()).toEqual([]);
    expect(await untold(again)).toEqual([day]);
    await ledger.told(day);
    expect(await untold(again)).toEqual([]);
    expect(await ledger.takeUntold(day, again, again)).toBe(false);
    const doubt = slot('2026-11-25', subscription.id);
    const byPerson = { by: 'person', until: '2026-12-01', reason: '' } as const;
    await subscriptions.setPause(subscription.id, byPerson);
    await ledger.claim(claimOf(arxiv, { slot: doubt }));
    await ledger.settle(doubt, outcome('unknown'), 'doubt');
    expect(await untold()).toEqual([doubt]);
    // What is found out later is no trouble any more.
    await ledger.settle(doubt, outcome('sent'));
    expect(await untold()).toEqual([]);
    await ledger.claim(claimOf(other, { slot: slot('2026-11-26', subscription.id) }));
    await ledger.settle(slot('2026-11-26', subscription.id), outcome('failed'), 'set-aside');
    expect((await subscriptions.list(here))[0]?.pause).toEqual(byPerson);
  });

  it('lets one of many take an open slot in hand, and nobody one that is settled', async () => {
    const { ledger } = open();
    const day = slot('2026-11-24');
    await ledger.claim(claimOf(arxiv));
    const takers = await Promise.all([1, 2, 3].map(() => ledger.hold(day, AT, LATER)));
    expect(takers.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([false, false, true]);
    expect(await ledger.open()).toMatchObject([{ claimedAt: AT, heldAt: LATER }]);
    expect(await ledger.hold(day, LATER, '2026-11-24T09:10:00.000Z')).toBe(true);
    await ledger.settle(day, outcome('sent'));
    expect(await ledger.hold(day, '2026-11-24T09:10:00.000Z', LATER)).toBe(false);
    expect(await ledger.hold(slot('2026-11-25'), AT, LATER)).toBe(false);
  });

  it('knows what reached a place last', async () => {
    const { ledger } = open();
    for (const [date, state] of [
      ['2026-11-20', 'sent'],
      ['2026-11-21', 'unknown'],
      ['2026-11-22', 'failed'],
    ] as const) {
      const shownBefore = date === '2026-11-20' ? 0 : 1;
      const paper = date === '2026-11-21' ? other : arxiv;
      await ledger.claim(
        claimOf(paper, { slot: slot(date), shownBefore: paper === other ? 0 : shownBefore, at: date }),
      );
      await ledger.settle(slot(date), outcome(state));
    }
    await ledger.close(slot('2026-11-23'), here, outcome('skipped'));
    expect(await ledger.lastReached('sub-1', '2026-11-24')).toEqual(slot('2026-11-21'));
    expect(await ledger.lastReached('sub-1', '2026-11-20')).toBeNull();
    expect(await ledger.lastPapers(here, 9)).toEqual([other.id, arxiv.id]);
    expect(await ledger.lastPapers(here, 1)).toEqual([other.id]);
    expect(await ledger.lastPapers(there, 9)).toEqual([]);
    const next = slot('2026-11-24');
    await ledger.claim(claimOf(arxiv, { slot: next, shownBefore: 1, at: '2026-11-24' }));
    expect(await ledger.lastPapers(here, 9)).toEqual([arxiv.id, other.id]);
    expect(await ledger.lastReached('sub-1', '2026-11-25')).toEqual(next);
  });

  it('tells what was last in a place, of whatever subscription', async () => {
    const { ledger } = open();
    await ledger.close(slot('2026-11-24', 'a'), here, outcome('missed'));
    await ledger.close(slot('2026-11-26', 'b'), here, outcome('skipped'));
    await ledger.close(slot('2026-11-27', 'b'), there, outcome('skipped'));
    await ledger.close(slot('2026-11-25', 'a'), here, outcome('missed'));
    const last = (await ledger.recentIn(here, 2)).map((entry) => entry.slot);
    expect(last).toEqual([slot('2026-11-26', 'b'), slot('2026-11-25', 'a')]);
  });
}
