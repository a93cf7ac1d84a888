import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import type { Place } from '../../../src/chat/place.ts';
import { markOf } from '../../../src/platforms/discord/mark.ts';
import { createPoster } from '../../../src/platforms/discord/post.ts';
import { DeliveryError } from '../../../src/platforms/platform.ts';
import { drop, refuse, reply, smallDiscord, start, status, userId } from './small-discord.ts';
import type { Fault, SmallDiscord } from './small-discord.ts';

const place: Place = { platform: 'discord', workspace: '500', channel: '1', thread: null };
const thread: Place = { ...place, thread: '2' };
const key = '0b7b5a52-8a4e-4d4b-9c0e-6f6a5f0a9d1c:2026-11-24';
const card: Card = {
  title: { text: 'A *title* for @everyone', url: 'https://arxiv.org/abs/2401.01234' },
  blocks: [{ kind: 'actions', actions: [{ label: 'Similar', says: 'similar 2401.01234' }] }],
};

let discord: SmallDiscord;

beforeEach(async () => {
  discord = await smallDiscord();
});

afterEach(() => discord.close());

function poster(keep: (sentence: string) => Promise<string> = async () => 'k') {
  let time = start;
  const warnings: string[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    error: () => undefined,
    warn: (event: string) => void warnings.push(event),
  };
  const made = createPoster({ call: discord.call(), userId, sentences: { keep }, now: () => new Date(time), log });
  return { ...made, warnings, pass: (ms: number) => (time += ms) };
}

async function failureOf(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof DeliveryError)) throw new Error('Expected a DeliveryError', { cause: error });
  return error.failure;
}

const lines = () => discord.calls.map(({ line }) => line);
const threadsTried = () => lines().filter((line) => line.endsWith('/threads')).length;

/** The post arrives, its answer does not. */
const loseAnswer: Fault = (response, call) => {
  discord.hold('1', call.body);
  drop(response, call);
};

describe('a post', () => {
  it('holds the card, a nonce made of its key, and calls nobody', async () => {
    const id = await poster().post(place, card, key);
    expect(discord.messages).toHaveLength(1);
    const [message] = discord.messages;
    expect(id).toBe(`1:${message?.id}`);
    expect(message).toMatchObject({
      nonce: markOf(key),
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
      embeds: [{ url: 'https://arxiv.org/abs/2401.01234' }],
      components: [{ components: [{ custom_id: `says.1~${markOf(key)}:similar 2401.01234` }] }],
    });
    expect(String(message?.['nonce']).length).toBeLessThanOrEqual(25);
    expect(message?.['content']).toBe('**A \\*title\\* for @\u2060everyone**');
  });

  it('sent again while Discord remembers it is still one', async () => {
    const { post } = poster();
    discord.meet(loseAnswer);
    expect(await failureOf(post(place, card, key))).toEqual({ kind: 'unknown' });
    expect(await post(place, card, key)).toBe(`1:${discord.messages[0]?.id}`);
    expect(discord.messages).toHaveLength(1);
  });

  it('goes into a thread', async () => {
    expect(await poster().post(thread, card, key)).toMatch(/^2:/u);
  });

  it('that is refused as it is written is sent once more as text', async () => {
    discord.meet(refuse(50_035, 400));
    await poster().post(place, card, key);
    expect(discord.messages).toMatchObject([{ embeds: [], components: [], nonce: markOf(key), flags: 4 }]);
    discord.meet(refuse(50_035, 400), refuse(50_035, 400));
    expect(await failureOf(poster().post(place, card, 'other'))).toEqual({ kind: 'rejected' });
  });

  it('comes without its long buttons when those cannot be kept', async () => {
    const { post, warnings } = poster(() => Promise.reject(new Error('the store is gone')));
    const long = { kind: 'actions', actions: [{ label: 'Next', says: 'x'.repeat(200) }] } as const;
    await post(place, { ...card, blocks: [...card.blocks, long] }, key);
    expect(discord.messages).toMatchObject([{ components: [{ components: [{ label: 'Similar' }] }] }]);
    expect(warnings).toEqual(['discord.sentences-not-kept']);
  });
});

const below: Card = {
  ...card,
  thread: { title: { text: 'Abstract' }, blocks: [{ kind: 'text', spans: [{ text: 'We show.' }] }] },
};

