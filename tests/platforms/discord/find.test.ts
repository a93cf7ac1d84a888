import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import type { Place } from '../../../src/chat/place.ts';
import { createPoster } from '../../../src/platforms/discord/post.ts';
import { snowflakeAt } from '../../../src/platforms/discord/snowflake.ts';
import { DeliveryError } from '../../../src/platforms/platform.ts';
import { refuse, smallDiscord, start, status, userId } from './small-discord.ts';
import type { SmallDiscord } from './small-discord.ts';

const place: Place = { platform: 'discord', workspace: '500', channel: '1', thread: null };
const key = '0b7b5a52-8a4e-4d4b-9c0e-6f6a5f0a9d1c:2026-11-24';
const since = new Date(start).toISOString();
const card: Card = {
  title: { text: 'A title' },
  blocks: [{ kind: 'actions', actions: [{ label: 'Similar', says: 'similar 2401.01234' }] }],
};

let discord: SmallDiscord;

beforeEach(async () => {
  discord = await smallDiscord();
  const permissions = String(Bits.ViewChannel | Bits.ReadMessageHistory);
  discord.fixed.set('GET /guilds/500', { id: '500', owner_id: '1', roles: [{ id: '500', permissions }] });
  discord.fixed.set('GET /channels/1', { id: '1', type: 0 });
  discord.fixed.set('GET /channels/2', { id: '2', type: 11, parent_id: '1' });
  discord.fixed.set(`GET /guilds/500/members/${userId}`, { roles: [] });
});

afterEach(() => discord.close());

const poster = () =>
  createPoster({ call: discord.call(), userId, sentences: { keep: async () => 'k' }, now: () => new Date(start) });

const absent = { kind: 'absent' };
const cannotKnow = { kind: 'cannot-know' };

describe('a post', () => {
  it.each([
    ['a channel', place],
    ['a thread', { ...place, thread: '2' }],
  ])('is found again in %s', async (_, where) => {
    const { post, find } = poster();
    const message = await post(where, card, key);
    expect(await find(where, key, since)).toEqual({ kind: 'found', message });
    expect(await find(where, 'another', since)).toEqual(absent);
  });

  it('is found behind many other messages', async () => {
    const { post, find } = poster();
    for (let at = 0; at < 150; at += 1)
      discord.hold('1', { content: `chatter ${at}`, nonce: at }, { author: { id: '8' } });
    const message = await post(place, card, key);
    expect(await find(place, key, since)).toEqual({ kind: 'found', message });
    expect(discord.calls.filter(({ line }) => line === 'GET /channels/1/messages')).toHaveLength(2);
  });

  it('is looked for from a little before it was sent', async () => {
    await poster().find(place, key, since);
    const call = discord.calls.find(({ line }) => line === 'GET /channels/1/messages');
    expect(call?.query.get('after')).toBe(String(snowflakeAt(start - 120_000)));
    expect(snowflakeAt(Date.parse('2016-04-30T11:18:25.796Z')) >> 22n).toBe(175_928_847_299_117_063n >> 22n);
  });

  it('is looked for only so far, and then nobody claims that it is not there', async () => {
    for (let at = 0; at < 2001; at += 1) discord.hold('1', { nonce: at }, { author: { id: '8' } });
    expect(await poster().find(place, key, since)).toEqual(cannotKnow);
  });

  it('is not what somebody else wrote with the same mark', async () => {
    const { post, find } = poster();
    await post(place, card, key);
    const [own] = discord.messages.splice(0);
    discord.hold('1', { ...own, nonce: 'x' }, { author: { id: '8' } });
    expect(await find(place, key, since)).toEqual(absent);
  });
});

describe('nobody claims that a post is not there', () => {
  it('where a message of ours bears no mark', async () => {
    discord.hold('1', { content: 'a text without buttons' });
    expect(await poster().find(place, key, since)).toEqual(cannotKnow);
  });

  it('but answers to commands and replies are no posts', async () => {
    discord.hold('1', { content: 'an answer', nonce: 1 }, { interaction_metadata: { id: '5' } });
    discord.hold('1', { content: 'a reply', nonce: 2 }, { type: 19 });
    expect(await poster().find(place, key, since)).toEqual(absent);
  });

  it('where an empty history may mean that it may not be read', async () => {
    expect(await poster().find(place, key, since)).toEqual(absent);
    const permissions = String(Bits.ViewChannel);
    discord.fixed.set('GET /guilds/500', { id: '500', owner_id: '1', roles: [{ id: '500', permissions }] });
    expect(await poster().find(place, key, since)).toEqual(cannotKnow);
    discord.fixed.set('GET /guilds/500', 50_001);
    expect(await poster().find(place, key, since)).toEqual(cannotKnow);
  });

  it.each([50_001, 50_013])('where reading is refused: %d', async (code) => {
    discord.meet(refuse(code));
    expect(await poster().find(place, key, since)).toEqual(cannotKnow);
  });

  it('but in a channel that is no more there is nothing', async () => {
    discord.meet(refuse(10_003, 404));
    expect(await poster().find(place, key, since)).toEqual(absent);
  });

  it('when Discord cannot be asked now: that is asked again later', async () => {
    discord.meet(status(502));
    const error: unknown = await poster()
      .find(place, key, since)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DeliveryError);
    await expect(poster().find(place, key, 'yesterday')).rejects.toThrow('Expected an ISO instant');
  });
});

const listThreads = (more = false) => {
  discord.fixed.set('GET /guilds/500/threads/active', { threads: discord.threads });
  discord.fixed.set('GET /channels/1/threads/archived/public', { threads: [], has_more: more });
};

describe('a post in a forum', () => {
  beforeEach(() => {
    discord.fixed.set('POST /channels/1/messages', 50_008);
    discord.fixed.set('GET /channels/1', { id: '1', type: 15 });
    listThreads();
  });

  it('is found among the threads that we began', async () => {
    const { post, find } = poster();
    const message = await post(place, card, key);
    discord.threads.push({ id: '99', parent_id: '1', owner_id: '8' });
    expect(await find(place, key, since)).toEqual({ kind: 'found', message });
    expect(await find(place, 'another', since)).toEqual(absent);
    listThreads(true);
    expect(await find(place, 'another', since)).toEqual(cannotKnow);
  });

  it('whose first message was taken away is not there', async () => {
    const { post, find } = poster();
    await post(place, card, key);
    discord.messages.splice(0);
    expect(await find(place, key, since)).toEqual(absent);
  });
});
