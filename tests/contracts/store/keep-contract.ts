import { expect, it } from 'vitest';
import type { Paper } from '../../../src/paper/paper.ts';
import type { Store } from '../../../src/store/store.ts';
import { ada, claimOf, here, named, outcome, slot, weak, arxiv } from './examples.ts';

function toldOn(day: string, id: string): Paper {
  const paper = named(id, `Paper ${id}`);
  return { ...paper, sightings: paper.sightings.map((one) => ({ ...one, at: `${day}T00:00:00.000Z` })) };
}

const old = toldOn('2026-01-01', 'old');
const older = toldOn('2025-12-31', 'older');
const young = toldOn('2026-11-01', 'young');
const [saved, liked] = [toldOn('2026-01-01', 'saved'), toldOn('2026-01-01', 'liked')];
const [posted, claimed] = [toldOn('2026-01-01', 'posted'), toldOn('2026-01-01', 'claimed')];
const failed = toldOn('2026-01-01', 'failed');
const [shared, opened] = [toldOn('2026-01-01', 'shared'), toldOn('2026-01-01', 'opened')];
const since = { kind: 'since', at: '2026-06-01T00:00:00.000Z' } as const;

export function keepContract(open: () => Store): void {
  it('lets go what was told of before a time, and keeps the rest', async () => {
    const { papers } = open();
    await papers.put([young, old, older]);
    expect(await papers.letGo(since)).toEqual([older.id, old.id]);
    expect(await papers.getMany([old.id, older.id, young.id])).toEqual([young]);
    expect(await papers.lookup('old')).toBeNull();
    expect(await papers.letGo(since)).toEqual([]);
  });

  it('keeps so many, those told of last', async () => {
    const { papers } = open();
    await papers.put([old, young, older]);
    expect(await papers.letGo({ kind: 'most', count: 3 })).toEqual([]);
    expect(await papers.letGo({ kind: 'most', count: 2 })).toEqual([older.id]);
    expect(await papers.count()).toBe(2);
  });

  it('never lets go what somebody saved, opened or voted for, or what was posted or shared or is about to be', async () => {
    const { papers, people, ledger } = open();
    await papers.put([saved, liked, posted, claimed, failed, shared, opened, old]);
    await people.save(ada, saved.id, '2026-02-01T00:00:00.000Z');
    await people.vote(ada, here, liked.id, 1, '2026-02-01T00:00:00.000Z');
    await people.notice(ada, here, opened.id, 'open');
    await ledger.shared(here, [shared.id], '2026-02-01T00:00:00.000Z');
    await ledger.claim(claimOf(posted));
    await ledger.settle(slot('2026-11-24'), outcome('sent'));
    await ledger.claim(claimOf(claimed, { slot: slot('2026-11-25') }));
    await ledger.claim(claimOf(failed, { slot: slot('2026-11-26') }));
    await ledger.settle(slot('2026-11-26'), outcome('failed'));
    expect(await papers.letGo(since)).toEqual([old.id]);
    expect(await papers.letGo({ kind: 'most', count: 0 })).toEqual([]);
    expect(await papers.count()).toBe(7);
  });

  it('tells whoever follows which papers are gone, and which came back', async () => {
    const { papers } = open();
    await papers.put([old, older]);
    const before = await papers.seq();
    await papers.letGo(since);
    const gone = await papers.changes(before);
    expect(gone).toMatchObject({ seq: await papers.seq(), papers: [] });
    expect(gone.formerIds.toSorted()).toEqual([old.id, older.id]);
    expect(await papers.put([old])).toMatchObject([{ change: 'imported' }]);
    const back = await papers.changes(before);
    expect([back.papers.map(({ id }) => id), back.formerIds]).toEqual([[old.id], [older.id]]);
    await papers.letGo(since);
    expect((await papers.changes(back.seq)).formerIds).toContain(old.id);
  });

  it('takes a paper that comes back under a former id for new', async () => {
    const { papers } = open();
    await papers.put([weak, arxiv]);
    expect(await papers.letGo({ kind: 'most', count: 0 })).toEqual([arxiv.id]);
    expect(await papers.put([weak])).toMatchObject([{ change: 'imported', paper: { id: weak.id } }]);
    expect(await papers.get(weak.id)).toEqual(weak);
  });
}
