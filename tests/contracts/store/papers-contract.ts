import { expect, it } from 'vitest';
import type { Paper } from '../../../src/paper/paper.ts';
import { toPaper } from '../../../src/paper/paper.ts';
import type { Store } from '../../../src/store/store.ts';
import { AT, LATER, abstract, arxiv, weak, other, named } from './examples.ts';

function told(title: string, text: string): Paper {
  return toPaper({ title, abstract: text }, { source: 'jsonl', sourceId: '1', at: AT });
}

function editorial(author: string): Paper {
  return toPaper({ title: 'Editorial', abstract: '', authors: [author] }, { source: 'jsonl', sourceId: null, at: AT });
}

function counted(upvotes: number, upvotesAt: string | null): Paper {
  return { ...arxiv, upvotes, upvotesAt };
}

export function papersContract(open: () => Store): void {
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

  it('takes what a source told before for no news, whatever it told in between', async () => {
    const { papers } = open();
    const [first, second] = [told('Wings', 'Wings lift.'), told('Wings', 'Wings lift and drag.')];
    const changes = [];
    for (const paper of [first, second, first, second]) {
      const [outcome] = await papers.put([
        { ...paper, sightings: paper.sightings.map((one) => ({ ...one, at: LATER })) },
      ]);
      changes.push([outcome?.change, outcome?.paper.abstract]);
    }
    expect(changes).toEqual([
      ['imported', 'Wings lift.'],
      ['updated', 'Wings lift and drag.'],
      ['unchanged', 'Wings lift and drag.'],
      ['unchanged', 'Wings lift and drag.'],
    ]);
    // Nor does it matter that the paper has got a better id since.
    await papers.put([weak]);
    const [better] = await papers.put([arxiv]);
    expect(better?.formerId).toBe(weak.id);
    expect(await papers.put([weak])).toEqual([{ change: 'unchanged', paper: better?.paper, formerId: null }]);
  });

  it('takes the newest count of votes, also one that was told before, and no older one', async () => {
    const { papers } = open();
    const put = async (paper: Paper): Promise<readonly unknown[]> => {
      const [outcome] = await papers.put([paper]);
      return [outcome?.change, outcome?.paper.upvotes];
    };
    expect(await put(counted(5, '2026-11-24T01:00:00.000Z'))).toEqual(['imported', 5]);
    expect(await put(counted(7, '2026-11-24T02:00:00.000Z'))).toEqual(['updated', 7]);
    expect(await put(counted(5, '2026-11-24T03:00:00.000Z'))).toEqual(['updated', 5]);
    const seq = await papers.seq();
    expect(await put(counted(5, '2026-11-24T04:00:00.000Z'))).toEqual(['unchanged', 5]);
    expect(await put(counted(9, '2026-11-24T02:30:00.000Z'))).toEqual(['unchanged', 5]);
    expect(await put(counted(9, '2026-11-24T03:00:00.000Z'))).toEqual(['unchanged', 5]);
    expect(await put(counted(9, null))).toEqual(['unchanged', 5]);
    expect(await papers.seq()).toBe(seq);
    expect(await papers.get(arxiv.id)).toMatchObject({ upvotes: 5, upvotesAt: '2026-11-24T03:00:00.000Z' });
  });

  it('keeps every sighting, in the order of telling', async () => {
    const { papers } = open();
    const sighting = { source: 'hf-daily', sourceId: '2401.01234', at: LATER };
    await papers.put([arxiv]);
    await papers.put([{ ...arxiv, sightings: [sighting] }]);
    expect((await papers.get(arxiv.id))?.sightings).toEqual([...arxiv.sightings, sighting]);
  });

  it.each([
    ['one after the other', 1],
    ['in one batch', 2],
  ])('keeps two papers apart that a source calls by one id: %s', async (_, size) => {
    const { papers } = open();
    const wings = told('Lift of a wing in a slipstream', 'An experimental study of a wing was made.');
    const books = told('Editions of the Dewey classification', 'The present study is a history of books.');
    const both = size === 2 ? [[wings, books]] : [[wings], [books]];
    const changes = [];
    for (const batch of [...both, ...both]) changes.push(...(await papers.put(batch)).map(({ change }) => change));
    expect(changes).toEqual(['imported', 'imported', 'unchanged', 'unchanged']);
    const stored: Paper[] = [];
    for await (const batch of papers.all()) stored.push(...batch);
    expect(stored.map((paper) => paper.title)).toEqual([wings.title, books.title]);
    expect(stored.map((paper) => paper.sightings[0]?.sourceId)).toEqual(['1', '1']);
    // A correction is no other paper.
    const mended = told('Lift of a wing in the slipstream', 'An experimental study of a wing was made. It flew.');
    expect((await papers.put([mended]))[0]).toMatchObject({ change: 'updated', paper: { id: wings.id } });
    expect(await papers.count()).toBe(2);
  });

  it('knows one paper under the names of two sources, by title, authors and abstract', async () => {
    const { papers } = open();
    const acl = toPaper(
      { title: 'Fewer bits', abstract, authors: ['Ada López', 'Grace Hopper'], url: 'https://example.org/acl' },
      { source: 'acl', sourceId: '2024.acl-1', at: AT },
    );
    const list = { ...acl, id: 'list:77', sightings: [{ source: 'list', sourceId: '77', at: LATER }] };
    const changes = (await papers.put([acl, list])).map(({ change }) => change);
    expect(changes).toEqual(['imported', 'updated']);
    expect((await papers.get('list:77'))?.id).toBe(acl.id);
    // The id of arXiv is better than both, and everything that referred to them follows.
    const [better] = await papers.put([{ ...arxiv, authors: ['Grace Hopper', 'Ada López'] }]);
    expect(better).toMatchObject({ change: 'updated', formerId: acl.id, paper: { id: arxiv.id } });
    expect(better?.paper.sightings.map(({ source }) => source)).toEqual(['acl', 'list', 'arxiv']);
    expect(await papers.count()).toBe(1);
    expect((await papers.put([acl, list, arxiv])).map(({ change }) => change)).toEqual(Array(3).fill('unchanged'));
  });

  it.each([
    ['in its own batch', 2],
    ['in one batch', 3],
  ])('knows a paper that comes under a taken id: %s', async (_, size) => {
    const { papers } = open();
    const acl = { ...other, id: 'acl:1', title: arxiv.title, abstract, authors: arxiv.authors };
    const books = told('Editions of the Dewey classification', 'The present study is a history of books.');
    const sightings = [acl, books, { ...acl, id: books.id, sightings: books.sightings }];
    const outcomes = [...(await papers.put(sightings.slice(0, size))), ...(await papers.put(sightings.slice(size)))];
    expect(outcomes[2]).toMatchObject({ change: 'updated', paper: { id: acl.id } });
    expect(await papers.count()).toBe(2);
  });

  it.each([
    ['other authors', { authors: ['Somebody Else'] }],
    ['no authors to tell by', { authors: [] }],
    ['too little of an abstract to tell by', { abstract: 'Short.' }],
    ['another abstract', { abstract: 'Something else entirely. '.repeat(20) }],
  ])('does not take two good ids for one paper by guess: %s', async (_, fields) => {
    const { papers } = open();
    const acl = { ...other, id: 'acl:1', title: arxiv.title, abstract, authors: arxiv.authors, ...fields };
    expect((await papers.put([arxiv, acl])).map(({ change }) => change)).toEqual(['imported', 'imported']);
  });

  it('lets the second of a batch see the first', async () => {
    const { papers } = open();
    const outcomes = await papers.put([arxiv, { ...arxiv, upvotes: 3 }, { ...arxiv, upvotes: 2 }, weak]);
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

  it('keeps apart two papers of one title without ids and without abstracts, by their authors', async () => {
    const { papers } = open();
    const editorials = [editorial('Ada Byron'), editorial('Carl Dodgson'), editorial('A. Byron')];
    expect((await papers.put(editorials)).map(({ change }) => change)).toEqual(['imported', 'imported', 'unchanged']);
    expect(await papers.count()).toBe(2);
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

  it('knows which papers nobody had told of at an instant', async () => {
    const { papers } = open();
    const again: Paper = { ...arxiv, sightings: [{ source: 'another', sourceId: '9', at: LATER }] };
    const late: Paper = { ...other, sightings: other.sightings.map((sighting) => ({ ...sighting, at: LATER })) };
    await papers.put([arxiv, late, again]);
    expect((await papers.get(arxiv.id))?.sightings).toHaveLength(2);
    expect(await papers.firstSeenAfter(AT)).toEqual([late.id]);
    expect(await papers.firstSeenAfter(LATER)).toEqual([]);
    expect(await papers.firstSeenAfter('2000-01-01T00:00:00.000Z')).toEqual([arxiv.id, late.id].toSorted());
  });

  it('knows which papers were on the lists from a day on, each with its first day', async () => {
    const { papers } = open();
    await papers.put([
      listed('c', '2026-11-24'),
      listed('b', '2026-11-23'),
      listed('a', '2026-11-24'),
      listed('d', null),
    ]);
    await papers.put([listed('c', '2026-11-25'), listed('b', '2026-11-22')]);
    const days = async (day: string) => (await papers.listedFrom(day)).map(({ id, listedOn }) => `${id} ${listedOn}`);
    const [a, b, c] = ['a', 'b', 'c'].map((id) => named(id, '').id);
    expect(await days('2026-11-22')).toEqual([`${b} 2026-11-22`, `${a} 2026-11-24`, `${c} 2026-11-24`]);
    expect(await days('2026-11-24')).toEqual([`${a} 2026-11-24`, `${c} 2026-11-24`]);
    expect(await days('2026-11-25')).toEqual([]);
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

function listed(id: string, listedOn: string | null): Paper {
  return { ...named(id, `Title ${id}`), listedOn };
}
