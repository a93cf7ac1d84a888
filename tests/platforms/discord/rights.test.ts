import { afterEach, expect, it } from 'vitest';
import type { Place } from '../../../src/chat/place.ts';
import type { Permission } from '../../support/discord/permissions.ts';
import type { Channel } from '../../support/discord/world.ts';
import { openDiscord } from './discord-world.ts';
import type { DiscordWorld, DiscordWorldOptions } from './discord-world.ts';

let world: DiscordWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

async function open(options: DiscordWorldOptions = {}) {
  world = await openDiscord(undefined, options);
  await world.start();
  const { server, ada, heard } = world;
  /** Gives Ada a role that may do these things. */
  const permit = (permissions: readonly Permission[]) => {
    const role = server.happen.createRole(server.guild, { name: 'role', permissions });
    server.addMember(server.guild, ada.id, [role.id]);
  };
  /** Whether Ada may configure: by a command, and by a message. */
  const may = async (channel: Channel): Promise<readonly boolean[]> => {
    const from = heard.length;
    await ada.command(channel, 'papers search', { query: 'graphs' });
    await ada.mention(channel, 'graphs').answer();
    return heard.slice(from).map(({ mayConfigure }) => mayConfigure);
  };
  return { ...world, permit, may };
}

it.each([
  [[], false],
  [['ManageMessages', 'ManageThreads', 'MentionEveryone'], false],
  [['ManageChannels'], true],
  [['ManageGuild'], true],
  [['Administrator'], true],
] as const)('who has %j may configure a channel: %s', async (permissions, expected) => {
  const { lab, permit, may } = await open();
  permit(permissions);
  expect(await may(lab)).toEqual([expected, expected]);
});

it.each([
  [[], false],
  [['ManageThreads'], false],
  [['ManageChannels'], true],
] as const)('who has %j may configure a thread: %s', async (permissions, expected) => {
  const { lab, permit, may, server, ada } = await open();
  const thread = server.addThread({ parent: lab, name: 'talk', ownerId: ada.id });
  server.happen.archive(thread, { archived: false });
  permit(permissions);
  expect(await may(thread)).toEqual([expected, expected]);
});

it('a role that somebody gets or loses counts with the next word, though Discord tells nothing of it', async () => {
  const { lab, ada, server, heard } = await open();
  const role = server.happen.createRole(server.guild, { name: 'managers', permissions: ['ManageChannels'] });
  const may = async (): Promise<boolean | undefined> => {
    await ada.mention(lab, 'subscribe').answer();
    return heard.at(-1)?.mayConfigure;
  };
  expect(await may()).toBe(false);
  server.happen.assign(server.guild, ada.id, [role.id]);
  expect(await may()).toBe(true);
  server.happen.assign(server.guild, ada.id, []);
  expect(await may()).toBe(false);
});

it('a place that is set up from elsewhere is looked at as it is now', async () => {
  const { lab, ada, server, heard } = await open();
  const role = server.happen.createRole(server.guild, { name: 'managers', permissions: ['ManageChannels'] });
  server.happen.assign(server.guild, ada.id, [role.id]);
  await ada.direct('home').answer();
  const place = { platform: 'discord', workspace: server.guild.id, channel: lab.id, thread: null };
  expect(await heard[0]?.sees(place)).toMatchObject({ name: 'lab', mayConfigure: true });
  server.happen.assign(server.guild, ada.id, []);
  // The list of all places may be a minute old.
  expect(await heard[0]?.sees(place)).toMatchObject({ mayConfigure: true });
  expect(await heard[0]?.sees(place, { fresh: true })).toMatchObject({ mayConfigure: false });
  server.happen.assign(server.guild, ada.id, [role.id]);
  expect(await heard[0]?.sees(place, { fresh: true })).toMatchObject({ mayConfigure: true });
});

it('what a channel takes away counts, and what it gives', async () => {
  const { lab, permit, may, server, ada, heard } = await open();
  permit(['ManageChannels']);
  server.happen.overwrite(lab, ada.id, { kind: 'member', deny: ['ManageChannels'] });
  expect(await may(lab)).toEqual([false, false]);
  expect(heard.map(({ lacks }) => lacks)).toEqual(
    Array(2).fill(expect.stringContaining('You need Manage Server or Manage Channels here')),
  );
  server.happen.overwrite(lab, ada.id, { kind: 'member', allow: ['ManageChannels'] });
  expect(await may(lab)).toEqual([true, true]);
});

it('whoever runs Paperboy may name those who configure, instead of or beside the managers', async () => {
  const ids = new Set<string>();
  const { lab, permit, may, ada, heard } = await open({ settings: { admins: { managers: false, ids } } });
  permit(['Administrator']);
  expect(await may(lab)).toEqual([false, false]);
  expect(heard.at(-1)?.lacks).toContain('whom whoever runs Paperboy has named');
  ids.add(ada.id);
  expect(await may(lab)).toEqual([true, true]);
});

it('nobody may configure where Discord does not say what they may', async () => {
  const { lab, permit, server, ada, heard } = await open();
  permit(['Administrator']);
  server.fault('GET /guilds/:guild', { kind: 'error', code: 50001 });
  await ada.mention(lab, 'graphs').answer();
  expect(heard.at(-1)?.mayConfigure).toBe(false);
});

it('a person sees what they may read, and nothing that is only named', async () => {
  const { ada, grace, lab, server, heard } = await open();
  await ada.command(lab, 'papers search', { query: 'graphs' });
  const sees = (more: Partial<Place>) => heard[0]!.sees({ ...heard[0]!.place, ...more });
  const secret = server.addChannel({ name: 'secret' });
  server.happen.overwrite(secret, server.guild.id, { deny: ['ViewChannel'] });
  const far = server.addGuild({ name: 'far' });
  const there = server.addChannel({ guild: far, name: 'general' });
  const thread = server.addThread({ parent: lab, name: 'inner', ownerId: grace.id, kind: 'private-thread' });
  expect(await sees({})).toMatchObject({ mayConfigure: false });
  expect(await sees({ channel: secret.id })).toBeNull();
  expect(await sees({ workspace: far.id, channel: there.id })).toBeNull();
  expect(await sees({ thread: thread.id })).toBeNull();
  expect(await sees({ workspace: null, channel: server.directChannel(grace.id).id })).toBeNull();
  expect(await sees({ platform: 'slack' })).toBeNull();
});