describe('what belongs below a post', () => {
  it('comes into a thread of its own, named after the post', async () => {
    await poster().post(place, below, key);
    expect(discord.threads).toMatchObject([{ parent_id: '1', name: 'A *title* for @everyone' }]);
    expect(discord.messages[1]).toMatchObject({
      channel_id: discord.threads[0]?.['id'],
      content: '**Abstract**\nWe show.',
      embeds: [],
    });
    expect(discord.messages[1]?.['nonce']).not.toBe(markOf(key));
  });

  it('may fail, and the post is there all the same', async () => {
    const { post, warnings } = poster();
    discord.meet((response, call) => {
      const sent = discord.hold('1', call.body);
      discord.fixed.set(`POST /channels/1/messages/${sent.id}/threads`, 50_013);
      reply(response, sent);
    });
    expect(await post(place, below, key)).toBe(`1:${discord.messages[0]?.id}`);
    expect(warnings).toEqual(['discord.reply-below-failed']);
  });

  it('is not tried again where it failed before something changed there', async () => {
    const { post, changed } = poster();
    discord.meet((response, call) => reply(response, discord.hold('1', call.body)), refuse(50_013));
    await post(place, below, key);
    await post(place, below, 'tomorrow');
    expect([threadsTried(), discord.messages.length]).toEqual([1, 2]);
    changed('1');
    await post(place, below, 'later');
    expect([threadsTried(), discord.messages.length]).toEqual([2, 4]);
  });

  it('is left out where there is a thread already, and in a direct conversation', async () => {
    await poster().post(thread, below, key);
    await poster().post({ ...place, workspace: null }, below, key);
    expect(discord.messages).toHaveLength(2);
    expect(discord.threads).toHaveLength(0);
  });
});

const forum = {
  id: '1',
  type: 15,
  flags: 1 << 4,
  available_tags: [
    { id: '31', name: 'Closed', moderated: true },
    { id: '32', name: 'General', moderated: false },
    { id: '33', name: 'Papers', moderated: false },
  ],
};

describe('a post in a forum', () => {
  beforeEach(() => {
    discord.fixed.set('POST /channels/1/messages', 50_008);
    discord.fixed.set('GET /channels/1', forum);
  });

  it('is a thread with a tag where one is needed, and what belongs below stands in it', async () => {
    const id = await poster().post(place, below, key);
    expect(discord.threads).toMatchObject([{ name: 'A *title* for @everyone', applied_tags: ['33'] }]);
    const [first, second] = discord.messages;
    expect(id).toBe(`${first?.channel_id}:${first?.id}`);
    expect(first).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(first).not.toHaveProperty('enforce_nonce');
    expect(second).toMatchObject({ channel_id: discord.threads[0]?.['id'], content: '**Abstract**\nWe show.' });
  });

  it('has no tag where none is needed', async () => {
    discord.fixed.set('GET /channels/1', { ...forum, flags: 0 });
    await poster().post(place, card, key);
    expect(discord.threads).toMatchObject([{ applied_tags: [] }]);
  });

  it('fails in words where the channel is no forum either', async () => {
    discord.fixed.set('GET /channels/1', { id: '1', type: 4 });
    expect(await failureOf(poster().post(place, card, key))).toMatchObject({
      kind: 'forbidden',
      remedy: expect.stringContaining('Choose a text channel') as unknown,
    });
  });
});

const dayMs = 24 * 3_600_000;
const everyone = { id: '500', permissions: String(Bits.ViewChannel | Bits.ReadMessageHistory) };

