import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import type { Extras } from '../../../src/chat/extras.ts';
import { createAnswer } from '../../../src/flows/answer.ts';
import { startService } from '../../flows/service.ts';
import type { Service } from '../../flows/service.ts';
import type { Channel } from '../../support/discord/world.ts';
import { openDiscord } from './discord-world.ts';
import type { DiscordWorld } from './discord-world.ts';
import { noSources } from '../../support/no-sources.ts';

/* What posts do beyond being read. */

let service: Service;
let world: DiscordWorld;
beforeEach(async () => {
  service = await startService([]);
  const { store, index } = service;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  world = await openDiscord(
    createAnswer({ sources: noSources, store, index, now: () => new Date('2026-11-24T12:00:00Z'), log }),
  );
  await world.start();
  const role = world.server.addRole(world.server.guild, { name: 'managers', permissions: ['ManageChannels'] });
  world.server.addMember(world.server.guild, world.ada.id, [role.id]);
});
afterEach(async () => {
  await world.end();
  await service.close();
});

const placeOf = ({ guildId, id }: Channel) => ({ platform: 'discord', workspace: guildId, channel: id, thread: null });

const post = (channel: Channel, extras: Extras, key = 'key') => {
  const card: Card = { title: { text: 'For @everyone and <@&123456789012345678>' }, blocks: [], extras };
  return world.platform.post(placeOf(channel), card, key);
};

/** A forum with a tag for moderators alone; where it asks for a tag, all are. */
const moderated = (requiresTag: boolean) => {
  const { server } = world;
  const forum = server.addChannel({ name: 'forum', kind: 'forum', tags: ['Official', 'Papers'], requiresTag });
  forum.tags = forum.tags.map((tag) => ({ ...tag, moderated: tag.name === 'Official' || requiresTag }));
  return forum;
};

/** The tags of a post in a forum. */
const tagsOf = async (forum: Channel, extras: Extras, key: string) => {
  const [thread] = (await post(forum, extras, key)).split(':');
  return world.server.world.channels.get(thread ?? '')?.thread?.appliedTags;
};

const crossposting = 'POST /channels/:channel/messages/:message/crosspost';

describe('a post', () => {
  it('calls one role, and nobody else', async () => {
    const { server, lab } = world;
    const readers = server.addRole(server.guild, { name: 'readers', mentionable: true });
    await post(lab, { ping: readers.id });
    const [message] = server.messages(lab);
    expect(message).toMatchObject({ pings: { users: [], roles: [readers.id], everyone: false } });
    expect(message?.content.startsWith(`<@&${readers.id}> **For`)).toBe(true);
  });

  it.each(['everyone', 'none', 'not-an-id'])('calls nobody for the role of %s', async (kind) => {
    const { server, lab } = world;
    const ping = kind === 'everyone' ? server.guild.id : kind;
    await post(lab, kind === 'none' ? {} : { ping });
    expect(server.messages(lab)[0]).toMatchObject({ pings: { users: [], roles: [], everyone: false } });
  });

  it('is passed on from an announcement channel, when that is asked for', async () => {
    const { server, lab } = world;
    const news = server.addChannel({ name: 'news', kind: 'announcement' });
    await post(news, { crosspost: true });
    await post(news, {}, 'other');
    expect(server.messages(news).map(({ crossposted }) => crossposted)).toEqual([true, false]);
    await post(lab, { crosspost: true }, 'elsewhere');
    expect(server.messages(lab)).toHaveLength(1);
    const told = () => world.lines.filter(({ event }) => event === 'discord.not-passed-on').length;
    const before = told();
    server.fault(crossposting, { kind: 'error', code: 40033 });
    expect(await post(news, { crosspost: true }, 'third')).toMatch(/^\d+:\d+$/u);
    expect(told()).toBe(before);
    server.fault(crossposting, { kind: 'status', status: 500 }, { times: Infinity });
    expect(await post(news, { crosspost: true }, 'fourth')).toMatch(/^\d+:\d+$/u);
    expect(told()).toBe(before + 1);
  });

  it.each([
    ['before it was sent on its way', { kind: 'drop', when: 'after' }, undefined],
    ['while it was passed on', undefined, { kind: 'drop', when: 'after' }],
    ['while that was asked for', undefined, { kind: 'status', status: 500 }],
  ] as const)('that was lost %s, and is found again, is passed on then, and once', async (_when, sending, passing) => {
    const { server, platform } = world;
    const news = server.addChannel({ name: 'news', kind: 'announcement' });
    const since = new Date().toISOString();
    if (sending !== undefined) server.fault('POST /channels/:channel/messages', sending);
    // As often as it is tried.
    if (passing !== undefined) server.fault(crossposting, passing, { times: 3 });
    const message = await post(news, { crosspost: true }).catch(() => null);
    expect(message === null).toBe(sending !== undefined);
    const found = await platform.find(placeOf(news), 'key', since);
    expect(found).toEqual({ kind: 'found', message: `${news.id}:${server.messages(news)[0]?.id}` });
    expect(server.messages(news).map(({ crossposted }) => crossposted)).toEqual([true]);
    const tries = server.calls(crossposting).length;
    expect(await platform.find(placeOf(news), 'key', since)).toEqual(found);
    expect(server.calls(crossposting)).toHaveLength(tries);
  });

  it.each([{ kind: 'status', status: 503 }, { kind: 'drop' }, { kind: 'drop', when: 'after' }] as const)(
    'is passed on all the same, and once, after $kind',
    async (fault) => {
      const { server } = world;
      const news = server.addChannel({ name: 'news', kind: 'announcement' });
      server.fault(crossposting, fault);
      await post(news, { crosspost: true });
      expect(server.messages(news).map(({ crossposted }) => crossposted)).toEqual([true]);
      expect(server.calls(crossposting)).toHaveLength(2);
      expect(world.lines.map(({ event }) => event)).not.toContain('discord.not-passed-on');
    },
  );

  it('that may not be passed on is not tried again before something changes', async () => {
    const { server } = world;
    const news = server.addChannel({ name: 'news', kind: 'announcement' });
    const refusing = server.fault(crossposting, { kind: 'error', code: 50013 }, { times: Infinity });
    for (const key of ['a', 'b', 'c', 'd', 'e']) await post(news, { crosspost: true }, key);
    expect(server.messages(news)).toHaveLength(5);
    expect(server.calls(crossposting)).toHaveLength(1);
    refusing.clear();
    server.happen.overwrite(news, server.app.botId, { kind: 'member', allow: ['ManageMessages'] });
    await server.gateway.ready();
    await post(news, { crosspost: true }, 'f');
    expect(server.messages(news).at(-1)?.crossposted).toBe(true);
  });

  it('that is found again is not passed on where that was not asked for, or cannot be', async () => {
    const { server, platform, lab } = world;
    const news = server.addChannel({ name: 'news', kind: 'announcement' });
    const since = new Date().toISOString();
    await post(news, {}, news.id);
    await post(lab, { crosspost: true }, lab.id);
    const tries = server.calls(crossposting).length;
    for (const channel of [news, lab]) {
      expect(await platform.find(placeOf(channel), channel.id, since)).toMatchObject({ kind: 'found' });
    }
    expect(server.calls(crossposting)).toHaveLength(tries);
    expect(server.messages(news)[0]?.crossposted).toBe(false);
  });

  it('bears its tag in a forum, or the one that the forum asks for', async () => {
    const { server } = world;
    const forum = server.addChannel({ name: 'forum', kind: 'forum', tags: ['Papers', 'News'], requiresTag: true });
    const [papers, news] = forum.tags;
    expect(await tagsOf(forum, { tag: 'news' }, 'a')).toEqual([news?.id]);
    expect(await tagsOf(forum, { tag: 'gone' }, 'b')).toEqual([papers?.id]);
    expect(await tagsOf(forum, {}, 'c')).toEqual([papers?.id]);
  });
});

