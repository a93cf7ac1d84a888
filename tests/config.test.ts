import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { StartFailure } from '../src/platforms/platform.ts';
import type { Platform, PlatformModule } from '../src/platforms/platform.ts';

const folder = resolve('/somewhere');
const read = (env: Record<string, string>, modules: readonly PlatformModule[] = []) => readConfig(env, modules, folder);

function problems(env: Record<string, string>, modules: readonly PlatformModule[] = []): readonly string[] {
  try {
    read(env, modules);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('Expected a ConfigError, got a configuration');
}

const chat: Platform = {
  name: 'chat',
  start: () => Promise.resolve(),
  post: () => Promise.resolve('1'),
  find: () => Promise.resolve({ kind: 'cannot-know' }),
  tell: () => Promise.reject(new Error('not here')),
  sees: () => Promise.resolve(false),
  placeOf: () => Promise.resolve(null),
  stop: () => Promise.resolve(),
};
const chatModule: PlatformModule = {
  name: 'chat',
  fromEnv(env) {
    if (env['CHAT_TOKEN'] === undefined) return null;
    if (!env['CHAT_TOKEN'].startsWith('chat-')) throw new Error('CHAT_TOKEN must be a token of the chat');
    return chat;
  },
};

describe('readConfig', () => {
  it('takes files from no folder unless one is named', () => {
    expect(read({}).dropFolder).toBeNull();
    expect(read({ PAPERBOY_DROP_FOLDER: 'in' }).dropFolder).toBe(resolve(folder, 'in'));
  });

  it('needs nothing', () => {
    const config = read({});
    expect(config.home).toBe(resolve(folder, '.paperboy'));
    expect(config.logLevel).toBeNull();
    expect(config.colour).toBe('auto');
    expect(config.platforms).toEqual([]);
    expect(() => new Intl.DateTimeFormat('en', { timeZone: config.zone })).not.toThrow();
  });

  it('takes an empty variable for one that is not set', () => {
    expect(read({ PAPERBOY_HOME: '', LOG_LEVEL: ' ', PAPERBOY_ZONE: '', NO_COLOR: '' })).toEqual(read({}));
  });

  it('reads every setting', () => {
    const config = read({ PAPERBOY_HOME: 'data', LOG_LEVEL: 'debug', PAPERBOY_ZONE: 'Asia/Tokyo' });
    expect(config).toMatchObject({ home: resolve(folder, 'data'), logLevel: 'debug', zone: 'Asia/Tokyo' });
    expect(read({ PAPERBOY_HOME: resolve('/else/where') }).home).toBe(resolve('/else/where'));
  });

  it('keeps every paper, or by age, or by number, and never so few that they come and go', () => {
    expect(read({}).keep).toBeNull();
    expect(read({ PAPERBOY_KEEP: 'all' }).keep).toBeNull();
    expect(read({ PAPERBOY_KEEP: ' 365 Days ' }).keep).toEqual({ unit: 'days', count: 365 });
    expect(read({ PAPERBOY_KEEP: '20000 papers' }).keep).toEqual({ unit: 'papers', count: 20_000 });
    for (const wrong of ['0 days', '29 days', '999 papers', '5', '-5 days', '1e9 papers', 'some papers']) {
      expect(problems({ PAPERBOY_KEEP: wrong })).toEqual([
        'PAPERBOY_KEEP must be all, or at least 30 days or 1000 papers, such as 365 days',
      ]);
    }
  });

  it('knows where the file of channels is, and whether it must be there', () => {
    expect(read({}).channelsFile).toEqual({ path: resolve(folder, 'paperboy.yaml'), isNamed: false });
    expect(read({ PAPERBOY_CONFIG: 'etc/channels.yaml' }).channelsFile).toEqual({
      path: resolve(folder, 'etc/channels.yaml'),
      isNamed: true,
    });
    expect(problems({ PAPERBOY_CONFIG: 'a\0b' })).toEqual(['PAPERBOY_CONFIG must be the path of a file']);
    expect(read({}, [chatModule]).platformNames).toEqual(['chat']);
  });

  it.each([
    [{ NO_COLOR: '1' }, 'never'],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, 'never'],
    [{ FORCE_COLOR: '1' }, 'always'],
    [{ FORCE_COLOR: '0' }, 'never'],
    [{ TERM: 'dumb' }, 'never'],
    [{ TERM: 'dumb', FORCE_COLOR: '1' }, 'always'],
    [{ TERM: 'xterm-256color' }, 'auto'],
  ])('colours for %j: %s', (env, expected) => {
    expect(read(env).colour).toBe(expected);
  });

  it('names every wrong setting at once, and the value of none', () => {
    const env = { LOG_LEVEL: 'xoxb-loud', PAPERBOY_ZONE: 'xoxb-Mars/Olympus', CHAT_TOKEN: 'xoxb-secret' };
    const said = problems(env, [chatModule]);
    expect(said.map((problem) => problem.split(' ')[0])).toEqual(['LOG_LEVEL', 'PAPERBOY_ZONE', 'CHAT_TOKEN']);
    expect(said.join('\n')).not.toContain('xoxb');
  });

  it('has the sources on, within the terms of arXiv, unless told otherwise', () => {
    expect(read({}).sources).toEqual({
      on: ['hf-daily', 'arxiv'],
      backfillDays: 30,
      hf: { url: new URL('https://huggingface.co/'), token: null, paceMs: 1_000 },
      arxiv: {
        api: new URL('https://export.arxiv.org/api/query'),
        feed: new URL('https://rss.arxiv.org/rss'),
        oai: new URL('https://oaipmh.arxiv.org/oai'),
        categories: ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG'],
        paceMs: 3_000,
      },
    });
    expect(read({ ARXIV_PACE_SECONDS: '0', ARXIV_API_URL: 'http://localhost:1/api' }).sources.arxiv.paceMs).toBe(3_000);
    expect(read({ PAPERBOY_SOURCES: 'none' }).sources.on).toEqual([]);
  });

  it('reads every setting of the sources', () => {
    const local = 'http://localhost:8080/';
    const { sources } = read({
      PAPERBOY_SOURCES: 'arxiv',
      PAPERBOY_BACKFILL_DAYS: '0',
      HF_URL: local,
      HF_TOKEN: 'hf_abc',
      HF_PACE_SECONDS: '0.25',
      ARXIV_API_URL: `${local}api`,
      ARXIV_FEED_URL: `${local}rss`,
      ARXIV_OAI_URL: `${local}oai`,
      ARXIV_CATEGORIES: 'hep-th, cs.CL,hep-th',
      ARXIV_PACE_SECONDS: '0',
    });
    expect(sources).toEqual({
      on: ['arxiv'],
      backfillDays: 0,
      hf: { url: new URL(local), token: 'hf_abc', paceMs: 250 },
      arxiv: {
        api: new URL(`${local}api`),
        feed: new URL(`${local}rss`),
        oai: new URL(`${local}oai`),
        categories: ['hep-th', 'cs.CL'],
        paceMs: 0,
      },
    });
  });

  it('names every wrong setting of the sources in a line of its own, without its value', () => {
    const bad = 'hf_secret secret';
    const env = {
      PAPERBOY_SOURCES: bad,
      PAPERBOY_BACKFILL_DAYS: bad,
      HF_URL: 'ftp://hf_secret',
      HF_TOKEN: bad,
      HF_PACE_SECONDS: bad,
      ARXIV_API_URL: 'https://hf_secret:secret@example.org',
      ARXIV_FEED_URL: bad,
      ARXIV_OAI_URL: bad,
      ARXIV_CATEGORIES: bad,
      ARXIV_PACE_SECONDS: '-3',
    };
    const said = problems(env);
    expect(said.map((problem) => problem.split(' ')[0])).toEqual(Object.keys(env));
    expect(said.join('\n')).not.toContain('secret');
    expect(said[0]).toBe('PAPERBOY_SOURCES must be none, or some of hf-daily, arxiv');
  });

  it('gives the platforms that are configured, and no others', () => {
    expect(read({}, [chatModule]).platforms).toEqual([]);
    expect(read({ CHAT_TOKEN: 'chat-1' }, [chatModule]).platforms).toEqual([chat]);
  });

  it('lets a platform with wrong settings fail alone where another one can run', async () => {
    const other: PlatformModule = { name: 'other', fromEnv: () => ({ ...chat, name: 'other' }) };
    const env = { CHAT_TOKEN: 'xoxb-secret' };
    const { platforms } = read(env, [chatModule, other]);
    expect(platforms.map(({ name }) => name)).toEqual(['other', 'chat']);
    const failure = await platforms[1]!
      .start({ commands: [], answer: () => Promise.reject(new Error('not here')) })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartFailure);
    expect(failure).toMatchObject({ retry: false, message: 'CHAT_TOKEN must be a token of the chat' });
    expect(problems({ ...env, LOG_LEVEL: 'loud' }, [chatModule, other])).toHaveLength(2);
    expect(problems(env, [chatModule])).toEqual(['CHAT_TOKEN must be a token of the chat']);
  });
});
