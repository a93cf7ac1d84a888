import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Typing } from '../../../src/chat/completion.ts';
import { createComplete } from '../../../src/flows/complete.ts';
import { proposals } from '../../../src/platforms/discord/proposals.ts';
import { seedPapers, startService } from '../../flows/service.ts';
import { openDiscord } from './discord-world.ts';
import type { DiscordWorld, DiscordWorldOptions } from './discord-world.ts';
import { noSources } from '../../support/no-sources.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function open(options: DiscordWorldOptions = {}): Promise<DiscordWorld> {
  const world = await openDiscord(undefined, options);
  endings.push(() => world.end());
  await world.start();
  return world;
}

describe('while somebody types', () => {
  it.each([
    ['search', 'query', 'topics'],
    ['search', 'author', 'authors'],
    ['search', 'category', 'categories'],
    ['similar', 'paper', 'papers'],
    ['subscribe', 'topic', 'topics'],
    ['subscribe', 'zone', 'zones'],
    ['edit', 'number', 'subscriptions'],
    ['unsubscribe', 'number', 'subscriptions'],
  ] as const)('%s proposes for %s what goes on with %s', async (command, option, what) => {
    const asked: Typing[] = [];
    const complete = (typing: Typing) => {
      asked.push(typing);
      return Promise.resolve([{ label: `${typing.typed}!`, value: `${typing.typed}-` }]);
    };
    const { ada, lab, heard } = await open({ handlers: { complete } });
    const done = await ada.complete(lab, `papers ${command}`, { [option]: 'gra' }, option);
    expect(done).toMatchObject({ type: 8, choices: [{ name: 'gra!', value: 'gra-' }] });
    expect(asked).toEqual([
      {
        what,
        typed: 'gra',
        person: { platform: 'discord', workspace: null, id: ada.id },
        place: { platform: 'discord', workspace: lab.guildId, channel: lab.id, thread: null },
      },
    ]);
    expect(heard).toEqual([]);
  });

  it('nothing is proposed, in time, where the house is slow, fails, or knows nothing', async () => {
    const slow = await open({ handlers: { complete: () => new Promise(() => undefined) } });
    expect(await slow.ada.complete(slow.lab, 'papers search', { query: 'g' }, 'query')).toMatchObject({
      type: 8,
      choices: [],
    });
    const failing = await open({ handlers: { complete: () => Promise.reject(new Error('no')) } });
    expect(await failing.ada.complete(failing.lab, 'papers search', { query: 'g' }, 'query')).toMatchObject({
      type: 8,
      choices: [],
    });
    const silent = await open();
    expect(await silent.ada.complete(silent.lab, 'papers search', { query: 'g' }, 'query')).toMatchObject({
      type: 8,
      choices: [],
    });
  });

  it('whatever is typed is taken, with the real house behind it', async () => {
    const service = await startService(await seedPapers());
    endings.push(() => service.close());
    const { store, index } = service;
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const complete = createComplete({
      sources: noSources,
      store,
      index,
      now: () => new Date('2026-11-24T12:00:00Z'),
      log,
    });
    const { ada, lab, lines } = await open({ handlers: { complete } });
    const options = fc.constantFrom(
      ['search', 'query'],
      ['search', 'author'],
      ['paper', 'paper'],
      ['subscribe', 'category'],
      ['subscribe', 'zone'],
      ['edit', 'number'],
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.string({ maxLength: 3 }),
      fc.constantFrom(
        'att',
        'weight de',
        '"',
        '<@1>',
        '@everyone',
        'a'.repeat(6_000),
        '[x](https://evil.example)',
        '1',
      ),
    );
    await fc.assert(
      fc.asyncProperty(options, typed, async ([command = '', option = ''], text) => {
        const done = await ada.complete(lab, `papers ${command}`, { [option]: text }, option);
        expect(done.type).toBe(8);
      }),
      { numRuns: 120, seed: 11 },
    );
    expect(lines.filter(({ event }) => event.includes('failed'))).toEqual([]);
  });
});

describe('proposals', () => {
  it('are 25 at most, each once, none cut into something else, none empty', () => {
    const long = 'word '.repeat(40);
    const many = Array.from({ length: 40 }, (_, at) => ({ label: `${at} ${long}`, value: String(at) }));
    expect(proposals(many)).toHaveLength(25);
    expect(proposals(many).every(({ label }) => label.length <= 100)).toBe(true);
    expect(
      proposals([
        { label: 'a', value: long },
        { label: '\u200b', value: ' b ' },
        { label: 'b', value: 'c' },
        { label: 'c', value: 'b' },
        { label: 'd', value: ' ' },
        { label: 'e\nf', value: 'g' },
      ]),
    ).toEqual([
      { label: 'b', value: 'b' },
      { label: 'e f', value: 'g' },
    ]);
  });
});
