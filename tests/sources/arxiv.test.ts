import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createArxivApi } from '../../src/sources/arxiv-api.ts';
import { createArxivFeed } from '../../src/sources/arxiv-feed.ts';
import { createArxivOai, oaiSet } from '../../src/sources/arxiv-oai.ts';
import { createArxiv } from '../../src/sources/arxiv.ts';
import type { ArxivOptions } from '../../src/sources/arxiv.ts';
import { plusDays } from '../../src/sources/days.ts';
import { createHttp } from '../../src/sources/http.ts';
import { createPace } from '../../src/sources/pace.ts';
import type { Sighted } from '../../src/sources/source.ts';
import { startFeedServer } from '../support/feed-server.ts';
import type { FeedServer } from '../support/feed-server.ts';
import { arxiv, arxivItem } from '../support/feeds/arxiv.ts';
import type { Arxiv } from '../support/feeds/arxiv.ts';
import * as reply from '../support/feeds/reply.ts';
import { createTestSourceClock } from '../support/source-clock.ts';
import type { TestSourceClock } from '../support/source-clock.ts';

const never = new AbortController().signal;

let server: FeedServer;
let clock: TestSourceClock;
let world: Arxiv;
beforeEach(async () => {
  server = await startFeedServer();
  clock = createTestSourceClock('2026-11-24T06:00:00Z');
  world = arxiv(server);
});
afterEach(() => server.close());

type Run = {
  /** The last two digits of each paper, in order, with `+` before those that are news. */
  readonly papers: readonly string[];
  /** What was asked for, in short: `rss`, `api 11-20`, `oai cs:cs:LG from 2026-10-01`, `oai token`. */
  readonly asked: readonly string[];
  readonly cursor: string | null;
  readonly sighted: readonly Sighted[];
  readonly error: unknown;
};

async function run(cursor: string | null, more: Partial<ArxivOptions> = {}): Promise<Run> {
  const http = createHttp({ name: 'arXiv', pace: createPace(3_000, clock), clock, limits: { tries: 1 } });
  const options: ArxivOptions = {
    feed: createArxivFeed({ http, url: world.urls.feed }),
    api: createArxivApi({ http, url: world.urls.api, clock }),
    oai: createArxivOai({ http, url: world.urls.oai }),
    categories: ['cs.LG'],
    clock,
    since: null,
    backfillDays: 1,
    ...more,
  };
  const before = server.requests.length;
  const sighted: Sighted[] = [];
  let error: unknown = null;
  try {
    for await (const one of createArxiv(options).fetchSince(cursor, never)) sighted.push(one);
  } catch (thrown) {
    error = thrown;
  }
  const reached = sighted.findLast((one) => one.kind === 'reached');
  return {
    papers: sighted.flatMap((one) =>
      one.kind === 'paper' || one.kind === 'update'
        ? [`${one.kind === 'paper' ? '+' : ''}${one.paper.id.slice(-2)}`]
        : [],
    ),
    asked: server.requests.slice(before).map(({ url }) => asked(url)),
    cursor: reached?.kind === 'reached' ? reached.cursor : cursor,
    sighted,
    error,
  };
}

