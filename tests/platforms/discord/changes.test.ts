import { afterEach, describe, expect, it } from 'vitest';
import type { Place } from '../../../src/chat/place.ts';
import { changedBy } from '../../../src/platforms/discord/changes.ts';
import { DeliveryError } from '../../../src/platforms/platform.ts';
import { openDiscord } from './discord-world.ts';
import type { DiscordWorld } from './discord-world.ts';

describe('what an event may have changed', () => {
  it.each([
    [{ t: 'CHANNEL_UPDATE', d: { id: '1', guild_id: '2' } }, ['1']],
    [{ t: 'THREAD_UPDATE', d: { id: '1', parent_id: '3', guild_id: '2' } }, ['1']],
    [{ t: 'GUILD_CREATE', d: { id: '2' } }, ['2']],
    [{ t: 'GUILD_ROLE_UPDATE', d: { guild_id: '2', role: { id: '4' } } }, ['2']],
    [{ t: 'GUILD_MEMBER_UPDATE', d: { guild_id: '2', user: { id: '900' } } }, ['2']],
    [{ t: 'GUILD_MEMBER_UPDATE', d: { guild_id: '2', user: { id: '5' } } }, []],
    [{ t: 'MESSAGE_CREATE', d: { author: { id: '5' } } }, ['5']],
    [{ t: 'MESSAGE_CREATE', d: { guild_id: '2', author: { id: '5' } } }, []],
    [{ t: 'INTERACTION_CREATE', d: { user: { id: '5' }, channel_id: '6' } }, ['5', '6']],
    [{ t: 'CHANNEL_DELETE', d: { id: '1', guild_id: '2' } }, ['1']],
    [{ t: 'constructor', d: {} }, []],
    [{ op: 11 }, []],
    [null, []],
  ])('%j: %j', (event, ids) => {
    expect(changedBy(event, '900')).toEqual(ids);
  });
});

const card = { title: { text: 'A paper' }, blocks: [] };
let world: DiscordWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

async function posting() {
  world = await openDiscord();
  const { server, platform, lab } = world;
  await world.start();
  const place: Place = { platform: 'discord', workspace: server.guild.id, channel: lab.id, thread: null };
  const post = (key: string, to = place) =>
    platform.post(to, card, key).then(
      () => 'posted',
      (error: unknown) => (error instanceof DeliveryError ? error.failure.kind : error),
    );
  const posts = () => server.calls('POST /channels/:channel/messages').length;
  return { ...world, post, posts };
}

describe('a place that failed', () => {
  it('is not asked again before somebody changes the channel', async () => {
    const { server, lab, post, posts } = await posting();
    server.happen.overwrite(lab, server.guild.id, { deny: ['SendMessages'] });
    await server.gateway.ready();
    expect(await post('one')).toBe('forbidden');
    const calls = server.calls().length;
    for (let count = 0; count < 20; count += 1) expect(await post(`more ${count}`)).toBe('forbidden');
    expect(server.calls()).toHaveLength(calls);
    server.happen.overwrite(lab, server.guild.id, { allow: ['SendMessages'] });
    await server.gateway.ready();
    expect(await post('two')).toBe('posted');
    expect(posts()).toBe(2);
  });

  it('is tried again when the roles of the bot changed', async () => {
    const { server, lab, post } = await posting();
    const role = server.addRole(server.guild, { name: 'writers', permissions: ['SendMessages'] });
    server.happen.overwrite(lab, server.guild.id, { deny: ['SendMessages'] });
    server.happen.overwrite(lab, role.id, { allow: ['SendMessages'] });
    expect(await post('one')).toBe('forbidden');
    server.happen.assign(server.guild, server.app.botId, [role.id]);
    await server.gateway.ready();
    expect(await post('two')).toBe('posted');
  });

  it('is tried again when the bot was invited again', async () => {
    const { server, post } = await posting();
    server.happen.expel(server.guild);
    await server.gateway.ready();
    expect(await post('one')).toBe('forbidden');
    server.happen.invite(server.guild);
    await server.gateway.ready();
    expect(await post('two')).toBe('posted');
  });

  it('is everywhere for a while when Discord no longer knows the token', async () => {
    const { server, lab, post } = await posting();
    const other = server.addChannel({ name: 'other' });
    server.app.tokenState = 'reset';
    expect(await post('one')).toBe('forbidden');
    const calls = server.calls().length;
    const place = { platform: 'discord', workspace: server.guild.id, channel: other.id, thread: null };
    expect(await post('two', place)).toBe('forbidden');
    expect(server.calls()).toHaveLength(calls);
    expect(server.messages(lab)).toEqual([]);
  });
});
