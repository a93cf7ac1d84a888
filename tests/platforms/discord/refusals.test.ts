import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import type { Place } from '../../../src/chat/place.ts';
import { createCall } from '../../../src/platforms/discord/call.ts';
import { createPoster } from '../../../src/platforms/discord/post.ts';
import { DeliveryError } from '../../../src/platforms/platform.ts';
import type { DeliveryFailure } from '../../../src/platforms/platform.ts';
import type { JsonErrorCode } from '../../support/discord/api-error.ts';
import { openDiscord } from './discord-world.ts';
import type { DiscordWorld } from './discord-world.ts';

/* What becomes of a post that Discord refuses, code by code, with the whole adapter and a whole Discord. */

let world: DiscordWorld;
let place: Place;
beforeEach(async () => {
  world = await openDiscord();
  await world.start();
  place = { platform: 'discord', workspace: world.server.guild.id, channel: world.lab.id, thread: null };
});
afterEach(() => world.end());

const posting = 'POST /channels/:channel/messages';
const threading = 'POST /channels/:channel/messages/:message/threads';
const below: Card = { title: { text: 'Abstract' }, blocks: [] };
const card: Card = { title: { text: 'A paper' }, blocks: [], thread: below };

/** Has a button, by which it is found again. */
const marked: Card = {
  ...card,
  blocks: [{ kind: 'actions', actions: [{ label: 'Similar', says: 'similar 2401.01234' }] }],
};

const post = (key = 'key'): Promise<DeliveryFailure | string> =>
  world.platform.post(place, card, key).catch((error: unknown) => {
    if (error instanceof DeliveryError) return error.failure;
    throw error;
  });

const tries = () => world.server.calls(posting).filter(({ params }) => params['channel'] === world.lab.id).length;

describe('a post that is refused', () => {
  it.each<readonly [code: JsonErrorCode, words: string]>([
    [50001, '“View Channel”'],
    [50013, 'needs a permission here'],
    [50007, 'allow direct messages'],
    [50278, 'shares no server with this person'],
    [50083, 'Open it again'],
    [160005, 'Ask a moderator to unlock it'],
    [160006, 'as many open threads as Discord allows'],
    [160002, '“Read Message History”'],
    [40058, 'Choose a text channel'],
    [50008, 'Choose a text channel'],
    [50024, 'Choose a text channel'],
    [40067, 'Every post in that forum needs a tag'],
  ])('with %i can be put right by a person, who is told how, and is not tried again before', async (code, words) => {
    world.server.fault(posting, { kind: 'error', code }, { times: Infinity });
    const failure = await post();
    expect(failure).toMatchObject({ kind: 'forbidden', remedy: expect.stringContaining(words) as unknown });
    expect(JSON.stringify(failure)).not.toContain(String(code));
    expect(await post('another')).toEqual(failure);
    expect(tries()).toBe(1);
    world.server.clearFaults();
    world.server.happen.overwrite(world.lab, world.server.guild.id, { allow: ['SendMessages'] });
    await world.server.gateway.ready();
    expect(await post('later')).toMatch(/^\d+:\d+$/u);
  });

  it.each<JsonErrorCode>([10003, 10004, 10013])('with %i is gone, and is not tried again', async (code) => {
    world.server.fault(posting, { kind: 'error', code }, { times: Infinity });
    expect(await post()).toEqual({ kind: 'gone' });
    expect(await post('another')).toEqual({ kind: 'gone' });
    expect(tries()).toBe(1);
  });

  it.each<JsonErrorCode>([50035, 50006, 50109, 200000])(
    'with %i is refused as it is, in full and as text',
    async (code) => {
      const fault = world.server.fault(posting, { kind: 'error', code }, { times: Infinity });
      expect(await post()).toEqual({ kind: 'rejected' });
      expect(tries()).toBe(2);
      fault.clear();
      world.server.fault(posting, { kind: 'error', code });
      expect(await post('as text')).toMatch(/^\d+:\d+$/u);
      expect(world.server.messages(world.lab)).toMatchObject([{ content: '**A paper**', embeds: [] }]);
    },
  );

  it.each([
    ['asks for patience', { kind: 'rate-limited', retryAfter: 9 }, 9_000],
    ['asks everybody for patience', { kind: 'rate-limited', retryAfter: 9, scope: 'global' }, 9_000],
    ['takes us for a flood', { kind: 'error', code: 40333 }, 900_000],
    ['is shut off by something before it', { kind: 'status', status: 403 }, 900_000],
  ] as const)('because Discord %s is tried later', async (_what, fault, waitMs) => {
    world.server.fault(posting, fault);
    const failure = await post();
    expect(failure).toMatchObject({ kind: 'busy' });
    if (typeof failure === 'string' || failure.kind !== 'busy') throw new Error('Expected to be asked for patience');
    expect(failure.retryAfterMs).toBeGreaterThanOrEqual(waitMs);
    expect(failure.retryAfterMs).toBeLessThan(waitMs + 2_000);
    expect(tries()).toBe(1);
  });

  it.each([
    { kind: 'error', code: 10062 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 502, when: 'after' },
    { kind: 'drop' },
    { kind: 'drop', when: 'after' },
  ] as const)('in a way that says nothing may be there, and is looked for: %j', async (fault) => {
    const since = new Date().toISOString();
    world.server.fault(posting, fault);
    expect(await post()).toEqual({ kind: 'unknown' });
    expect(tries()).toBe(1);
    const isThere = world.server.messages(world.lab).length === 1;
    expect(isThere).toBe('when' in fault);
    // Without a button it bears no mark that the history would show.
    expect((await world.platform.find(place, 'key', since)).kind).not.toBe(isThere ? 'absent' : 'found');
  });

  it('because the token is no more is refused everywhere, with words for whoever runs the bot', async () => {
    world.server.app.tokenState = 'reset';
    expect(await post()).toMatchObject({
      kind: 'forbidden',
      remedy: expect.stringContaining('Ask whoever runs Paperboy to set its new token') as unknown,
    });
  });
});

