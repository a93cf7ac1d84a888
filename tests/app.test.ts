import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, type AppParts, type AppSources } from '../src/app.ts';
import { commands } from '../src/commands/index.ts';
import type { Log } from '../src/log.ts';
import { toPaper } from '../src/paper/paper.ts';
import type { Platform } from '../src/platforms/platform.ts';
import { createTerminal, terminalPlace } from '../src/platforms/terminal/index.ts';
import { createPaperIndex } from '../src/search/paper-index.ts';
import { parseQuery } from '../src/search/query.ts';
import type { SearchIndex } from '../src/search/search-index.ts';
import type { Source } from '../src/sources/source.ts';
import type { Wish } from '../src/subscription/subscription.ts';
import { StartError } from '../src/start-error.ts';
import { openStore } from '../src/store/open-store.ts';
import { createTestSourceClock } from './support/source-clock.ts';
import { temporaryHome } from './support/program.ts';

const now = () => new Date('2026-11-24T10:00:00.000Z');

let home = '';
let remove = (): Promise<void> => Promise.resolve();
beforeEach(async () => {
  ({ path: home, remove } = await temporaryHome());
});
afterEach(async () => {
  vi.useRealTimers();
  await remove();
});

function firstPapers(): Source {
  const seen = { source: 'test', sourceId: null, at: now().toISOString() };
  return {
    name: 'test',
    async *fetchSince() {
      yield { kind: 'paper', paper: toPaper({ title: 'Weight decay', abstract: 'It helps.' }, seen) };
      yield { kind: 'paper', paper: toPaper({ title: 'Graphs', abstract: 'They connect.' }, seen) };
    },
  };
}

/** An app over a real store, a real index and a terminal whose lines are piped. */
async function opened(more: Partial<AppParts> = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  output.setEncoding('utf8');
  const terminal = createTerminal({
    input,
    output,
    errors: new PassThrough(),
    interactive: false,
    passing: { show: () => undefined, clear: () => undefined },
    colour: false,
    columns: () => null,
    person: 'local',
    zone: 'UTC',
    historyFile: null,
    welcome: () => Promise.resolve([]),
    opening: () => Promise.resolve([]),
    reference: () => 'reference',
  });
  const events: string[] = [];
  const keep = (event: string) => events.push(event);
  const log: Log = { debug: () => undefined, info: keep, warn: keep, error: keep };
  const store = await openStore({ file: join(home, 'paperboy.sqlite'), now });
  const clock = createTestSourceClock(now().toISOString());
  const app = createApp({
    store,
    sources: {
      on: [],
      holder: 'test',
      web: {
        source: (name) => ({ ...firstPapers(), name }),
        lookUp: async () => null,
      },
      clock,
      dropFolder: null,
      keep: null,
      afterMs: 0,
    },
    index: createPaperIndex(),
    snapshot: null,
    platforms: [terminal],
    commands,
    channels: [],
    firstPapers: () => Promise.resolve(firstPapers()),
    postsAfterMs: 60_000,
    onBeat: () => Promise.resolve(),
    onProgress: () => undefined,
    now,
    log,
    ...more,
  });
  return { app, store, terminal, input, output, events };
}

/** An index that takes its first papers only when it is told to go on. */
function heldIndex() {
  const begun = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  const real = createPaperIndex();
  const put: SearchIndex['put'] = async (papers) => {
    begun.resolve();
    await going.promise;
    return real.put(papers);
  };
  return { index: { ...real, put }, begun: begun.promise, goOn: () => going.resolve() };
}

