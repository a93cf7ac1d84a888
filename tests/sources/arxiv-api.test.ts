import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createArxivApi } from '../../src/sources/arxiv-api.ts';
import type { ArxivApi } from '../../src/sources/arxiv-api.ts';
import { createHttp } from '../../src/sources/http.ts';
import { createPace } from '../../src/sources/pace.ts';
import { startFeedServer } from '../support/feed-server.ts';
import type { FeedServer } from '../support/feed-server.ts';
import { arxiv, arxivItem } from '../support/feeds/arxiv.ts';
import type { Arxiv } from '../support/feeds/arxiv.ts';
import * as reply from '../support/feeds/reply.ts';
import { createTestSourceClock } from '../support/source-clock.ts';

const never = new AbortController().signal;

let server: FeedServer;
let world: Arxiv;
let api: ArxivApi;
beforeEach(async () => {
  server = await startFeedServer();
  world = arxiv(server);
  const clock = createTestSourceClock('2026-11-24T06:00:00Z');
  const http = createHttp({ name: 'arXiv', pace: createPace(3_000, clock), clock });
  api = createArxivApi({ http, url: world.urls.api, clock });
});
afterEach(() => server.close());

async function submitted(day: string): Promise<readonly number[]> {
  const pages: number[] = [];
  for await (const records of api.submittedOn(day, ['cs.LG', 'cs.CL'], never)) pages.push(records.length);
  return pages;
}

describe('a look-up', () => {
  it.each([
    '2611.00007',
    'arXiv:2611.00007v1',
    'https://arxiv.org/pdf/2611.00007v2',
    'https://huggingface.co/papers/2611.00007',
  ])('finds the newest version of %s', async (text) => {
    world.items.push(arxivItem(7, '2026-11-20', { version: 3 }));
    expect(await api.lookUp(text, never)).toMatchObject({
      id: 'arxiv:2611.00007',
      version: 3,
      title: 'On number 7 & <others>',
      published: '2026-11-20',
      sightings: [{ source: 'arxiv', sourceId: '2611.00007v3', at: '2026-11-24T06:00:00.000Z' }],
    });
  });

  it('finds ids of the old kind, and nothing where arXiv has nothing', async () => {
    world.items.push(arxivItem(1, '2004-06-07', { id: 'hep-ex/0406020' }));
    expect(await api.lookUp('hep-ex/0406020', never)).toMatchObject({ id: 'arxiv:hep-ex/0406020' });
    expect(await api.lookUp('2611.99999', never)).toBeNull();
  });

  it('asks nobody about what is no id', async () => {
    for (const text of ['', 'attention', '2613.00001', 'https://example.org/abs/2611.00007']) {
      expect(await api.lookUp(text, never)).toBeNull();
    }
    expect(server.requests).toEqual([]);
  });

  it('takes many ids at once, and leaves out those that nobody has', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `2611.${String(index + 1).padStart(5, '0')}`);
    world.items.push(...ids.slice(0, 149).map((_, index) => arxivItem(index + 1, '2026-11-20')));
    const papers = await api.byIds(['arxiv:2611.00001', ...ids], never);
    expect([papers.length, server.requests.length]).toEqual([149, 2]);
  });

  it('says in the words of arXiv why it was refused', async () => {
    server.fault('/api/query', reply.statusReply(400, { 'content-type': 'application/atom+xml' }, errorBody));
    await expect(api.lookUp('2611.00001', never)).rejects.toMatchObject({
      message: 'arXiv does not answer this question: "max_results is too large"',
      failure: { kind: 'refused', status: 400 },
    });
  });

  it('does not take a bomb', async () => {
    server.fault('/api/query', reply.xmlReply(reply.xmlBomb));
    await expect(api.lookUp('2611.00001', never)).rejects.toThrow('document type');
  });
});

const errorBody = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>https://arxiv.org/api/errors#x</id><title>Error</title>
<summary>max_results is too large</summary></entry></feed>`;

describe('the papers of a day', () => {
  it('come page by page, of all categories in one question', async () => {
    const day = '2026-11-20';
    world.items.push(...Array.from({ length: 1_003 }, (_, index) => arxivItem(index + 1, day)));
    world.items.push(arxivItem(2_000, day, { categories: ['hep-th'] }), arxivItem(2_001, '2026-11-21'));
    expect(await submitted(day)).toEqual([500, 500, 3]);
    expect(server.requests[0]?.url.searchParams.get('search_query')).toBe(
      '(cat:cs.LG OR cat:cs.CL) AND submittedDate:[202611200000 TO 202611210000]',
    );
  });

  it('may be none', async () => {
    expect(await submitted('2026-11-20')).toEqual([]);
  });

  it('are asked for again where a page in the middle is empty, but not for ever', async () => {
    const day = '2026-11-20';
    world.items.push(...Array.from({ length: 600 }, (_, index) => arxivItem(index + 1, day)));
    const empty = reply.xmlReply(
      `<feed><totalResults xmlns="http://a9.com/-/spec/opensearch/1.1/">600</totalResults></feed>`,
    );
    server.fault('start=500', empty, empty);
    expect(await submitted(day)).toEqual([500, 100]);
    server.fault('start=500', empty, empty, empty);
    await expect(submitted(day)).rejects.toMatchObject({
      message: expect.stringContaining('only 500 of the 600 papers of 2026-11-20'),
      failure: { kind: 'unreachable' },
    });
  });
});
