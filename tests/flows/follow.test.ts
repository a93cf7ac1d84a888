import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFollow } from '../../src/flows/follow.ts';
import type { Follow, FollowParts } from '../../src/flows/follow.ts';
import { toPaper } from '../../src/paper/paper.ts';
import type { Paper } from '../../src/paper/paper.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { PaperStore } from '../../src/store/store.ts';
import { paperboy, startPaperboy, temporaryHome } from '../support/program.ts';

const at = '2026-11-24T06:00:00.000Z';

function paper(sourceId: string | null, title = `Title ${sourceId}`): Paper {
  return toPaper({ title, abstract: 'Some words of it.' }, { source: 'test', sourceId, at });
}

type World = {
  readonly papers: PaperStore;
  readonly follow: Follow;
  /** What the index holds. */
  readonly held: Map<string, Paper>;
  readonly events: string[];
  /** How often papers were read. */
  readonly reads: () => number;
};

async function world(more: Partial<FollowParts> = {}): Promise<World> {
  const store = await openStore({ file: ':memory:', now: () => new Date(at) });
  onTestFinished(() => store.close());
  const held = new Map<string, Paper>();
  const events: string[] = [];
  let reads = 0;
  const keep = (event: string) => events.push(event);
  const follow = createFollow({
    papers: {
      seq: () => store.papers.seq(),
      changes(since) {
        reads += 1;
        return store.papers.changes(since);
      },
    },
    index: {
      put: async (put) => put.forEach((one) => held.set(one.id, one)),
      remove: async (ids) => ids.forEach((id) => held.delete(id)),
    },
    from: 0,
    signal: new AbortController().signal,
    log: { debug: keep, info: keep, warn: keep, error: keep },
    ...more,
  });
  return { papers: store.papers, follow, held, events, reads: () => reads };
}

describe('following the store', () => {
  it('brings what was written since, and reads nothing when nothing was', async () => {
    const { papers, follow, held, events, reads } = await world();
    await follow.catchUp();
    expect(reads()).toBe(0);
    await papers.put([paper('a')]);
    await follow.catchUp();
    await papers.put([{ ...paper('a'), upvotes: 3 }, paper('b')]);
    await follow.catchUp();
    expect([...held.values()].map(({ id, upvotes }) => [id, upvotes])).toEqual([
      ['test:a', 3],
      ['test:b', null],
    ]);
    await follow.catchUp();
    expect(reads()).toBe(2);
    expect(events).toEqual(['follow.done', 'follow.done']);
  });

  it('begins where it is told to', async () => {
    const { papers } = await world();
    await papers.put([paper('a')]);
    const { follow, held } = await world({ papers, from: await papers.seq() });
    await papers.put([paper('b')]);
    await follow.catchUp();
    expect([...held.keys()]).toEqual(['test:b']);
  });

  it('lets the index forget ids that were given up', async () => {
    const { papers, follow, held } = await world();
    const weak = paper(null, 'One title');
    await papers.put([weak]);
    await follow.catchUp();
    expect([...held.keys()]).toEqual([weak.id]);
    await papers.put([paper('strong', 'One title')]);
    await follow.catchUp();
    expect([...held.keys()]).toEqual(['test:strong']);
  });

  it('takes many papers in one run, batch by batch', async () => {
    const { papers, follow, held, reads } = await world();
    await papers.put(Array.from({ length: 1203 }, (_, number) => paper(`p${number}`)));
    await follow.catchUp();
    expect([held.size, reads()]).toEqual([1203, 3]);
  });

  it('never runs twice at once', async () => {
    const { papers, follow, reads } = await world();
    await papers.put([paper('a')]);
    await Promise.all([follow.catchUp(), follow.catchUp(), follow.catchUp()]);
    expect(reads()).toBe(1);
  });

  it('logs a failure once until it goes well again, and loses nothing', async () => {
    let broken = true;
    const put: string[] = [];
    const { papers, follow, events } = await world({
      index: {
        async put(all) {
          if (broken) throw new Error('no room');
          put.push(...all.map(({ id }) => id));
        },
        remove: () => Promise.resolve(),
      },
    });
    await papers.put([paper('a')]);
    await follow.catchUp();
    await follow.catchUp();
    expect(events).toEqual(['follow.failed']);
    broken = false;
    await follow.catchUp();
    broken = true;
    await papers.put([paper('b')]);
    await follow.catchUp();
    expect(put).toEqual(['test:a']);
    expect(events).toEqual(['follow.failed', 'follow.done', 'follow.failed']);
  });

  it('stops between batches when the service ends', async () => {
    const ending = new AbortController();
    const { papers, follow, reads } = await world({
      signal: ending.signal,
      index: { put: async () => ending.abort(), remove: () => Promise.resolve() },
    });
    await papers.put(Array.from({ length: 1203 }, (_, number) => paper(`p${number}`)));
    await follow.catchUp();
    await follow.catchUp();
    expect(reads()).toBe(1);
  });
});

describe('an import beside a running service', { timeout: 60_000 }, () => {
  it('is found without a new start', async () => {
    const { path: home, remove } = await temporaryHome();
    onTestFinished(remove);
    const service = startPaperboy(home);
    // The number makes every answer one of its own, so that it is seen when it came.
    const asked = async (number: number): Promise<string> => {
      service.child.stdin.write(`zebrafish\npaper test:none-${number}\n`);
      await service.says(`the id test:none-${number}`);
      return service.output();
    };
    expect(await asked(0)).toContain('No paper found');
    const file = join(home, 'new.jsonl');
    await writeFile(file, '{"id": "z-1", "title": "On zebrafish", "abstract": "They have stripes."}\n');
    expect((await paperboy(home, ['import', file])).output).toContain('imported 1,');
    const deadline = performance.now() + 30_000;
    let number = 1;
    while (!(await asked(number)).includes('1. On zebrafish')) {
      number += 1;
      expect(performance.now()).toBeLessThan(deadline);
    }
    service.child.stdin.end();
    expect(await service.ended).toEqual({ status: 0, signal: null });
    expect(service.errors()).not.toContain('follow');
  });
});