describe('createApp', () => {
  it('brings the first papers beside those that were imported before, once, and answers', async () => {
    const first = await opened();
    const seen = { source: 'mine', sourceId: '1', at: now().toISOString() };
    await first.store.papers.put([toPaper({ title: 'Mine', abstract: 'It was here before.' }, seen)]);
    await first.app.start();
    first.input.end('weight decay\n');
    await first.terminal.ended;
    expect(first.output.read()).toContain('1. Weight decay');
    await first.app.stop();

    const second = await opened();
    await second.app.start();
    second.input.end('graphs\n');
    await second.terminal.ended;
    expect(second.output.read()).toContain('1. Graphs');
    expect(await second.store.papers.count()).toBe(3);
    await second.app.stop();
  });

  it('starts with what it knew at its end, and what was written since', async () => {
    const snapshot = { file: join(home, 'index.snapshot'), label: 'this store' };
    const first = await opened({ snapshot });
    await first.app.start();
    await first.app.stop();

    const real = createPaperIndex();
    const taken: string[] = [];
    const put: SearchIndex['put'] = (papers) => {
      taken.push(...papers.map(({ title }) => title));
      return real.put(papers);
    };
    const second = await opened({ snapshot, index: { ...real, put } });
    const seen = { source: 'mine', sourceId: '1', at: now().toISOString() };
    await second.store.papers.put([toPaper({ title: 'Mine', abstract: 'It came between.' }, seen)]);
    await second.app.start();
    expect(taken).toEqual(['Mine']);
    second.input.end('graphs\nit came between\n');
    await second.terminal.ended;
    const answers = String(second.output.read());
    expect(answers).toContain('1. Graphs');
    expect(answers).toContain('1. Mine');
    await second.app.stop();
  });

  it.each(['another store', 'torn'])('reads everything anew where what was kept is of no use: %s', async (why) => {
    const snapshot = { file: join(home, 'index.snapshot'), label: 'this store' };
    const foreign = createPaperIndex();
    const seen = { source: 'other', sourceId: '1', at: now().toISOString() };
    await foreign.put([toPaper({ title: 'Foreign', abstract: 'Graphs of another store.' }, seen)]);
    await foreign.save({ ...snapshot, label: why === 'torn' ? snapshot.label : why }, 0);
    if (why === 'torn') await truncate(snapshot.file, 1000);
    const { app, input, output, terminal } = await opened({ snapshot });
    await app.start();
    input.end('graphs\n');
    await terminal.ended;
    const answer = String(output.read());
    expect(answer).toContain('1. Graphs');
    expect(answer).not.toContain('Foreign');
    await app.stop();
  });

  it('reads everything anew where what was kept lacks papers, although it seems to be of this store', async () => {
    const snapshot = { file: join(home, 'index.snapshot'), label: 'this store' };
    const first = await opened();
    await first.app.start();
    const foreign = createPaperIndex();
    const seen = { source: 'other', sourceId: '1', at: now().toISOString() };
    await foreign.put([toPaper({ title: 'Foreign', abstract: 'Graphs of another store.' }, seen)]);
    await foreign.save(snapshot, await first.store.papers.seq());
    await first.app.stop();
    const { app, input, output, terminal, events } = await opened({ snapshot });
    await app.start();
    expect(events).toContain('snapshot-does-not-fit');
    input.end('graphs\n');
    await terminal.ended;
    expect(String(output.read())).not.toContain('Foreign');
    await app.stop();
  });

  it('says how far it is while it reads the papers', async () => {
    const told: string[] = [];
    const { app } = await opened({ onProgress: (done, all) => told.push(`${done} of ${all}`) });
    await app.start();
    await app.stop();
    expect(told).toEqual(['2 of 2']);
  });

  it('listens while the papers are read: only what needs a search waits', async () => {
    const reading = heldIndex();
    const { app, input, output, events } = await opened({ index: reading.index });
    const started = app.start();
    input.write('status\nweight decay\n');
    await vi.waitFor(() => expect(String(output.read())).toContain('Not searchable yet: 2'));
    await reading.begun;
    expect(events).toContain('platform-started');
    expect(events).not.toContain('index-filled');
    reading.goOn();
    await started;
    await vi.waitFor(() => expect(String(output.read())).toContain('1. Weight decay'));
    await app.stop();
  });

  it('posts nothing before every paper can be chosen', async () => {
    const reading = heldIndex();
    const { app, store, terminal, events } = await opened({ index: reading.index, postsAfterMs: 0 });
    const person = { platform: 'terminal', workspace: null, id: 'local' };
    const wish = {
      query: '',
      timetable: { at: '09:00', zone: 'UTC', days: [2] as const },
      top: 1,
      thread: false,
      empty: 'best-unseen' as const,
      from: null,
    };
    await store.subscriptions.add(wish, terminalPlace(), person, '2026-11-24T00:00:00.000Z');
    vi.spyOn(terminal, 'post').mockImplementation(async () => {
      events.push('posted');
      return 'message';
    });
    const started = app.start();
    await reading.begun;
    await vi.waitFor(() => expect(events).toContain('platform-started'));
    reading.goOn();
    await started;
    await vi.waitFor(() => expect(events).toContain('posted'));
    expect(events.indexOf('index-filled')).toBeLessThan(events.indexOf('posted'));
    expect(events.indexOf('index-filled')).toBeGreaterThan(-1);
    await app.stop();
  });

  it('finds what another process wrote, and gave up, while the papers were read', async () => {
    const reading = heldIndex();
    const { app, store } = await opened({ index: reading.index });
    const started = app.start();
    await reading.begun;
    const seen = { source: 'mine', sourceId: '2310.04415', at: now().toISOString() };
    await store.papers.put([
      toPaper({ title: 'Weight decay', abstract: 'It helps.' }, seen),
      toPaper({ title: 'Brought beside', abstract: 'In the meantime.' }, { ...seen, sourceId: 'b' }),
    ]);
    reading.goOn();
    await started;
    const found = async (text: string) => {
      const { hits } = await reading.index.search(parseQuery(text), { offset: 0, limit: 10 });
      return hits.map(({ id }) => id);
    };
    await vi.waitFor(async () => expect(await found('beside')).toEqual(['mine:b']));
    expect(await found('weight')).toEqual(['arxiv:2310.04415']);
    await app.stop();
  });

  it('stops in the middle of the reading, and tells whoever waits for a search', async () => {
    const reading = heldIndex();
    const { app, input, output, events } = await opened({ index: reading.index });
    const started = app.start();
    input.write('weight decay\n');
    await reading.begun;
    await vi.waitFor(() => expect(events).toContain('platform-started'));
    const stopped = app.stop();
    await vi.waitFor(() => expect(String(output.read())).toContain('I am just being stopped'));
    reading.goOn();
    await Promise.all([started, stopped]);
    expect(events).not.toContain('index-filled');
    expect(events).not.toContain('stop-took-too-long');
    expect(events.at(-1)).toBe('stopped');
  });

  it('keeps the subscriptions of the file before anything is posted for them', async () => {
    const wish: Wish = {
      query: 'llm',
      timetable: { at: '09:00', zone: 'UTC', days: [2] },
      top: 1,
      thread: false,
      empty: 'best-unseen',
      from: null,
    };
    const { app, store, terminal } = await opened({
      channels: [
        { platform: 'terminal', channel: 'terminal', wish },
        { platform: 'terminal', channel: 'nowhere', wish },
        { platform: 'slack', channel: 'C1', wish },
      ],
    });
    await app.start();
    expect(await store.subscriptions.all()).toMatchObject([
      { ...wish, place: await terminal.placeOf('terminal'), owner: 'file', pause: null },
    ]);
    await app.stop();
  });

  it('ends when the papers cannot be read', async () => {
    const index = { ...createPaperIndex(), put: () => Promise.reject(new Error('the thread is gone')) };
    const { app } = await opened({ index });
    await expect(app.start()).rejects.toThrow('the thread is gone');
    await app.stop();
  });

  it('names the platform that could not start, and can be stopped all the same', async () => {
    const broken: Platform = {
      name: 'broken',
      start: () => Promise.reject(new Error('its token was refused')),
      post: () => Promise.reject(new Error('not started')),
      find: () => Promise.resolve({ kind: 'cannot-know' }),
      tell: () => Promise.reject(new Error('not here')),
      sees: () => Promise.resolve(false),
      placeOf: () => Promise.resolve(null),
      stop: () => Promise.resolve(),
    };
    const { app, store } = await opened({ platforms: [broken] });
    const failure = await app.start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartError);
    expect(failure).toMatchObject({ message: 'broken could not start: its token was refused' });
    await app.stop();
    await expect(store.papers.count()).rejects.toThrow(/closed|destroyed/);
  });

  it('starts no platform when it was stopped in the meantime', async () => {
    const reading = Promise.withResolvers<void>();
    const { app, terminal } = await opened({
      async firstPapers() {
        reading.resolve();
        return firstPapers();
      },
    });
    const started = vi.spyOn(terminal, 'start');
    const starting = app.start();
    await reading.promise;
    await app.stop();
    await starting;
    expect(started).not.toHaveBeenCalled();
  });

  it('ends within ten seconds though a part hangs and another fails, and closes the store', async () => {
    const hanging: Platform = {
      name: 'hanging',
      start: () => Promise.resolve(),
      post: () => Promise.reject(new Error('not now')),
      find: () => Promise.resolve({ kind: 'cannot-know' }),
      tell: () => Promise.reject(new Error('not here')),
      sees: () => Promise.resolve(false),
      placeOf: () => Promise.resolve(null),
      stop: () => new Promise(() => undefined),
    };
    const index = { ...createPaperIndex(), close: () => Promise.reject(new Error('the thread is gone')) };
    const { app, store, events } = await opened({ platforms: [hanging], index });
    await app.start();
    vi.useFakeTimers();
    const stopped = app.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    await stopped;
    expect(events).toContain('stop-took-too-long');
    expect(events).toContain('stop-failed');
    await expect(store.papers.count()).rejects.toThrow(/closed|destroyed/);
  });

  it('reads the sources that are on, and a source that hangs does not hold up the end', async () => {
    const begun = Promise.withResolvers<void>();
    const web: AppSources['web'] = {
      lookUp: async () => null,
      source: (name) => ({
        name,
        async *fetchSince(_cursor, signal) {
          if (name === 'hf-daily') {
            yield { kind: 'reached', cursor: 'the end' };
            return;
          }
          begun.resolve();
          await new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          });
        },
      }),
    };
    const clock = createTestSourceClock(now().toISOString());
    const sources: AppSources = {
      on: ['hf-daily', 'arxiv'],
      holder: 'test',
      web,
      clock,
      dropFolder: null,
      keep: null,
      afterMs: 0,
    };
    const { app, store, events } = await opened({ sources });
    await app.start();
    await begun.promise;
    await vi.waitFor(async () => expect(await store.sourceRuns.get('hf-daily')).not.toBeNull());
    await app.stop();
    expect(events).toEqual(expect.arrayContaining(['gather.done', 'gather.stopped']));
    expect(events).not.toContain('stop-took-too-long');
  });

  it('stops once, however often it is told', async () => {
    const { app, events } = await opened();
    await app.start();
    await Promise.all([app.stop(), app.stop()]);
    await app.stop();
    expect(events.filter((event) => event === 'stopped')).toHaveLength(1);
  });

  it.each([
    [0, 0],
    [60_000, 1],
  ])(
    'settles what a crash left behind at once, but not in the life of a script (%i ms)',
    async (postsAfterMs, left) => {
      const { app, store } = await opened({ postsAfterMs });
      const person = { platform: 'terminal', workspace: null, id: 'local' };
      const wish = {
        query: '',
        timetable: { at: '09:00', zone: 'UTC', days: [2] as const },
        top: 1,
        thread: false,
        empty: 'best-unseen' as const,
        from: null,
      };
      const { subscription } = await store.subscriptions.add(wish, terminalPlace(), person, '2026-11-23T00:00:00.000Z');
      const [stored] = await store.papers.put([
        toPaper({ title: 'Left', abstract: 'behind' }, { source: 'test', sourceId: null, at: now().toISOString() }),
      ]);
      const claimed = await store.ledger.claim({
        slot: { subscriptionId: subscription.id, date: '2026-11-24' },
        place: terminalPlace(),
        papers: [{ id: stored?.paper.id ?? '', reason: 'newest', shownBefore: 0 }],
        at: '2026-11-24T09:00:00.000Z',
      });
      expect(claimed).toBe('claimed');
      await app.start();
      const settled = async () => (await store.ledger.open()).length;
      await vi.waitFor(async () => expect(await settled()).toBe(left));
      await app.stop();
    },
  );
});