describe('a post that may not be', () => {
  beforeEach(() => {
    discord.fixed.set('POST /channels/1/messages', 50_013);
    discord.fixed.set('GET /guilds/500', { id: '500', owner_id: '1', roles: [everyone] });
    discord.fixed.set('GET /channels/1', { id: '1', type: 0, permission_overwrites: [] });
    discord.fixed.set(`GET /guilds/500/members/${userId}`, { roles: [] });
  });

  it('says which permissions are missing', async () => {
    expect(await failureOf(poster().post(place, card, key))).toMatchObject({
      kind: 'forbidden',
      remedy: expect.stringContaining('the permissions “Embed Links”, “Send Messages”.') as unknown,
    });
  });

  it('says that the channel is not seen, or that the bot is not in the server', async () => {
    discord.fixed.set('GET /channels/1', 50_001);
    expect(await failureOf(poster().post(place, card, key))).toMatchObject({
      remedy: expect.stringContaining('“View Channel”') as unknown,
    });
    discord.fixed.set('GET /guilds/500', 10_004);
    expect(await failureOf(poster().post(place, card, key))).toMatchObject({
      remedy: expect.stringContaining('can invite it') as unknown,
    });
  });

  it('is not tried again before something changed there', async () => {
    const { post, changed, pass } = poster();
    const first = await failureOf(post(place, card, key));
    const calls = discord.calls.length;
    expect(await failureOf(post(place, card, 'tomorrow'))).toEqual(first);
    expect(discord.calls).toHaveLength(calls);
    changed('another');
    expect(await failureOf(post(place, card, 'tomorrow'))).toEqual(first);
    expect(discord.calls).toHaveLength(calls);

    discord.fixed.delete('POST /channels/1/messages');
    changed('500');
    await post(place, card, 'tomorrow');
    expect(discord.messages).toHaveLength(1);

    discord.fixed.set('POST /channels/1/messages', 10_003);
    expect(await failureOf(post(place, card, 'later'))).toEqual({ kind: 'gone' });
    discord.fixed.delete('POST /channels/1/messages');
    expect(await failureOf(post(place, card, 'later'))).toEqual({ kind: 'gone' });
    pass(6 * dayMs);
    expect(await failureOf(post(place, card, 'later'))).toEqual({ kind: 'gone' });
    pass(dayMs);
    await post(place, card, 'later');
    expect(discord.messages).toHaveLength(2);
  });

  it('is tried again the next day where nothing is missing, as in a time-out of the bot', async () => {
    const all = { ...everyone, permissions: String(Bits.Administrator) };
    discord.fixed.set('GET /guilds/500', { id: '500', owner_id: '1', roles: [all] });
    const { post, pass } = poster();
    expect(await failureOf(post(place, card, key))).toMatchObject({ kind: 'forbidden' });
    discord.fixed.delete('POST /channels/1/messages');
    pass(dayMs / 4);
    expect(await failureOf(post(place, card, 'soon'))).toMatchObject({ kind: 'forbidden' });
    pass(dayMs);
    await post(place, card, 'tomorrow');
    expect(discord.messages).toHaveLength(1);
  });

  it('holds up no other place, unless it is the token that is refused', async () => {
    const { post, pass } = poster();
    await failureOf(post(place, card, key));
    await post({ ...place, channel: '3' }, card, key);
    discord.meet(refuse(0, 401));
    expect(await failureOf(post({ ...place, channel: '4' }, card, key))).toMatchObject({ kind: 'forbidden' });
    const calls = discord.calls.length;
    expect(await failureOf(post({ ...place, channel: '5' }, card, key))).toMatchObject({ kind: 'forbidden' });
    expect(discord.calls).toHaveLength(calls);
    pass(300_000);
    await post({ ...place, channel: '5' }, card, key);
    expect(discord.messages).toHaveLength(2);
  });

  it('is tried again after what passes by itself', async () => {
    const { post } = poster();
    const elsewhere = { ...place, channel: '3' };
    discord.meet(status(500));
    expect(await failureOf(post(elsewhere, card, key))).toEqual({ kind: 'unknown' });
    discord.meet(refuse(130_000, 503));
    expect(await failureOf(post(elsewhere, card, key))).toEqual({ kind: 'unknown' });
    discord.meet(refuse(20_028, 400, { retry_after: 9 }));
    expect(await failureOf(post(elsewhere, card, key))).toEqual({ kind: 'busy', retryAfterMs: 9000 });
    await post(elsewhere, card, key);
    expect(discord.messages).toHaveLength(1);
  });
});

describe('a word to one person', () => {
  const person = { platform: 'discord', workspace: '500', id: '77' };

  it('opens a conversation with them', async () => {
    await poster().tell(person, card);
    expect(lines()).toEqual(['POST /users/@me/channels', 'POST /channels/777/messages']);
  });

  it('that they do not take fails in words, and is not tried again before they say something', async () => {
    const { tell, changed } = poster();
    discord.fixed.set('POST /channels/777/messages', 50_007);
    expect(await failureOf(tell(person, card))).toMatchObject({ kind: 'forbidden' });
    expect(await failureOf(tell(person, card))).toMatchObject({ kind: 'forbidden' });
    expect(discord.calls).toHaveLength(2);
    discord.fixed.clear();
    changed('77');
    await tell(person, card);
    expect(discord.messages).toHaveLength(1);
  });
});
