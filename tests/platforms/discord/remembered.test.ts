import { expect, it } from 'vitest';
import { createRemembered } from '../../../src/platforms/discord/remembered.ts';
import { refuse, smallDiscord, start, status } from './small-discord.ts';
import type { SmallDiscord } from './small-discord.ts';

let discord: SmallDiscord;

async function asking() {
  discord = await smallDiscord();
  discord.fixed.set('GET /guilds/500', { id: '500' });
  discord.fixed.set('GET /guilds/500/members/9', { roles: [] });
  let time = start;
  const { call, changed } = createRemembered(discord.call(), () => new Date(time));
  const get = (route: `/${string}`) =>
    call({ method: 'GET', route }).then(
      () => 'told',
      () => 'refused',
    );
  return {
    call,
    changed,
    get,
    pass: (ms: number) => (time += ms),
    [Symbol.asyncDispose]: () => discord.close(),
  };
}

it('asks the same once a minute, however many want to know', async () => {
  await using world = await asking();
  await Promise.all([world.get('/guilds/500'), world.get('/guilds/500')]);
  world.pass(59_999);
  await world.get('/guilds/500');
  expect(discord.calls).toHaveLength(1);
  world.pass(1);
  await world.get('/guilds/500');
  expect(discord.calls).toHaveLength(2);
});

it('asks again when something changed there, or for somebody there', async () => {
  await using world = await asking();
  const both = async () => [await world.get('/guilds/500'), await world.get('/guilds/500/members/9')];
  await both();
  world.changed('50');
  await both();
  expect(discord.calls).toHaveLength(2);
  world.changed('500');
  await both();
  expect(discord.calls).toHaveLength(4);
});

it('remembers a refusal, but not that there was no answer', async () => {
  await using world = await asking();
  discord.meet(status(500), refuse(10_004, 404));
  expect(await world.get('/guilds/500')).toBe('refused');
  expect(await world.get('/guilds/500')).toBe('refused');
  expect(await world.get('/guilds/500')).toBe('refused');
  expect(discord.calls).toHaveLength(2);
});

it('remembers nothing that is done', async () => {
  await using world = await asking();
  const say = () => world.call({ method: 'POST', route: '/channels/1/messages', body: {} });
  await say();
  await say();
  expect(discord.calls).toHaveLength(2);
});
