import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGather } from '../../src/flows/gather.ts';
import type { Gather } from '../../src/flows/gather.ts';
import { createLeaseOf } from '../../src/lease-of.ts';
import type { Retention } from '../../src/flows/retain.ts';
import type { Log, LogFields } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { arxivItem } from '../support/feeds/arxiv.ts';
import { hfItem } from '../support/feeds/hugging-face.ts';
import * as reply from '../support/feeds/reply.ts';
import { startWebWorld } from './web-world.ts';
import type { WebWorld } from './web-world.ts';

type Line = { readonly level: keyof Log; readonly event: string; readonly fields: LogFields };

let world: WebWorld;
let store: Store;
let lines: Line[] = [];
beforeEach(async () => {
  lines = [];
  world = await startWebWorld('2026-11-24T10:00:00Z');
  store = await openStore({ file: ':memory:', now: world.clock.now });
});
afterEach(async () => {
  await store.close();
  await world.server.close();
});

function at(level: keyof Log): Log[keyof Log] {
  return (event, fields = {}) => {
    lines.push({ level, event, fields });
  };
}

/** A process over the store; its life ends with the signal. */
function start(holder = 'one', signal = new AbortController().signal, keep: Retention = null): Gather {
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const { source } = world.web(createLeaseOf(store.leases, holder));
  return createGather({ store, holder, source, keep, signal, random: () => 0, now: world.clock.now, log });
}

/** The days whose lists were sent, not those that were only asked for news. */
const listsAsked = (): readonly string[] =>
  world.server.requests
    .filter(({ headers }) => headers['if-none-match'] === undefined)
    .flatMap(({ url }) => url.searchParams.get('date') ?? []);

const events = (level: keyof Log): readonly string[] =>
  lines.filter((line) => line.level === level).map(({ event }) => event);