describe('a tag that only moderators may set', () => {
  it('is set where the bot is one, and else the post comes without it', async () => {
    const { server } = world;
    const forum = moderated(false);
    expect(await tagsOf(forum, { tag: 'official' }, 'a')).toEqual([]);
    server.happen.overwrite(forum, server.app.botId, { kind: 'member', allow: ['ManageThreads'] });
    await server.gateway.ready();
    expect(await tagsOf(forum, { tag: 'official' }, 'b')).toEqual([forum.tags[0]?.id]);
  });

  it('is told of at once', async () => {
    const { server, ada, lab } = world;
    const forum = moderated(false);
    const subscribed = async () => {
      const opened = await ada.command(lab, 'papers subscribe');
      const done = await ada.submit(opened, { rest: 'tag:official', where: [forum.id] });
      return JSON.stringify(done.message());
    };
    expect(await subscribed()).toContain('Only moderators may set the tag “official”');
    server.happen.overwrite(forum, server.app.botId, { kind: 'member', allow: ['ManageThreads'] });
    await server.gateway.ready();
    expect(await subscribed()).not.toContain('Only moderators');
  });

  it('and that every post needs keeps posts away, which is told at once too', async () => {
    const { server, ada, lab } = world;
    const forum = moderated(true);
    const opened = await ada.command(lab, 'papers subscribe');
    const done = await ada.submit(opened, { where: [forum.id] });
    expect(JSON.stringify(done.message())).toContain('Every post in that forum needs a tag');
    await expect(post(forum, {})).rejects.toMatchObject({
      failure: { kind: 'forbidden', remedy: expect.stringContaining('needs a tag') as unknown },
    });
    server.happen.overwrite(forum, server.app.botId, { kind: 'member', allow: ['ManageThreads'] });
    await server.gateway.ready();
    expect(await tagsOf(forum, { tag: 'official' }, 'b')).toEqual([forum.tags[0]?.id]);
    expect(await post(forum, {}, 'c')).toMatch(/^\d+:\d+$/u);
  });
});

