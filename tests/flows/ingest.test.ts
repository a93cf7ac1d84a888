import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ingest } from '../../src/flows/ingest.ts';
import type { IngestReport } from '../../src/flows/ingest.ts';
import { toPaper } from '../../src/paper/paper.ts';
import type { Paper, PaperFields } from '../../src/paper/paper.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import { fileSource } from '../../src/sources/file-source.ts';
import type { Sighted, Source } from '../../src/sources/source.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

const at = '2026-11-24T06:00:00.000Z';
const now = (): Date => new Date(at);
const seedPath = fileURLToPath(new URL('../../data/papers.jsonl', import.meta.url));
const pagePath = fileURLToPath(new URL('../fixtures/sources/hf-page.txt', import.meta.url));
const never = new AbortController().signal;

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-ingest-'));
  store = await openStore({ file: join(folder, 'paperboy.db'), now });
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const paper = (sourceId: string | null, fields: Partial<PaperFields> = {}): Paper =>
  toPaper(
    { title: `Title ${sourceId}`, abstract: `Words of ${sourceId}.`, ...fields },
    { source: 'test', sourceId, at },
  );
const sighted = (one: Paper): Sighted => ({ kind: 'paper', paper: one });

function source(records: Iterable<Sighted | Error>): Source {
  return {
    name: 'test',
    async *fetchSince() {
      for (const record of records) {
        if (record instanceof Error) throw record;
        yield record;
      }
    },
  };
}

function unused(): never {
  throw new Error('Expected only put and remove');
}

/** What an index would hold; the rest of the contract is not called by this flow. */
function heldBy(): { readonly index: SearchIndex; readonly held: Map<string, Paper> } {
  const held = new Map<string, Paper>();
  const index: SearchIndex = {
    put: async (papers) => papers.forEach((one) => held.set(one.id, one)),
    remove: async (ids) => ids.forEach((id) => held.delete(id)),
    search: unused,
    related: unused,
    explain: unused,
    suggest: unused,
    suggestAuthors: unused,
    learn: unused,
    size: async () => held.size,
    save: unused,
    load: unused,
    close: async () => {},
  };
  return { index, held };
}

async function everything(): Promise<Map<string, Paper>> {
  const all = new Map<string, Paper>();
  for await (const batch of store.papers.all()) for (const one of batch) all.set(one.id, one);
  return all;
}

