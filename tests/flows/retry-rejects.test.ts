import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingest } from '../../src/flows/ingest.ts';
import { retain } from '../../src/flows/retain.ts';
import { retryRejects } from '../../src/flows/retry-rejects.ts';
import type { Paper } from '../../src/paper/paper.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { parseQuery } from '../../src/search/query.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import type { Sighted, Source } from '../../src/sources/source.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { seenPaper } from '../store/numbered-paper.ts';

const now = (): Date => new Date('2026-11-24T09:00:00.000Z');
const never = new AbortController().signal;

let folder: string;
let store: Store;
let index: SearchIndex;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-rejects-'));
  store = await openStore({ file: join(folder, 'paperboy.db'), now });
  index = createPaperIndex();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

function source(records: readonly Sighted[], reread?: Source['reread']): Source {
  return {
    name: 'test',
    async *fetchSince() {
      yield* records;
    },
    ...(reread === undefined ? {} : { reread }),
  };
}

function rejected(where: string, excerpt: string | null): Sighted {
  return { kind: 'rejected', where, reason: 'it is new to us', excerpt };
}

function told(id: string, at: string): Paper {
  const paper = seenPaper({ id, title: `Wings ${id}`, abstract: '' });
  return { ...paper, sightings: paper.sightings.map((one) => ({ ...one, at })) };
}

const papers = async (): Promise<number> => (await index.search(parseQuery('wings'), { offset: 0, limit: 9 })).total;

describe('the quarantine', () => {
  it('has what a run rejected before it says how far it came', async () => {
    const reached: number[] = [];
    const records: readonly Sighted[] = [rejected('item 1', 'a'), { kind: 'reached', cursor: 'x' }];
    const parts = {
      papers: store.papers,
      index,
      signal: never,
      quarantine: { rejects: store.rejects, parser: '1', now },
      onReached: async () => void reached.push(await store.rejects.count()),
    };
    expect(await ingest(parts, source(records))).toMatchObject({ rejected: 1 });
    expect(reached).toEqual([1]);
    expect(await store.rejects.list(9)).toMatchObject([
      { source: 'test', where: 'item 1', reason: 'it is new to us', parser: '1', excerpt: 'a', times: 1 },
    ]);
  });

  it('is read again by another version of the parsers, and only by another one', async () => {
    const quarantine = { rejects: store.rejects, parser: '1', now };
    const records = [rejected('1', 'good'), rejected('2', 'bad'), rejected('3', 'cut'), rejected('4', null)];
    await ingest({ papers: store.papers, index, signal: never, quarantine }, source(records));
    const asked: string[] = [];
    const reread: NonNullable<Source['reread']> = (where, excerpt) => {
      asked.push(excerpt);
      if (excerpt === 'good') return { kind: 'paper', paper: seenPaper({ id: 'good', title: 'Wings', abstract: '' }) };
      return excerpt === 'bad' ? { kind: 'rejected', where, reason: 'still bad', excerpt } : null;
    };
    const parts = { papers: store.papers, rejects: store.rejects, index, now };
    expect(await retryRejects({ ...parts, parser: '1' }, source([], reread))).toBe(0);
    expect(asked).toEqual([]);
    expect(await retryRejects({ ...parts, parser: '2' }, source([]))).toBe(0);
    expect(await retryRejects({ ...parts, parser: '2' }, source([], reread))).toBe(1);
    expect(asked.toSorted()).toEqual(['bad', 'cut', 'good']);
    expect(await papers()).toBe(1);
    const left = (await store.rejects.list(9)).map(({ excerpt, parser, reason }) => `${excerpt} ${parser} ${reason}`);
    expect(new Set(left)).toEqual(new Set(['null 1 it is new to us', 'bad 2 still bad', 'cut 1 it is new to us']));
  });

  it('takes many records one after the other, each once', async () => {
    const records = Array.from({ length: 450 }, (_, i) => rejected(`item ${i}`, `record ${i}`));
    const quarantine = { rejects: store.rejects, parser: '1', now };
    await ingest({ papers: store.papers, index, signal: never, quarantine }, source(records));
    const seen: string[] = [];
    const parts = { papers: store.papers, rejects: store.rejects, index, now, parser: '2' };
    const reread: NonNullable<Source['reread']> = (where, excerpt) => {
      seen.push(excerpt);
      const id = excerpt.replace(' ', '-');
      return { kind: 'paper', paper: seenPaper({ id, title: `Wings ${where}`, abstract: '' }) };
    };
    expect(await retryRejects(parts, source([], reread))).toBe(450);
    expect(new Set(seen).size).toBe(450);
    expect([await store.rejects.count(), await store.papers.count()]).toEqual([0, 450]);
  });
});

describe('retain', () => {
  it('lets nothing go by default, and else from the store and the index', async () => {
    await store.papers.put([told('a', '2026-01-01T00:00:00.000Z'), told('b', '2026-11-20T00:00:00.000Z')]);
    await index.put(await store.papers.getMany(['jsonl:a', 'jsonl:b']));
    const parts = { papers: store.papers, index, now };
    expect(await retain(parts, null)).toEqual([]);
    expect(await retain(parts, { unit: 'papers', count: 2 })).toEqual([]);
    expect(await retain(parts, { unit: 'days', count: 30 })).toEqual(['jsonl:a']);
    expect([await papers(), await store.papers.count()]).toEqual([1, 1]);
  });
});
