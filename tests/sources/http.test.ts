import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createHttp } from '../../src/sources/http.ts';
import type { HttpAnswer, HttpLimits, Wanted } from '../../src/sources/http.ts';
import { createPace } from '../../src/sources/pace.ts';
import { retryAfterMs } from '../../src/sources/retry-after.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { startFeedServer } from '../support/feed-server.ts';
import type { FeedServer } from '../support/feed-server.ts';
import * as reply from '../support/feeds/reply.ts';
import { createTestSourceClock } from '../support/source-clock.ts';
import type { TestSourceClock } from '../support/source-clock.ts';

const never = new AbortController().signal;
const good = '{"papers":["naïve 😀"]}';

let server: FeedServer;
let clock: TestSourceClock;
beforeEach(async () => {
  server = await startFeedServer();
  clock = createTestSourceClock('2026-11-24T06:00:00Z');
  server.route('/list', () =>
    reply.jsonReply(good, { etag: 'W/"7"', 'last-modified': 'Tue, 24 Nov 2026 05:00:00 GMT' }),
  );
});
afterEach(() => server.close());

function get(
  more: Partial<Wanted> & {
    readonly path?: string;
    readonly signal?: AbortSignal;
    readonly limits?: Partial<HttpLimits>;
  } = {},
): Promise<HttpAnswer> {
  const { path = '/list', signal = never, limits = {}, ...wanted } = more;
  const http = createHttp({ name: 'The list', pace: createPace(0, clock), clock, limits });
  return http({ url: new URL(path, server.origin), format: 'json', ...wanted }, signal);
}

async function failure(work: Promise<unknown>): Promise<SourceError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof SourceError) return error;
  throw new Error(`Expected a SourceError, got ${String(error)}`);
}

