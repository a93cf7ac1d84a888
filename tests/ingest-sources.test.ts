import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plusDays, utcDay } from '../src/sources/days.ts';
import { startFeedServer } from './support/feed-server.ts';
import type { FeedServer } from './support/feed-server.ts';
import { arxiv, arxivItem } from './support/feeds/arxiv.ts';
import type { Arxiv } from './support/feeds/arxiv.ts';
import { hfItem, huggingFace } from './support/feeds/hugging-face.ts';
import type { HuggingFace } from './support/feeds/hugging-face.ts';
import * as reply from './support/feeds/reply.ts';
import { paperboy, startPaperboy, temporaryHome } from './support/program.ts';

/** Each test starts whole processes, on machines that may have other work. */
vi.setConfig({ testTimeout: 60_000 });

const now = (): Date => new Date();
const today = utcDay(now());
const day = (back: number): string => plusDays(today, -back);

let server: FeedServer;
let hf: HuggingFace;
let world: Arxiv;
let home = '';
let remove = (): Promise<void> => Promise.resolve();
beforeEach(async () => {
  server = await startFeedServer();
  hf = huggingFace(server, now);
  world = arxiv(server);
  world.announced = { day: today, items: [] };
  ({ path: home, remove } = await temporaryHome());
});
afterEach(async () => {
  await server.close();
  await remove();
});

function settings(): Readonly<Record<string, string>> {
  return {
    PAPERBOY_SOURCES: 'hf-daily,arxiv',
    HF_URL: server.origin,
    HF_PACE_SECONDS: '0',
    ARXIV_API_URL: world.urls.api.href,
    ARXIV_FEED_URL: world.urls.feed.href,
    ARXIV_OAI_URL: world.urls.oai.href,
    ARXIV_PACE_SECONDS: '0',
    ARXIV_CATEGORIES: 'cs.LG',
    PAPERBOY_BACKFILL_DAYS: '3',
  };
}

const ingest = (
  args: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): ReturnType<typeof paperboy> => paperboy(home, ['ingest', ...args], { env: { ...settings(), ...more } });

