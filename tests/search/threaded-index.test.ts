import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/search/query.ts';
import { createThreadedIndex } from '../../src/search/threaded-index.ts';
import { makePaper } from '../support/make-paper.ts';
import { searchIndexContract } from './search-index-contract.ts';

const page = { offset: 0, limit: 10 };

describe('the index on its own thread', () => {
  searchIndexContract(() => createThreadedIndex());

  it.each(['ending', 'failing'])('rejects what waits and what comes later when the thread is %s', async (kind) => {
    const index = createThreadedIndex(new URL(`./${kind}-thread.ts`, import.meta.url));
    const waiting = [index.size(), index.search(parseQuery('a'), page), index.put([makePaper({ id: 'jsonl:1' })])];
    const reasons = await Promise.allSettled(waiting);
    expect(reasons.map((reason) => reason.status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(index.size()).rejects.toThrow('The search thread ended unexpectedly');
    await index.close();
  });

  it('says so when the thread cannot start', async () => {
    const index = createThreadedIndex(new URL('./no-such-thread.ts', import.meta.url));
    await expect(index.size()).rejects.toThrow('The search thread ended unexpectedly');
    await index.close();
  });

  it('rejects what waits when it is closed', async () => {
    const index = createThreadedIndex();
    const waiting = index.size();
    const closing = index.close();
    await expect(waiting).rejects.toThrow('The search index was closed');
    await closing;
    await index.close();
  });

  it('answers a search in the middle of a long put', async () => {
    const index = createThreadedIndex();
    const papers = Array.from({ length: 2000 }, (_, number) =>
      makePaper({ id: `jsonl:${number}`, title: `Paper ${number}`, abstract: 'words and words again '.repeat(20) }),
    );
    const order: string[] = [];
    const put = index.put(papers).then(() => order.push('put'));
    const search = index.search(parseQuery('words'), page).then(() => order.push('search'));
    await Promise.all([put, search]);
    expect(order).toEqual(['search', 'put']);
    expect(await index.size()).toBe(2000);
    await index.close();
  });

  it('keeps put and remove in the order of the calls', async () => {
    const index = createThreadedIndex();
    const papers = Array.from({ length: 200 }, (_, number) => makePaper({ id: `jsonl:${number}`, title: 'Same' }));
    await Promise.all([
      index.put(papers),
      index.remove(papers.map((paper) => paper.id)),
      index.put(papers.slice(0, 3)),
    ]);
    expect(await index.size()).toBe(3);
    await index.close();
  });
});