describe('http', () => {
  it('gives the text and what the answer says of its version', async () => {
    const validators = { etag: 'W/"7"', lastModified: 'Tue, 24 Nov 2026 05:00:00 GMT' };
    expect(await get()).toEqual({ kind: 'text', text: good, validators });
    expect(server.requests[0]?.headers).toMatchObject({ 'user-agent': 'Paperboy', accept: 'application/json' });
    expect(clock.waits).toEqual([]);
  });

  it('says that nothing changed, where it was told of a version', async () => {
    server.fault('/list', reply.statusReply(304), reply.statusReply(304));
    const known = { etag: 'W/"7"', lastModified: 'Tue, 24 Nov 2026 05:00:00 GMT' };
    expect(await get({ known })).toEqual({ kind: 'unchanged' });
    expect(server.requests[0]?.headers).toMatchObject({
      'if-none-match': known.etag,
      'if-modified-since': known.lastModified,
    });
    expect((await failure(get())).failure.kind).toBe('unreadable');
  });

  it('unpacks gzip, and takes XML as XML', async () => {
    server.fault('/list', reply.gzipReply('<a>ü</a>', 'application/atom+xml;charset=UTF-8'));
    expect(await get({ format: 'xml' })).toMatchObject({ text: '<a>ü</a>' });
  });

  it.each<[string, reply.Reply]>([
    ['a connection that is cut', reply.cutReply(good.repeat(50))],
    ['more bytes promised than sent', reply.wrongLengthReply(good, 40)],
    ['trouble of the server', reply.statusReply(502)],
    ['trouble that passes', reply.statusReply(503)],
    ['a broken gzip', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip at all')],
  ])('tries again after %s', async (_, fault) => {
    server.fault('/list', fault, fault);
    expect(await get()).toMatchObject({ text: good });
    expect(clock.waits).toEqual([2_000, 4_000]);
  });

  it('gives up after four tries, and says so', async () => {
    server.fault('/list', ...Array.from({ length: 9 }, () => reply.statusReply(500)));
    const { failure: why, message } = await failure(get());
    expect(why).toEqual({ kind: 'unreachable' });
    expect(message).toContain('The list has trouble of its own (status 500)');
    expect([server.requests.length, clock.waits]).toEqual([4, [2_000, 4_000, 8_000]]);
  });

  it('says that nobody is there', async () => {
    const { failure: why, message } = await failure(get({ path: 'http://127.0.0.1:1/list', limits: { tries: 1 } }));
    expect([why.kind, message]).toEqual(['unreachable', expect.stringContaining('The list cannot be reached')]);
  });

  it('waits as long as it is asked to', async () => {
    server.fault('/list', reply.statusReply(429, { 'retry-after': '17' }));
    server.fault('/list', reply.statusReply(503, { 'retry-after': 'Tue, 24 Nov 2026 06:01:00 GMT' }));
    expect(await get()).toMatchObject({ text: good });
    expect(clock.waits).toEqual([17_000, 43_000]);
  });

  it('leaves long pauses to whoever runs it', async () => {
    server.fault('/list', reply.statusReply(429, { 'retry-after': '3600' }));
    const { failure: why, message } = await failure(get());
    expect(why).toEqual({ kind: 'busy', retryAfterMs: 3_600_000 });
    expect(message).toContain('3600 seconds');
    expect([server.requests.length, clock.waits]).toEqual([1, []]);
  });

  it('does not ask again what was refused, and keeps what was said', async () => {
    server.fault('/list', reply.jsonReply({ error: 'Invalid date' }, {}, 400), reply.statusReply(403));
    const { failure: why } = await failure(get());
    expect(why).toEqual({ kind: 'refused', status: 400, body: '{"error":"Invalid date"}' });
    expect((await failure(get())).message).toContain('does not let us in');
    expect(server.requests).toHaveLength(2);
  });

  it('follows where it is led, without the token on another server', async () => {
    const other = await startFeedServer();
    try {
      other.route('/moved', () => reply.jsonReply(good));
      server.fault('/list', reply.redirectReply('/here'));
      server.fault('/here', reply.redirectReply(`${other.origin}/moved`));
      expect(await get({ token: 'hf_secret' })).toMatchObject({ text: good });
      expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
        'Bearer hf_secret',
        'Bearer hf_secret',
      ]);
      expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    } finally {
      await other.close();
    }
  });

  it('does not run in circles, nor to what is no web address', async () => {
    server.route('/round', () => reply.redirectReply('/round'));
    expect((await failure(get({ path: '/round' }))).message).toContain('without an end');
    expect(server.requests).toHaveLength(6);
    server.fault('/list', reply.redirectReply('file:///etc/passwd'));
    expect((await failure(get())).message).toContain('not safe to follow');
  });

  it.each<[string, reply.Reply, string]>([
    ['a page for people', reply.htmlReply, 'a web page instead of JSON'],
    ['a picture', reply.statusReply(200, { 'content-type': 'image/png' }, 'x'), 'something else instead of JSON'],
    ['another coding', reply.latin1Reply('{"a":"naïve"}', 'application/json; charset=utf-8'), 'not valid UTF-8'],
    [
      'another coding, and says so',
      reply.latin1Reply('"ï"', 'application/json; charset=iso-8859-1'),
      'not valid UTF-8',
    ],
    ['a body without an end', reply.endlessReply('[', '"x",'.repeat(9_000), 'application/json'), 'more than 1 MiB'],
    ['a small body that unpacks to a huge one', reply.gzipBombReply(40, 'application/json'), 'more than 1 MiB'],
    ['a status that nobody expects', reply.statusReply(206, {}, good), 'unknown kind'],
  ])('does not take %s', async (_, fault, words) => {
    server.fault('/list', fault);
    const error = await failure(get({ limits: { maxBytes: 1024 * 1024 } }));
    expect([error.failure.kind, error.message]).toEqual(['unreadable', expect.stringContaining(words)]);
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, reply.Reply]>([
    ['says nothing', reply.silence],
    ['stops in the middle', reply.stall('{"papers"')],
  ])('does not wait for ever for a server that %s', async (_, fault) => {
    server.fault('/list', fault);
    const asked = failure(get({ limits: { tries: 1 } }));
    await server.came(1);
    clock.expire();
    const error = await asked;
    expect([error.failure.kind, error.message]).toEqual(['unreachable', expect.stringContaining('within 90 seconds')]);
  });

  it.each<[string, reply.Reply]>([
    ['before the answer', reply.silence],
    ['in the middle of the answer', reply.stall('{"papers"')],
  ])('ends at once when it is told to, %s', async (_, fault) => {
    server.fault('/list', fault);
    const stop = new AbortController();
    const asked = get({ signal: stop.signal });
    await server.came(1);
    stop.abort(new Error('the end'));
    await expect(asked).rejects.toThrow('the end');
    expect(server.requests).toHaveLength(1);
  });
});

describe('pace', () => {
  it('lets one ask at a time, three seconds after the one before, for several users together', async () => {
    const pace = createPace(3_000, clock);
    const users = ['The list', 'The other list'].map((name) => createHttp({ name, pace, clock }));
    const url = new URL('/list', server.origin);
    await Promise.all([...users, ...users].map((http) => http({ url, format: 'json' }, never)));
    expect(clock.waits).toEqual([3_000, 3_000, 3_000]);
    expect([server.requests.length, server.mostAtOnce()]).toEqual([4, 1]);
  });

  it('goes on after a failure and after one who left, and is not held up by a clock that was set back', async () => {
    const pace = createPace(3_000, clock);
    const stop = new AbortController();
    const failing = pace.run(() => Promise.reject(new Error('no')), never);
    stop.abort();
    const left = pace.run(() => Promise.resolve(1), stop.signal);
    await expect(failing).rejects.toThrow('no');
    await expect(left).rejects.toThrow('aborted');
    clock.set('2026-11-20T00:00:00Z');
    expect(await pace.run(() => Promise.resolve(2), never)).toBe(2);
    expect(clock.waits).toEqual([3_000]);
  });
});

describe('retryAfterMs', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    ['Tue, 24 Nov 2026 06:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 06:00:30 GMT', 0],
    ['-5', null],
    ['soon', null],
    ['', null],
    [null, null],
  ])('reads %j as %j', (header, expected) => {
    expect(retryAfterMs(header, new Date('2026-11-24T06:00:00Z'))).toBe(expected);
  });
});