describe('a source', () => {
  it('is read back at the first start, and then in its own time', async () => {
    world.hf.lists.set('2026-11-22', [hfItem(1, 5, '2026-11-22')]);
    const { read } = start();
    await read('hf-daily');
    expect(await store.papers.count()).toBe(1);
    expect(listsAsked()).toEqual(['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24']);
    expect(await store.sourceRuns.get('hf-daily')).toMatchObject({ failures: 0, nextAt: '2026-11-24T10:35:00.000Z' });
    world.clock.set('2026-11-24T10:34:59Z');
    await read('hf-daily');
    expect(listsAsked()).toHaveLength(4);
    world.hf.lists.set('2026-11-24', [hfItem(2, 5, '2026-11-24')]);
    world.clock.set('2026-11-24T10:35:00Z');
    await read('hf-daily');
    expect(await store.papers.count()).toBe(2);
    expect(events('info')).toEqual(['gather.done', 'gather.done']);
  });

  it('is not read again by a new process before its time', async () => {
    await start().read('hf-daily');
    const asked = world.server.requests.length;
    await start('two').read('hf-daily');
    expect(world.server.requests).toHaveLength(asked);
  });

  it('that fails is told once, tried again, and hurts no other one', async () => {
    world.arxiv.announced = { day: '2026-11-24', items: [[arxivItem(3, '2026-11-23'), 'new']] };
    world.server.route('/api/daily_papers', () => reply.statusReply(403));
    const { read } = start();
    await Promise.all([read('hf-daily'), read('arxiv')]);
    expect(await store.papers.count()).toBe(1);
    const run = await store.sourceRuns.get('hf-daily');
    expect(run).toMatchObject({ succeededAt: null, failures: 1 });
    expect(run?.failure?.why).toBe(
      'Hugging Face does not let us in (status 403). Check its address and token in the settings.',
    );
    for (let tries = 2; tries <= 3; tries += 1) {
      world.clock.set((await store.sourceRuns.get('hf-daily'))?.nextAt ?? '');
      await read('hf-daily');
      expect(await store.sourceRuns.get('hf-daily')).toMatchObject({ failures: tries });
    }
    expect(events('warn')).toEqual(['gather.failed']);
    world.server.route('/api/daily_papers', () => reply.jsonReply([]));
    world.clock.set((await store.sourceRuns.get('hf-daily'))?.nextAt ?? '');
    await read('hf-daily');
    expect(await store.sourceRuns.get('hf-daily')).toMatchObject({ failures: 0, failure: null });
  });

  it('goes on where a process was stopped', async () => {
    const life = new AbortController();
    const first = start('one', life.signal);
    world.server.fault('date=2026-11-23', reply.silence);
    const reading = first.read('hf-daily');
    await world.server.came(3);
    life.abort();
    await reading;
    expect(await store.sourceRuns.get('hf-daily')).toBeNull();
    expect(events('info')).toEqual(['gather.stopped']);
    await start('two').read('hf-daily');
    expect(listsAsked()).toEqual(['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-23', '2026-11-24']);
  });

  it('is fetched once by all processes together', async () => {
    world.hf.lists.set('2026-11-22', [hfItem(1, 5, '2026-11-22')]);
    const replicas = ['one', 'two', 'three'].map((holder) => start(holder));
    await Promise.all(replicas.flatMap(({ read }) => [read('hf-daily'), read('arxiv')]));
    await Promise.all(replicas.flatMap(({ read }) => [read('hf-daily'), read('arxiv')]));
    expect(listsAsked()).toEqual(['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24']);
    const feeds = world.server.requests.filter(({ url }) => url.pathname.startsWith('/rss/'));
    expect(feeds).toHaveLength(1);
  });

  it('that another process took over is left to it, and its cursor is not set back', async () => {
    world.server.fault('date=2026-11-22', (response) => {
      world.clock.set('2026-11-24T10:06:00Z');
      void store.leases
        .take('source hf-daily', 'two', '2026-11-24T10:06:00.000Z', '2026-11-24T10:11:00.000Z')
        .then(() => reply.jsonReply([])(response));
    });
    await start().read('hf-daily');
    expect(listsAsked()).toEqual(['2026-11-21', '2026-11-22']);
    expect(await store.cursors.get('hf-daily')).toContain('"settled":"2026-11-21"');
    expect(await store.sourceRuns.get('hf-daily')).toBeNull();
    expect(
      await store.leases.take('source hf-daily', 'one', '2026-11-24T10:07:00.000Z', '2026-11-24T10:08:00.000Z'),
    ).toBe(false);
  });

  it('keeps what it rejects, and takes what was rejected before once the parsers can read it', async () => {
    const excerpt = JSON.stringify(hfItem(7, 5, '2026-11-20'));
    const before = { source: 'hf-daily', where: '2026-11-20, item 7', reason: 'it is odd', excerpt };
    await store.rejects.keep([{ ...before, parser: 'of before', at: '2026-11-20T10:00:00.000Z' }]);
    world.hf.lists.set('2026-11-22', [hfItem(1, 5, '2026-11-22'), { not: 'a paper' }]);
    await start().read('hf-daily');
    expect(await store.papers.count()).toBe(2);
    expect(await store.rejects.list(9)).toMatchObject([
      { where: '2026-11-22, item 2', excerpt: '{"not":"a paper"}', reason: 'it is no record of a paper' },
    ]);
    expect(events('info')).toEqual(['gather.found', 'gather.done']);
    expect(events('warn')).toEqual(['gather.rejected']);
  });

  it('lets papers go at the end of a reading where that is asked for', async () => {
    world.hf.lists.set('2026-11-22', [hfItem(1, 5, '2026-11-22'), hfItem(2, 5, '2026-11-22')]);
    await start('one', undefined, { unit: 'papers', count: 1 }).read('hf-daily');
    expect(await store.papers.count()).toBe(1);
    expect(events('info')).toEqual(['gather.let-go', 'gather.done']);
  });
});