function asked({ pathname, searchParams }: URL): string {
  if (pathname.startsWith('/rss')) return pathname.slice(1);
  const [, day] = /\[2026(\d{4})/.exec(searchParams.get('search_query') ?? '') ?? [];
  if (day !== undefined) return `api ${day.slice(0, 2)}-${day.slice(2)}`;
  return searchParams.has('resumptionToken')
    ? 'oai token'
    : `oai ${searchParams.get('set')} from ${searchParams.get('from')}`;
}

function page(token: string): reply.Reply {
  return reply.xmlReply(`<OAI-PMH><ListRecords><resumptionToken>${token}</resumptionToken></ListRecords></OAI-PMH>`);
}

const days = (from: string, to: string): readonly string[] => {
  const list: string[] = [];
  for (let day = `2026-${from}`; day <= `2026-${to}`; day = plusDays(day, 1)) list.push(`api ${day.slice(5)}`);
  return list;
};

describe('arXiv', () => {
  it('gives what was announced, then a short history day by day from the API, in the one pace for all', async () => {
    const [old, recent, latest] = [
      arxivItem(1, '2026-01-05', { version: 2 }),
      arxivItem(2, '2026-11-19'),
      arxivItem(3, '2026-11-23'),
    ];
    world.items.push(old, recent, latest);
    world.announced = {
      day: '2026-11-24',
      items: [
        [latest, 'new'],
        [recent, 'cross'],
        [old, 'replace'],
      ],
    };
    const first = await run(null, { categories: ['cs.LG', 'cs.CL'] });
    expect(first.error).toBeNull();
    expect(first.papers).toEqual(['+03', '+02', '01', '+02', '+03']);
    expect(first.asked).toEqual(['rss/cs.LG+cs.CL', ...days('11-16', '11-24')]);
    expect(clock.waits).toEqual(first.asked.slice(1).map(() => 3_000));
    expect(first.sighted[0]).toMatchObject({
      paper: {
        id: 'arxiv:2611.00003',
        version: 1,
        authors: ['Ada Lovelace', 'Alan Turing'],
        abstract: 'What 2611.00003 is about.',
      },
    });
    const again = await run(first.cursor, { categories: ['cs.LG', 'cs.CL'] });
    expect([again.papers, again.asked]).toEqual([[], ['rss/cs.LG+cs.CL']]);
  });

  it('goes over a weekend and a holiday, and reads back the days that it missed', async () => {
    const announce = (day: string): void => {
      world.announced = { day, items: [] };
      clock.set(`${day}T06:00:00Z`);
    };
    announce('2026-11-20');
    const friday = await run(null);
    announce('2026-11-23');
    const monday = await run(friday.cursor);
    expect(monday.asked).toEqual(['rss/cs.LG']);
    // Wednesday to Friday: the announcements of Tuesday to Thursday were not read.
    announce('2026-11-27');
    world.items.push(arxivItem(1, '2026-11-24'));
    const later = await run(monday.cursor);
    expect(later.asked).toEqual(['rss/cs.LG', ...days('11-16', '11-27')]);
    expect(later.papers).toEqual(['+01']);
    // A feed of yesterday that comes late changes nothing.
    announce('2026-11-26');
    expect((await run(later.cursor)).asked).toEqual(['rss/cs.LG']);
  });

  it('reads a long history by OAI-PMH, set by set, token by token, and tells old papers from new ones', async () => {
    world.items.push(
      arxivItem(1, '2026-10-02', { changed: '2026-10-05' }),
      arxivItem(2, '2025-03-01', { changed: '2026-10-06', version: 4 }),
      arxivItem(3, '2026-10-09', { changed: '2026-10-10' }),
      arxivItem(4, '2026-10-09', { changed: '2026-10-10', categories: ['cs.LG', 'hep-th'] }),
      arxivItem(5, '2026-10-01', { changed: '2026-10-12' }),
      arxivItem(6, '2026-09-01', { changed: '2026-09-02' }),
    );
    const {
      papers,
      asked: questions,
      error,
      sighted,
    } = await run(null, { since: '2026-10-01', categories: ['cs.LG', 'hep-th', 'cs.CL'] });
    expect(error).toBeNull();
    expect(questions).toEqual([
      'rss/cs.LG+hep-th+cs.CL',
      'oai cs:cs:LG from 2026-10-01',
      'oai token',
      'oai token',
      'oai physics:hep-th from 2026-10-01',
      'oai cs:cs:CL from 2026-10-01',
    ]);
    expect(papers).toEqual(['+01', '02', '+03', '+04', '+05', '+04']);
    expect(sighted.find((one) => one.kind === 'update')).toMatchObject({
      paper: {
        version: 4,
        published: '2025-03-01',
        authors: ['Ada Lovelace', 'Alan Turing'],
        title: 'On number 2 & <others>',
      },
    });
  });

  it('goes on in the middle of a long history, also with a token that is not good any more', async () => {
    world.items.push(...Array.from({ length: 9 }, (_, index) => arxivItem(index + 1, plusDays('2026-10-02', index))));
    const more = { since: '2026-10-01' };
    server.fault('resumptionToken', reply.cutReply('<OAI-PMH>'.repeat(9), 'text/xml'));
    const broken = await run(null, more);
    expect(String(broken.error)).toContain('cut on the way');
    expect(broken.papers).toEqual(['+01', '+02']);
    const resumed = await run(broken.cursor, more);
    expect([resumed.asked[1], resumed.papers]).toEqual([
      'oai token',
      ['+03', '+04', '+05', '+06', '+07', '+08', '+09'],
    ]);
    const expired = (broken.cursor ?? '').replace('verb%3D', 'stale%3D');
    const renewed = await run(expired, more);
    // From the day that the list had come to; what was of that day comes again.
    expect(renewed.asked.slice(0, 3)).toEqual(['rss/cs.LG', 'oai token', 'oai cs:cs:LG from 2026-10-04']);
    expect(renewed.papers).toEqual(['+02', '+03', '+04', '+05', '+06', '+07', '+08', '+09']);
    expect(renewed.error).toBeNull();
  });

  it('does not go round in circles, and says what the server says', async () => {
    server.fault('/oai', page('a'), page('a'));
    expect(String((await run(null, { since: '2026-10-01' })).error)).toContain('leads back to the same page');
    server.fault('/oai', reply.xmlReply(`<OAI-PMH><error code="badArgument">Reason: no such set</error></OAI-PMH>`));
    const { error } = await run(null, { since: '2026-10-01' });
    expect(String(error)).toContain('does not give its list of cs.LG (badArgument): "Reason: no such set"');
  });

  it('reads back further, and for more categories, when that is asked for, once', async () => {
    const first = await run(null);
    const earlier = await run(first.cursor, { since: '2026-11-01' });
    expect(earlier.asked).toContain('oai cs:cs:LG from 2026-11-01');
    expect((await run(earlier.cursor, { since: '2026-11-01' })).asked).toEqual(['rss/cs.LG']);
    expect((await run(earlier.cursor, { since: '2026-11-20' })).asked).toEqual(['rss/cs.LG']);
    const wider = await run(earlier.cursor, { categories: ['cs.LG', 'cs.CL'] });
    expect(wider.asked).toEqual(['rss/cs.LG+cs.CL', ...days('11-16', '11-24')]);
    expect((await run(wider.cursor, { categories: ['cs.CL'] })).asked).toEqual(['rss/cs.CL']);
  });

  it('reads a day back whose feed was too long to be whole', async () => {
    const first = await run(null);
    const many = Array.from({ length: 2_000 }, (_, index) => arxivItem(index + 1, '2026-11-24'));
    world.announced = { day: '2026-11-25', items: many.map((item) => [item, 'new'] as const) };
    clock.set('2026-11-25T06:00:00Z');
    expect((await run(first.cursor)).asked).toEqual(['rss/cs.LG', ...days('11-17', '11-25')]);
  });

  it('rejects single records, with where they stood', async () => {
    world.announced = {
      day: '2026-11-24',
      items: [
        [arxivItem(1, '2026-11-23', { id: 'oops' }), 'new'],
        [arxivItem(2, '2026-11-23'), 'new'],
      ],
    };
    const { sighted, papers } = await run(null);
    expect(papers).toEqual(['+02']);
    expect(sighted[0]).toMatchObject({
      kind: 'rejected',
      where: 'announcements of 2026-11-24, item 1',
      reason: 'its id is not one of arXiv',
      excerpt: expect.stringContaining('oai:arXiv.org:oopsv1'),
    });
  });

  it('begins anew where the cursor cannot be read', async () => {
    for (const cursor of ['', '{}', '[]', '{"announced":7}']) {
      expect((await run(cursor)).asked).toHaveLength(10);
    }
  });
});

describe('oaiSet', () => {
  it.each([
    ['cs.AI', 'cs:cs:AI'],
    ['stat.ML', 'stat:stat:ML'],
    ['math.MP', 'math:math:MP'],
    ['hep-th', 'physics:hep-th'],
    ['math-ph', 'physics:math-ph'],
    ['astro-ph.CO', 'physics:astro-ph:CO'],
    ['physics.optics', 'physics:physics:optics'],
    ['q-bio.NC', 'q-bio:q-bio:NC'],
  ])('of %s is %s', (category, set) => {
    expect(oaiSet(category)).toBe(set);
  });
});