describe('a post is not looked for where nothing can be posted', () => {
  it.each<readonly [JsonErrorCode, string]>([
    [50013, 'cannot be known now'],
    [10003, 'absent'],
  ])('after %i: %s, without asking, until something changes there', async (code, known) => {
    const { server, platform, lab } = world;
    const since = new Date().toISOString();
    server.fault(posting, { kind: 'error', code });
    await post();
    const asked = server.calls().length;
    const look = () =>
      platform.find(place, 'key', since).then(
        ({ kind }) => kind,
        () => 'cannot be known now',
      );
    expect(await look()).toBe(known);
    expect(await look()).toBe(known);
    expect(server.calls()).toHaveLength(asked);
    server.happen.overwrite(lab, server.app.botId, { kind: 'member', allow: ['SendMessages'] });
    await server.gateway.ready();
    expect(await look()).toBe('absent');
    expect(server.calls().length).toBeGreaterThan(asked);
  });
});

const inThread = () =>
  world.server.messages(world.server.messages(world.lab)[0]?.threadId ?? '').map(({ content }) => content);

describe('the thread below a post', () => {
  it.each([
    ['the thread', threading],
    ['the message in it', posting],
  ])('is there once when an answer is lost: that to %s', async (_what, route) => {
    const only = ({ params }: { readonly params: Readonly<Record<string, string>> }) =>
      route === threading || params['channel'] !== world.lab.id;
    world.server.fault(route, { kind: 'drop', when: 'after' }, { only });
    await post();
    expect(inThread()).toEqual(['**Abstract**']);
    expect(world.lines.map(({ event }) => event)).not.toContain('discord.reply-below-failed');
  });

  it('is the one that somebody else began on the post at once', async () => {
    world.server.fault(threading, { kind: 'error', code: 160004, when: 'after' });
    await post();
    expect(inThread()).toEqual(['**Abstract**']);
    expect(world.server.calls(threading)).toHaveLength(1);
  });

  it.each<JsonErrorCode>([50013, 160006, 50024])(
    'may be refused with %i: the post is there all the same',
    async (code) => {
      world.server.fault(threading, { kind: 'error', code }, { times: Infinity });
      expect(await post()).toMatch(/^\d+:\d+$/u);
      expect(await post('tomorrow')).toMatch(/^\d+:\d+$/u);
      // What was refused is not asked again before something changed there.
      expect(world.server.calls(threading)).toHaveLength(1);
      expect(world.lines.filter(({ event }) => event === 'discord.reply-below-failed')).toHaveLength(2);
    },
  );

  it('is waited for when Discord asks for patience, and given up when that would take too long', async () => {
    const { server } = world;
    const pauses: number[] = [];
    const fresh = () => createCall({ token: server.token, api: server.apiUrl });
    let call = fresh();
    const poster = createPoster({
      call: (options) => call(options),
      userId: server.app.botId,
      sentences: { keep: async () => 'k' },
      now: () => new Date(),
      wait: async (ms) => {
        pauses.push(ms);
        // The library, which goes by the real clock, would still wait.
        call = fresh();
      },
    });
    server.fault(threading, { kind: 'rate-limited', retryAfter: 7 });
    await poster.post(place, card, 'key');
    expect(inThread()).toEqual(['**Abstract**']);
    expect(pauses).toHaveLength(1);
    expect(pauses[0]).toBeGreaterThan(5_000);
    server.fault(threading, { kind: 'rate-limited', retryAfter: 600 });
    await poster.post(place, card, 'other');
    expect(server.messages(world.lab).map(({ threadId }) => threadId !== null)).toEqual([true, false]);
    expect(pauses).toHaveLength(1);
  });

  it.each(['text', 'forum'] as const)(
    'is made when a post that was lost is found again in a %s, and once',
    async (kind) => {
      const { server, platform } = world;
      const channel = server.addChannel({ name: 'papers', kind });
      const there = { ...place, channel: channel.id };
      const since = new Date().toISOString();
      const sending = kind === 'forum' ? 'POST /channels/:channel/threads' : posting;
      server.fault(sending, { kind: 'drop', when: 'after' });
      await expect(platform.post(there, marked, 'key')).rejects.toThrow('Discord');
      const texts = (thread: string) => server.messages(thread).map(({ content }) => content);
      for (const round of [1, 2]) {
        const found = await platform.find(there, 'key', since, marked);
        if (found.kind !== 'found') throw new Error(`Expected to find the post in round ${round}`);
        const [, message = ''] = found.message.split(':');
        const [last, ...before] = texts(message).toReversed();
        expect(last).toBe('**Abstract**');
        expect(before).toHaveLength(kind === 'forum' ? 1 : 0);
      }
      expect(await platform.find(there, 'other', since, marked)).toEqual({ kind: 'absent' });
    },
  );
});
