import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createHfDaily } from '../../src/sources/hf-daily.ts';
import type { HfDailyOptions } from '../../src/sources/hf-daily.ts';
import { createHttp } from '../../src/sources/http.ts';
import { createPace } from '../../src/sources/pace.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import type { Sighted } from '../../src/sources/source.ts';
import { startFeedServer } from '../support/feed-server.ts';
import type { FeedServer } from '../support/feed-server.ts';
import { hfItem, huggingFace } from '../support/feeds/hugging-face.ts';
import type { HuggingFace } from '../support/feeds/hugging-face.ts';
import * as reply from '../support/feeds/reply.ts';
import { createTestSourceClock } from '../support/source-clock.ts';
import type { TestSourceClock } from '../support/source-clock.ts';

const never = new AbortController().signal;

let server: FeedServer;
let clock: TestSourceClock;
let hf: HuggingFace;
beforeEach(async () => {
  server = await startFeedServer();
  clock = createTestSourceClock('2026-11-24T06:00:00Z');
  hf = huggingFace(server, clock.now);
});
afterEach(() => server.close());

type Run = {
  readonly votes: Readonly<Record<string, number | null>>;
  readonly days: readonly string[];
  readonly cursor: string | null;
  readonly sighted: readonly Sighted[];
  readonly error: unknown;
};

/** Runs the source to its end or its failure. `days` are those that were asked for, once for each page. */
async function run(cursor: string | null, more: Partial<HfDailyOptions> = {}): Promise<Run> {
  const http = createHttp({ name: 'Hugging Face', pace: createPace(0, clock), clock, limits: { tries: 1 } });
  const options = { http, url: new URL(server.origin), token: null, clock, since: null, backfillDays: 3, ...more };
  const before = server.requests.length;
  const sighted: Sighted[] = [];
  let error: unknown = null;
  try {
    for await (const one of createHfDaily(options).fetchSince(cursor, never)) sighted.push(one);
  } catch (thrown) {
    error = thrown;
  }
  const papers = sighted.flatMap((one) => (one.kind === 'paper' ? [one.paper] : []));
  const reached = sighted.findLast((one) => one.kind === 'reached');
  return {
    votes: Object.fromEntries(papers.map(({ id, upvotes }) => [id.slice(-2), upvotes])),
    days: server.requests.slice(before).map(({ url }) => (url.searchParams.get('date') ?? '').slice(5)),
    cursor: reached?.kind === 'reached' ? reached.cursor : cursor,
    sighted,
    error,
  };
}

const items = (from: number, to: number, day: string): readonly unknown[] =>
  Array.from({ length: to - from + 1 }, (_, index) => hfItem(from + index, 1, day));