/** Writes the records to a file in the test's folder, packed when its name says so. */
async function written(name: string, records: readonly object[]): Promise<string> {
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  await writeFile(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
  return join(folder, name);
}

/** Imports a file; gives how many were imported, updated and unchanged. */
async function take(path: string): Promise<readonly number[]> {
  const { imported, updated, unchanged } = await ingest(
    { papers: store.papers, index: null, signal: never },
    await fileSource(path, { now }),
  );
  return [imported, updated, unchanged];
}

function kiwi(abstract: string, more: object = {}): object {
  return { id: 'x1', title: 'Kiwi one', abstract, ...more };
}

describe('ingest', () => {
  it('takes the 55 papers in, once, and finds nothing new in the page that they came from', async () => {
    const { index, held } = heldBy();
    const parts = { papers: store.papers, index, signal: never };
    expect(await ingest(parts, await fileSource(seedPath, { now }))).toEqual({
      imported: 55,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      passedOver: 0,
    });
    expect(held).toEqual(await everything());
    expect(held.size).toBe(55);
    const before = await everything();
    const again = { imported: 0, updated: 0, unchanged: 55, rejected: 0, passedOver: 0 };
    expect(await ingest(parts, await fileSource(seedPath, { now }))).toEqual(again);
    expect(await ingest(parts, await fileSource(pagePath, { now }))).toEqual(again);
    expect(await everything()).toEqual(before);
  });

  it('lets better ids take over the papers of a page, and the index forgets the weak ones', async () => {
    const { index, held } = heldBy();
    const parts = { papers: store.papers, index, signal: never };
    expect(await ingest(parts, await fileSource(pagePath, { now }))).toMatchObject({ imported: 55 });
    expect(await ingest(parts, await fileSource(seedPath, { now }))).toEqual({
      imported: 0,
      updated: 55,
      unchanged: 0,
      rejected: 0,
      passedOver: 0,
    });
    expect([...held.keys()].filter((id) => id.startsWith('arxiv:'))).toHaveLength(54);
    expect(held).toEqual(await everything());
    expect(held.size).toBe(55);
  });

  it('counts, names what was rejected, and goes on', async () => {
    const named: string[] = [];
    const records: Sighted[] = [
      sighted(paper('a')),
      { kind: 'rejected', where: 'line 2', reason: 'it is not valid JSON', excerpt: '{' },
      { kind: 'left-out', where: 'line 3', reason: 'its url is not a link' },
      sighted(paper('a', { upvotes: 3 })),
      sighted(paper('a')),
      sighted(paper('b')),
    ];
    const onRejected = (where: string, reason: string): void => void named.push(`${where}: ${reason}`);
    const onLeftOut = (where: string, reason: string): void => void named.push(`${where}, left out: ${reason}`);
    const { index, held } = heldBy();
    const report = await ingest({ papers: store.papers, index, signal: never, onRejected, onLeftOut }, source(records));
    expect(report).toEqual({ imported: 2, updated: 1, unchanged: 1, rejected: 1, passedOver: 0 });
    expect(named).toEqual(['line 2: it is not valid JSON', 'line 3, left out: its url is not a link']);
    expect(held.get('test:a')?.upvotes).toBe(3);
  });

  it('follows an id that is given up in the batch in which it was made', async () => {
    const { index, held } = heldBy();
    const weak = paper(null, { title: 'One Title' });
    const strong = paper('2401.01234', { title: 'One Title', abstract: weak.abstract });
    await ingest({ papers: store.papers, index, signal: never }, source([weak, strong, weak].map(sighted)));
    expect([...held.keys()]).toEqual(['arxiv:2401.01234']);
    expect(held).toEqual(await everything());
  });

  describe('of records that contradict each other', () => {
    const long = 'A kiwi cannot fly, and nobody knows for sure why it does not. '.repeat(5);
    const authors = ['Ada Lovelace'];

    it.each([
      ['one id', [kiwi('alpha text'), kiwi('beta words other')], [1, 1, 0]],
      ['one id, three texts', [kiwi('alpha text'), kiwi('beta words other'), kiwi('gamma, no less')], [1, 2, 0]],
      ['a poorer copy between', [kiwi('alpha '.repeat(9)), kiwi('beta'), kiwi('gamma '.repeat(6))], [1, 1, 1]],
      ['two ids', [kiwi(`${long}One.`, { authors }), kiwi(`${long}Two.`, { authors, id: 'x2' })], [1, 1, 0]],
      ['other votes', [kiwi('a', { upvotes: 1 }), kiwi('a', { upvotes: 2 })], [1, 1, 0]],
    ])('comes to rest: %s', async (_, records, first) => {
      const path = await written('some.jsonl.gz', records);
      expect(await take(path)).toEqual(first);
      const before = [await everything(), await store.papers.seq()];
      for (let pass = 2; pass <= 4; pass += 1) expect(await take(path)).toEqual([0, 0, records.length]);
      expect([await everything(), await store.papers.seq()]).toEqual(before);
    });

    it('takes a correction once, also a shorter one', async () => {
      await take(await written('some.jsonl', [kiwi('alpha text'), kiwi('beta words other')]));
      for (const corrected of ['alpha texts', 'a text']) {
        const path = await written('some.jsonl', [kiwi(corrected), kiwi('beta words other')]);
        expect(await take(path)).toEqual([0, 1, 1]);
        expect((await store.papers.get('jsonl:x1'))?.abstract).toBe(corrected);
        expect(await take(path)).toEqual([0, 0, 2]);
      }
    });

    it('does not let an older file undo a newer one', async () => {
      const older = await written('older.jsonl', [kiwi('alpha text')]);
      const newer = await written('newer.jsonl', [kiwi('beta words other')]);
      expect([await take(older), await take(newer)]).toEqual([
        [1, 0, 0],
        [0, 1, 0],
      ]);
      for (const path of [older, newer, older]) expect(await take(path)).toEqual([0, 0, 1]);
      expect((await store.papers.get('jsonl:x1'))?.abstract).toBe('beta words other');
    });
  });

  it('keeps apart two files that number their papers from 1, in either order', async () => {
    const drag =
      'the drag of straight edge wings against mach number has discontinuities of slope in linearised theory. ';
    const firm = 'This book tells how a business firm makes an economic choice, and what its managers budget. ';
    const wings = [
      { id: '1', title: 'predictions of linearised theory on the drag of wings', abstract: drag.repeat(2) },
    ];
    const firms = [{ id: '1', title: 'A Theory of the Firm', abstract: firm }];
    const files = [await written('wings.jsonl', wings), await written('firms.jsonl', firms)];
    for (const [number, order] of [files, files.toReversed()].entries()) {
      const fresh = await openStore({ file: join(folder, `${number}.db`), now });
      const counts: number[] = [];
      for (const path of [...order, ...order]) {
        const report = await ingest(
          { papers: fresh.papers, index: null, signal: never },
          await fileSource(path, { now }),
        );
        counts.push(report.imported, report.unchanged);
      }
      expect(counts).toEqual([1, 0, 1, 0, 0, 1, 0, 1]);
      await fresh.close();
    }
  });

  it('works in batches and tells after each', async () => {
    const told: IngestReport[] = [];
    const records = Array.from({ length: 1201 }, (_, number) => sighted(paper(`p${number}`)));
    await ingest(
      { papers: store.papers, index: null, signal: never, onProgress: (report) => told.push(report) },
      source(records),
    );
    expect(told.map((report) => report.imported)).toEqual([500, 1000, 1201]);
    expect(await store.papers.count()).toBe(1201);
  });

  it('says how far it came only when that is in the store, and goes on from there', async () => {
    const asked: (string | null)[] = [];
    const from = (records: readonly Sighted[]): Source => ({
      name: 'test',
      async *fetchSince(cursor) {
        asked.push(cursor);
        yield* records;
      },
    });
    const first: Sighted[] = [sighted(paper('a')), { kind: 'reached', cursor: '1' }, sighted(paper('b'))];
    const reached: unknown[] = [];
    const onReached = async (cursor: string): Promise<void> => {
      reached.push([cursor, await store.papers.count()]);
    };
    const parts = { papers: store.papers, index: null, signal: never, onReached };
    await ingest(parts, from([...first, { kind: 'reached', cursor: '2' }, sighted(paper('c'))]));
    expect(reached).toEqual([
      ['1', 1],
      ['2', 2],
    ]);
    expect(await store.papers.count()).toBe(3);
    await ingest({ ...parts, cursor: '2' }, from([]));
    expect(asked).toEqual([null, '2']);
  });

  it('only repeats what it did when it dies between the papers and the cursor', async () => {
    const records: Sighted[] = [sighted(paper('a')), sighted(paper('b')), { kind: 'reached', cursor: '1' }];
    const dying = {
      papers: store.papers,
      index: null,
      signal: never,
      onReached: () => Promise.reject(new Error('died')),
    };
    await expect(ingest(dying, source(records))).rejects.toThrow('died');
    const before = [await everything(), await store.papers.seq()];
    const report = await ingest({ papers: store.papers, index: null, signal: never }, source(records));
    expect(report).toMatchObject({ imported: 0, updated: 0, unchanged: 2 });
    expect([await everything(), await store.papers.seq()]).toEqual(before);
  });

  it('does not say that it came further than the store, and reads nothing more', async () => {
    const closed = await openStore({ file: join(folder, 'closed.db'), now });
    await closed.close();
    const reached: string[] = [];
    const onReached = async (cursor: string): Promise<void> => void reached.push(cursor);
    const records: Sighted[] = [sighted(paper('a')), { kind: 'reached', cursor: '1' }];
    const parts = { papers: closed.papers, index: null, signal: never, onReached };
    await expect(ingest(parts, source(records))).rejects.toThrow('destroyed');
    expect(reached).toEqual([]);
  });

  it('takes news of old papers for those that it knows, and counts the others', async () => {
    const update = (sourceId: string, title: string): Sighted => ({
      kind: 'update',
      paper: paper(sourceId, { title }),
    });
    const { index, held } = heldBy();
    const parts = { papers: store.papers, index, signal: never };
    await ingest(parts, source([sighted(paper('2401.01234v1'))]));
    const report = await ingest(
      parts,
      source([
        update('2401.01234v2', 'A newer title'),
        update('2402.00001v5', 'An old one'),
        sighted(paper('2403.00001v1')),
        update('2403.00001v2', 'A newer one'),
      ]),
    );
    expect(report).toEqual({ imported: 1, updated: 2, unchanged: 0, rejected: 0, passedOver: 1 });
    const titles = ['arxiv:2401.01234', 'arxiv:2402.00001', 'arxiv:2403.00001'].map((id) => held.get(id)?.title);
    expect(titles).toEqual(['A newer title', undefined, 'A newer one']);
  });

  it('keeps what came before a source failed, and says how it failed', async () => {
    const failing = source([sighted(paper('a')), sighted(paper('b')), new Error('the file is cut')]);
    await expect(ingest({ papers: store.papers, index: null, signal: never }, failing)).rejects.toThrow(
      'the file is cut',
    );
    expect(await store.papers.count()).toBe(2);
  });

  it('stops between batches when it is told to, with a true report', async () => {
    const stop = new AbortController();
    const { index, held } = heldBy();
    let given = 0;
    function* endless(): Generator<Sighted> {
      for (;;) yield sighted(paper(`p${(given += 1)}`));
    }
    const parts = { papers: store.papers, index, signal: stop.signal, onProgress: () => stop.abort() };
    expect(await ingest(parts, source(endless()))).toEqual({
      imported: 500,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      passedOver: 0,
    });
    expect([given, held.size, await store.papers.count()]).toEqual([500, 500, 500]);
  });
});