describe('paperboy ingest', () => {
  it('brings the papers of all sources in, one paper where two tell of one, and then only what is new', async () => {
    hf.lists.set(day(1), [hfItem(1, 5, day(1)), hfItem(2, 3, day(1))]);
    const old = arxivItem(9, '2020-01-01', { version: 2 });
    world.announced = {
      day: today,
      items: [
        [arxivItem(2, day(1)), 'new'],
        [arxivItem(3, day(1)), 'new'],
        [old, 'replace'],
      ],
    };
    const first = await ingest();
    expect(first).toEqual({
      status: 0,
      output: 'imported 3, updated 1, unchanged 0, rejected 0, passed over 1\n',
      errors: '',
    });
    hf.lists.set(day(1), [hfItem(1, 8, day(1)), hfItem(2, 3, day(1))]);
    const second = await ingest();
    expect(second.output).toBe('imported 0, updated 1, unchanged 1, rejected 0\n');
    const found = await paperboy(home, ['search', '--json', 'paper number'], { env: settings() });
    expect(JSON.parse(found.output)).toMatchObject([
      { id: 'arxiv:2611.00001', upvotes: 8 },
      { id: 'arxiv:2611.00003', upvotes: null },
      { id: 'arxiv:2611.00002', upvotes: 3, version: 1, listedOn: day(1) },
    ]);
  });

  it('runs the sources that are named, and those that are on', async () => {
    hf.lists.set(day(1), [hfItem(1, 5, day(1))]);
    world.announced = { day: today, items: [[arxivItem(2, day(1)), 'new']] };
    expect((await ingest([], { PAPERBOY_SOURCES: 'arxiv' })).output).toContain('imported 1');
    expect(server.requests.some(({ url }) => url.pathname.includes('daily_papers'))).toBe(false);
    const none = await ingest([], { PAPERBOY_SOURCES: 'none' });
    expect([none.status, none.output, none.errors]).toEqual([
      1,
      '',
      expect.stringContaining('every source is switched off'),
    ]);
    expect((await ingest(['hf-daily'], { PAPERBOY_SOURCES: 'none' })).output).toContain('imported 1');
  });

  it('names what it rejects and a source that cannot go on, and runs the other one', async () => {
    hf.lists.set(day(2), [hfItem(1, 5, day(2)), { 'not\u001b[31m': 'a paper' }]);
    server.fault(`date=${day(1)}`, reply.htmlReply);
    world.announced = { day: today, items: [[arxivItem(2, day(1)), 'new']] };
    const { status, output, errors } = await ingest([], { HF_TOKEN: 'hf_secret' });
    expect([status, output]).toEqual([1, 'imported 2, updated 0, unchanged 0, rejected 1\n']);
    expect(errors.split('\n')).toEqual([
      `hf-daily, ${day(2)}, item 2: it is no record of a paper`,
      'paperboy: Hugging Face gave a web page instead of JSON. Check its address in the settings.',
      '',
    ]);
  });

  it('keeps what it rejects, and lists it with the reason', async () => {
    expect((await paperboy(home, ['ingest', '--rejected'])).output).toBe('No record was rejected.\n');
    hf.lists.set(day(2), [hfItem(1, 5, day(2)), { 'not\u001b[31m': 'a paper' }]);
    await ingest(['hf-daily']);
    await ingest(['hf-daily']);
    const { status, output, errors } = await paperboy(home, ['ingest', '--rejected']);
    expect([status, errors]).toEqual([0, '']);
    const [head, line, excerpt] = output.split('\n');
    expect(head).toBe('Rejected records: 1');
    expect(line).toContain(`hf-daily, ${day(2)}, item 2: it is no record of a paper (`);
    expect(excerpt).toBe('    {"not\\u001b[31m":"a paper"}');
    expect((await paperboy(home, ['ingest', '--rejected', 'arxiv'])).status).toBe(2);
  });

  it('lets papers go where that is asked for, and only there', async () => {
    hf.lists.set(
      day(1),
      Array.from({ length: 1_010 }, (_, i) => hfItem(i + 1, 5, day(1))),
    );
    expect((await ingest(['hf-daily'])).output).toMatch(/^imported 1010, [^\n]*\n$/);
    expect((await ingest(['hf-daily'], { PAPERBOY_KEEP: '1000 papers' })).output).toContain('let go of 10 papers');
    expect((await paperboy(home, ['status'])).output).toContain('Papers: 1000');
  });

  it('goes on where it was killed', async () => {
    for (const back of [3, 2, 1]) hf.lists.set(day(back), [hfItem(back, 1, day(back))]);
    server.fault(`date=${day(1)}`, reply.silence);
    const running = startPaperboy(home, ['ingest', 'hf-daily'], settings());
    // Days 3 and 2 are in the store when the third one is asked for.
    await server.came(3);
    running.child.kill('SIGKILL');
    expect((await running.ended).signal).toBe('SIGKILL');
    const before = server.requests.length;
    const { output } = await ingest(['hf-daily']);
    expect(output).toBe('imported 1, updated 0, unchanged 0, rejected 0\n');
    // The two lists before were known, so they were not sent again.
    const asked = server.requests.slice(before).filter(({ headers }) => headers['if-none-match'] === undefined);
    expect(asked.map(({ url }) => url.searchParams.get('date'))).toEqual([day(1), today]);
  });

  it('ends in order when it is interrupted, and says how to go on', async () => {
    hf.lists.set(day(3), [hfItem(3, 1, day(3))]);
    server.fault(`date=${day(2)}`, reply.stall('['));
    const running = startPaperboy(home, ['ingest', 'hf-daily'], settings());
    await server.came(2);
    running.child.kill('SIGINT');
    expect(await running.ended).toEqual({ status: 130, signal: null });
    expect(running.output()).toBe('imported 1, updated 0, unchanged 0, rejected 0\n');
    expect(running.errors()).toContain('run it again to go on');
  });

  it('reads back to the day that is asked for', async () => {
    hf.lists.set(day(60), [hfItem(60, 1, day(60))]);
    await ingest(['hf-daily']);
    expect((await ingest(['hf-daily', '--since', day(61)])).output).toContain('imported 1');
    const before = server.requests.length;
    expect((await ingest(['hf-daily', '--since', day(61)])).output).toContain('imported 0');
    expect(server.requests.length - before).toBe(14);
  });
});