describe('the daily papers of Hugging Face', () => {
  it('are read day by day, with what the list says of them', async () => {
    hf.lists.set('2026-11-23', [hfItem(1, 12, '2026-11-23')]);
    const { sighted, days, error } = await run(null, { token: 'hf_secret' });
    expect([error, days]).toEqual([null, ['11-21', '11-22', '11-23', '11-24']]);
    expect(sighted.flatMap((one) => (one.kind === 'paper' ? [one.paper] : []))).toEqual([
      expect.objectContaining({
        id: 'arxiv:2611.00001',
        title: 'Paper number 1',
        published: '2026-11-20',
        listedOn: '2026-11-23',
        upvotes: 12,
        upvotesAt: '2026-11-24T06:00:00.000Z',
        sightings: [{ source: 'hf-daily', sourceId: '2611.00001', at: '2026-11-24T06:00:00.000Z' }],
      }),
    ]);
    expect(server.requests[0]?.url.search).toBe('?date=2026-11-21&limit=50&p=0');
    expect(server.requests[0]?.headers.authorization).toBe('Bearer hf_secret');
  });

  it('are paged to the end, also where the last page is full', async () => {
    hf.lists.set('2026-11-23', items(1, 100, '2026-11-23'));
    const { votes, days } = await run(null, { backfillDays: 1 });
    expect(Object.keys(votes)).toHaveLength(100);
    expect(days).toEqual(['11-23', '11-23', '11-23', '11-24']);
  });

  it('are read again until they have settled, and for a fortnight for their votes', async () => {
    hf.lists.set('2026-11-23', [hfItem(1, 5, '2026-11-23')]);
    hf.lists.set('2026-11-24', [hfItem(2, 1, '2026-11-24')]);
    const first = await run(null, { backfillDays: 20 });
    expect(first.days).toHaveLength(21);
    hf.lists.set('2026-11-23', [hfItem(1, 4, '2026-11-23')]);
    hf.lists.set('2026-11-24', [hfItem(3, 2, '2026-11-24'), hfItem(2, 9, '2026-11-24')]);
    clock.set('2026-11-26T01:00:00Z');
    const second = await run(first.cursor, { backfillDays: 20 });
    expect(second.days).toEqual([...Array(14).keys()].map((day) => `11-${13 + day}`));
    expect(second.votes).toEqual({ '01': 4, '02': 9, '03': 2 });
    // The 25th had not settled at 01:00, so after a long pause it is the first one.
    clock.set('2027-01-20T12:00:00Z');
    expect((await run(second.cursor)).days[0]).toBe('11-25');
  });

  it('are not sent again where nothing changed', async () => {
    hf.lists.set('2026-11-23', items(1, 60, '2026-11-23'));
    const first = await run(null);
    hf.lists.set('2026-11-23', [...items(1, 60, '2026-11-23'), hfItem(61, 1, '2026-11-23')]);
    const second = await run(first.cursor);
    expect(second.days).toEqual(['11-21', '11-22', '11-23', '11-23', '11-24']);
    // The first page is the same, the second one has one more.
    expect(Object.keys(second.votes)).toEqual(Array.from({ length: 11 }, (_, index) => String(51 + index)));
    expect((await run(second.cursor)).votes).toEqual({});
  });

  it('go on where they stopped, and repeat only what was not reached', async () => {
    for (const day of ['2026-11-21', '2026-11-22', '2026-11-23']) {
      hf.lists.set(day, [hfItem(Number(day.slice(-2)), 1, day)]);
    }
    server.fault('2026-11-22', reply.cutReply(JSON.stringify(items(1, 9, '2026-11-22'))));
    const broken = await run(null);
    expect(broken.error).toBeInstanceOf(SourceError);
    expect([broken.days, broken.votes]).toEqual([['11-21', '11-22'], { '21': 1 }]);
    const next = await run(broken.cursor, { backfillDays: 99 });
    // The 21st is asked for again for its votes, and has no new ones.
    expect([next.days, next.votes]).toEqual([['11-21', '11-22', '11-23', '11-24'], { '22': 1, '23': 1 }]);
  });

  it('are not read from an answer that promised fewer bytes than it has', async () => {
    server.fault('2026-11-22', reply.wrongLengthReply(JSON.stringify(items(1, 3, '2026-11-22')), -40));
    const { error, votes } = await run(null);
    expect([String(error), votes]).toEqual([expect.stringContaining('no JSON, or only a part of it'), {}]);
  });

  it('are read from an earlier day when that is asked for, once', async () => {
    const { cursor } = await run(null);
    const since = await run(cursor, { since: '2026-10-30' });
    expect([since.days[0], since.days.at(-1)]).toEqual(['10-30', '11-24']);
    const again = await run(since.cursor, { since: '2026-10-30' });
    expect([again.days[0], again.days.length]).toEqual(['11-11', 14]);
    expect((await run(since.cursor, { since: '2027-03-01' })).days).toHaveLength(14);
  });

  it('survive a list that grows between two calls, and one that repeats its page for ever', async () => {
    const day = '2026-11-23';
    hf.lists.set(day, items(1, 60, day));
    server.fault('p=0', reply.jsonReply([]), reply.jsonReply([]));
    // Two came in at the top after the first page was read: the second page begins with two that we had.
    server.fault('date=2026-11-23&limit=50&p=0', reply.jsonReply(items(1, 50, day)));
    server.fault('date=2026-11-23&limit=50&p=1', reply.jsonReply(items(49, 60, day)));
    const grown = await run(null);
    expect([grown.error, Object.keys(grown.votes).length]).toEqual([null, 60]);
    expect(grown.sighted.filter(({ kind }) => kind === 'paper')).toHaveLength(60);

    server.route('/api/daily_papers', () => reply.jsonReply(items(1, 50, day)));
    const repeated = await run(null, { backfillDays: 0 });
    expect([repeated.error, repeated.days]).toEqual([null, ['11-24', '11-24']]);
    let number = 0;
    server.route('/api/daily_papers', () => reply.jsonReply(items(1 + 50 * number++, 50 * number, day)));
    expect(String((await run(null)).error)).toContain('does not come to an end');
  });

  it('name what they reject or leave out by day and place', async () => {
    hf.lists.set('2026-11-23', [hfItem(1, 1, '2026-11-23'), { oops: 1 }, hfItem(2, -3, '2026-11-23')]);
    const { sighted, votes } = await run(null);
    expect(sighted.filter(({ kind }) => kind === 'rejected' || kind === 'left-out')).toEqual([
      { kind: 'rejected', where: '2026-11-23, item 2', reason: 'it is no record of a paper', excerpt: '{"oops":1}' },
      { kind: 'left-out', where: '2026-11-23, item 3', reason: 'its upvotes is not a whole number' },
    ]);
    expect(votes).toEqual({ '01': 1, '02': null });
  });

  it('are not there yet where our clock is ahead, and refused is refused', async () => {
    server.fault('2026-11-24', reply.jsonReply({ error: 'future' }, {}, 400));
    const ahead = await run(null);
    expect([ahead.error, ahead.days.at(-1)]).toEqual([null, '11-24']);
    server.fault('2026-11-22', reply.jsonReply({ error: 'no' }, {}, 400));
    expect(String((await run(ahead.cursor)).error)).toContain('status 400');
  });

  it('begin anew where the cursor cannot be read', async () => {
    for (const cursor of ['', 'no JSON', '{"settled":"soon"}', 'null']) {
      expect((await run(cursor)).days).toHaveLength(4);
    }
  });

  it('read a record again that was rejected, from what was kept of it', () => {
    const http = createHttp({ name: 'Hugging Face', pace: createPace(0, clock), clock });
    const options = { http, url: new URL(server.origin), token: null, clock, since: null, backfillDays: 3 };
    const source = createHfDaily(options);
    const paper = { id: '2611.00001', title: 'Wings', upvotes: 3 };
    for (const text of [JSON.stringify({ paper }), "{'paper': {'id': '2611.00001', 'title': 'Wings', 'upvotes': 3}}"]) {
      expect(source.reread?.('2026-11-21, item 3', text)).toMatchObject({
        kind: 'paper',
        paper: { id: 'arxiv:2611.00001', listedOn: '2026-11-21', upvotes: 3, upvotesAt: null },
      });
    }
    expect(source.reread?.('2026-11-21, item 3', '{"paper":')).toMatchObject({
      kind: 'rejected',
      where: '2026-11-21, item 3',
    });
    expect(source.reread?.('2026-11-21, item 3', 'x'.repeat(64_000))).toBeNull();
  });

  it('end when they are told to', async () => {
    const stop = new AbortController();
    const http = createHttp({ name: 'Hugging Face', pace: createPace(0, clock), clock });
    const options = { http, url: new URL(server.origin), token: null, clock, since: null, backfillDays: 3 };
    const reading = createHfDaily(options).fetchSince(null, stop.signal)[Symbol.asyncIterator]();
    await reading.next();
    stop.abort();
    await expect(reading.next()).rejects.toThrow('aborted');
    expect(server.requests).toHaveLength(1);
  });
});
