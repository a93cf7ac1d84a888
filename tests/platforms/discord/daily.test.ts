import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAnswer } from '../../../src/flows/answer.ts';
import { createDeliver } from '../../../src/flows/deliver.ts';
import { seedPapers, startService } from '../../flows/service.ts';
import type { Service } from '../../flows/service.ts';
import type { Channel } from '../../support/discord/world.ts';
import { openDiscord } from './discord-world.ts';
import type { DiscordWorld } from './discord-world.ts';
import { noSources } from '../../support/no-sources.ts';

/* The paper of the day, day after day, from the store to what Discord holds. */

const dayMs = 86_400_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

let time: number;
let service: Service;
let world: DiscordWorld;
beforeEach(async () => {
  time = Date.parse('2026-11-24T08:00:00Z');
  const now = () => new Date(time);
  service = await startService(await seedPapers());
  const { store, index } = service;
  const answer = createAnswer({ sources: noSources, store, index, now, log: silent });
  world = await openDiscord(answer, { server: { now: () => time }, parts: { now } });
  await world.start();
  const { server, ada } = world;
  const role = server.happen.createRole(server.guild, { name: 'managers', permissions: ['ManageChannels'] });
  server.addMember(server.guild, ada.id, [role.id]);
});
afterEach(async () => {
  await world.end();
  await service.close();
});

/** Subscribes from the form, to a post in that channel at nine every day. */
async function subscribe(channel: Channel, rest: string): Promise<void> {
  const { server, ada, lab } = world;
  const opened = await ada.command(lab, 'papers subscribe');
  const done = await ada.submit(opened, { 'field.topic': 'learning', rest, where: [channel.id] });
  expect(done.message()?.content).toContain('Subscribed');
  // In a forum nothing can be said but posts.
  if (channel.kind !== 'forum')
    await server.until(() => server.messages(channel).length > 0, 'the word in the channel');
}

/** Another process over the same store: what the last one left is found out first. Its clock comes more often than needed. */
async function live(): Promise<void> {
  const { store, index } = service;
  const platforms = new Map([['discord', world.platform]]);
  const deliver = createDeliver({ store, index, platforms, now: () => new Date(time), log: silent });
  await deliver.recover();
  for (let tick = 0; tick < 3; tick += 1) {
    await deliver.tick();
    time += 60_000;
  }
}

const threadsOf = (forum: Channel) =>
  [...world.server.world.channels.values()].filter(({ parentId, deleted }) => parentId === forum.id && !deleted);

const states = async () =>
  (await Promise.all((await service.store.subscriptions.all()).map(({ id }) => service.store.ledger.recent(id, 10))))
    .flat()
    .map(({ outcome }) => outcome?.state);

it('is one post a day in a forum, with the tag that it asks for, and the abstract below', async () => {
  const { server } = world;
  const forum = server.happen.createChannel({
    guild: server.guild,
    name: 'reading',
    kind: 'forum',
    tags: ['General', 'Papers'],
    requiresTag: true,
  });
  await subscribe(forum, 'thread');
  time = Date.parse('2026-11-24T09:00:20Z');
  for (let day = 0; day < 3; day += 1) {
    // On the second day nobody hears that the post arrived.
    if (day === 1) server.fault('POST /channels/:channel/threads', { kind: 'drop', when: 'after' });
    await live();
    await live();
    expect(threadsOf(forum)).toHaveLength(day + 1);
    time = Date.parse('2026-11-24T09:00:20Z') + (day + 1) * dayMs;
  }
  const threads = threadsOf(forum);
  const papers = forum.tags.find(({ name }) => name === 'Papers');
  expect(threads).toHaveLength(3);
  expect(threads.map(({ thread }) => thread?.appliedTags)).toEqual(threads.map(() => [papers?.id]));
  expect(new Set(threads.map(({ name }) => name)).size).toBe(3);
  const contents = threads.map((thread) => server.messages(thread).map(({ content }) => content));
  expect(contents.map(([first]) => first)).toEqual(
    ['24', '25', '26'].map((day) => expect.stringContaining(`Paper of the day, ${day} Nov 2026`) as unknown),
  );
  // The abstract is read once: it begins in the message itself, and goes on below.
  const [, below] = server.messages(threads[0]!);
  const said = below?.content.split('\n')[1] ?? '';
  expect(said.length).toBeGreaterThan(20);
  expect(JSON.stringify(below?.embeds)).not.toContain(said);
  // Once each, also below the post that had to be looked for.
  expect(contents.map(([, ...others]) => others)).toEqual(
    threads.map(() => [expect.stringMatching(/^\*\*Abstract\*\*\n/u) as unknown]),
  );
  expect(await states()).toEqual(['sent', 'sent', 'sent']);
});

it('is passed on once a day from an announcement channel, whichever answer is lost', async () => {
  const { server } = world;
  const news = server.happen.createChannel({ guild: server.guild, name: 'news', kind: 'announcement' });
  await subscribe(news, 'crosspost:on thread');
  time = Date.parse('2026-11-24T09:00:20Z');
  const routes = ['POST /channels/:channel/messages', 'POST /channels/:channel/messages/:message/crosspost'];
  for (let day = 0; day < 3; day += 1) {
    const route = routes[day];
    if (route !== undefined) server.fault(route, { kind: 'drop', when: 'after' });
    await live();
    time = Date.parse('2026-11-24T09:00:20Z') + (day + 1) * dayMs;
  }
  const posts = server.messages(news).filter(({ content }) => content.includes('Paper of the day, '));
  expect(posts.map(({ crossposted }) => crossposted)).toEqual([true, true, true]);
  expect(posts.map(({ threadId }) => threadId !== null)).toEqual([true, true, true]);
  expect(await states()).toEqual(['sent', 'sent', 'sent']);
});