describe('a subscription', () => {
  it('says what its posts do, and keeps it', async () => {
    const { server, ada } = world;
    const news = server.addChannel({ name: 'news', kind: 'announcement' });
    const readers = server.addRole(server.guild, { name: 'readers', mentionable: true });
    const values = { topic: 'graphs', crosspost: true, ping: readers.id };
    const done = await ada.command(news, 'papers subscribe', values);
    const said = JSON.stringify(done.message());
    expect(said).toContain(`passed on to followers, calling <@&${readers.id}>`);
    expect(done.message()?.content).not.toContain('<@');
    const listed = (await ada.command(news, 'papers list')).message();
    expect(JSON.stringify(listed?.embeds)).toContain(`calling <@&${readers.id}>`);
    expect(listed?.content).not.toContain('<@');
    expect(said).not.toContain('not called');
    expect(await service.store.subscriptions.all()).toMatchObject([
      { query: 'graphs', extras: { crosspost: true, ping: readers.id } },
    ]);
    await ada.command(news, 'papers edit', { number: '1', crosspost: false, tag: 'x' });
    expect(await service.store.subscriptions.all()).toMatchObject([
      { query: 'graphs', extras: { ping: readers.id, tag: 'x' } },
    ]);
    const opened = await ada.command(news, 'papers edit', { number: '1' });
    expect(JSON.stringify(opened.modal)).toContain(`ping:@&${readers.id} tag:\\"x\\"`);
    await ada.submit(opened, { 'field.topic': 'trees' });
    expect(await service.store.subscriptions.all()).toMatchObject([
      { query: 'trees', extras: { ping: readers.id, tag: 'x' } },
    ]);
    await ada.command(news, 'papers edit', { number: '1', 'no-ping': false });
    expect(await service.store.subscriptions.all()).toMatchObject([{ extras: { ping: readers.id } }]);
    const without = await ada.command(news, 'papers edit', { number: '1', 'no-ping': true });
    expect(without.message()?.content).toContain('is changed');
    const [after] = await service.store.subscriptions.all();
    expect(after?.extras).toEqual({ tag: 'x' });
  });

  it('says at once that its posts cannot have a thread', async () => {
    const { server, ada, lab } = world;
    const said = async (channel: Channel, values: Record<string, string | boolean>) =>
      JSON.stringify((await ada.command(channel, 'papers subscribe', values)).message());
    expect(await said(lab, { topic: 'one', thread: true })).not.toContain('without their threads');
    const narrow = server.addChannel({ name: 'narrow' });
    server.happen.overwrite(narrow, server.app.botId, {
      kind: 'member',
      deny: ['CreatePublicThreads', 'SendMessagesInThreads'],
    });
    const words = await said(narrow, { topic: 'one', thread: true });
    expect(words).toContain('without their threads for now');
    expect(words).toContain('“Create Public Threads”, “Send Messages in Threads”');
    expect(words).not.toContain('I cannot post here yet');
    expect(await said(narrow, { topic: 'two' })).not.toContain('without their threads');
    expect(await said(server.directChannel(ada.id), { topic: 'one', thread: true })).not.toContain(
      'nothing is passed on',
    );
  });

  it('says what of it cannot be done', async () => {
    const { server, ada, lab } = world;
    const quiet = server.addRole(server.guild, { name: 'quiet' });
    const remarks = async (channel: Channel, values: Record<string, string | boolean>) =>
      JSON.stringify((await ada.command(channel, 'papers subscribe', values)).message());
    expect(await remarks(lab, { crosspost: true })).toContain('no announcement channel');
    expect(await remarks(lab, { tag: 'x' })).toContain('Only the posts of a forum have tags');
    expect(await remarks(lab, { ping: quiet.id })).toContain('The role “quiet” is shown and not called');
    expect(await remarks(lab, { ping: server.guild.id })).toContain('Everybody at once cannot be called');
    expect(await remarks(lab, { ping: '123456789012345678' })).toContain('not a role of this server');
    expect(await remarks(server.directChannel(ada.id), { crosspost: true })).toContain('In direct messages nothing');
    server.happen.overwrite(lab, server.app.botId, { kind: 'member', allow: ['MentionEveryone'] });
    expect(await remarks(lab, { topic: 'x', ping: quiet.id })).not.toContain('not called');
  });
});

it('on a server that the bot is not in, nothing is set up, and it is said how the bot comes in', async () => {
  const { server, ada } = world;
  server.world.users.get(ada.id)!.hasInstalled = true;
  const far = server.addGuild({ name: 'far', withBot: false });
  const manager = server.addRole(far, { name: 'manager', permissions: ['Administrator'] });
  server.addMember(far, ada.id, [manager.id]);
  const there = server.addChannel({ guild: far, name: 'general' });
  const done = await ada.command(there, 'papers subscribe', { topic: 'graphs' });
  expect(done.message()).toMatchObject({ onlyFor: ada.id });
  expect(done.message()?.content).toContain('I am not in this server, so I cannot post here');
  const shown = JSON.stringify(done.message());
  expect(shown).toContain('paperboy discord invite');
  expect(shown).not.toMatch(/Manage|Join first/u);
  expect(shown).toContain('https://discord.com/oauth2/authorize?client_id=');
  expect(await service.store.subscriptions.all()).toEqual([]);
});
