import { afterEach, expect, it } from 'vitest';
import { DeliveryError } from '../../../src/platforms/platform.ts';
import { createTurns } from '../../../src/platforms/discord/turns.ts';
import { card, openDiscord } from './discord-world.ts';
import type { DiscordWorld, DiscordWorldOptions } from './discord-world.ts';

let world: DiscordWorld | null = null;
afterEach(async () => {
  await world?.end();
  world = null;
});

const posting = 'POST /channels/:channel/messages';
const busy = (retryAfterMs: number) => new DeliveryError({ kind: 'busy', retryAfterMs }, 'later');

/** A clock that goes on by what is waited for. */
function waiting(more: { readonly mostWaiting?: number } = {}) {
  let time = 0;
  const inTurn = createTurns({
    patienceMs: 60_000,
    now: () => time,
    wait: (ms) => {
      time += ms;
      return Promise.resolve();
    },
    ...more,
  });
  return { inTurn, time: () => time };
}

it('what is said in one place goes one after the other, and elsewhere at once', async () => {
  const { inTurn } = waiting();
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  const all = [
    inTurn('lab', () => first.promise.then(() => order.push('first'))),
    inTurn('lab', () => Promise.resolve(order.push('second'))),
  ];
  await inTurn('other', () => Promise.resolve(order.push('other')));
  expect(order).toEqual(['other']);
  first.resolve();
  await Promise.all(all);
  expect(order).toEqual(['other', 'first', 'second']);
});

it('what Discord asks to do later is done later, for a minute', async () => {
  const { inTurn, time } = waiting();
  let tries = 0;
  const work = () => ((tries += 1) < 4 ? Promise.reject(busy(5_000)) : Promise.resolve('done'));
  expect(await inTurn('lab', work)).toBe('done');
  expect([tries, time()]).toEqual([4, 15_000]);
  await expect(inTurn('lab', () => Promise.reject(busy(7_000)))).rejects.toMatchObject({ failure: { kind: 'busy' } });
  expect(time()).toBe(15_000 + 8 * 7_000);
});

it('what fails otherwise is not tried again, and keeps nobody else waiting', async () => {
  const { inTurn } = waiting();
  let tries = 0;
  const fails = () => Promise.reject(new Error(`no ${(tries += 1)}`));
  const failed = inTurn('lab', fails);
  const next = inTurn('lab', () => Promise.resolve('next'));
  await expect(failed).rejects.toThrow('no 1');
  expect(await next).toBe('next');
  expect(tries).toBe(1);
});

it('more than may wait are given up at once', async () => {
  const { inTurn } = waiting({ mostWaiting: 2 });
  const gate = Promise.withResolvers<void>();
  const two = [inTurn('lab', () => gate.promise), inTurn('lab', () => gate.promise)];
  await expect(inTurn('lab', () => gate.promise)).rejects.toMatchObject({ failure: { kind: 'busy' } });
  gate.resolve();
  await Promise.all(two);
  expect(await inTurn('lab', () => Promise.resolve('again'))).toBe('again');
});

async function open(options: DiscordWorldOptions = {}) {
  world = await openDiscord(({ text }) => ({ card: card(`You said ${text}`) }), options);
  await world.start();
  return world;
}

it('forty that mention the bot at once are all answered, also those that Discord put off again and again', async () => {
  const opened = await open({ parts: { turns: { wait: () => Promise.resolve() } } });
  const { server, ada, lab } = opened;
  server.fault(posting, { kind: 'rate-limited', retryAfter: 8 }, { times: 15 });
  const said = Array.from({ length: 40 }, (_, at) => ada.mention(lab, `question ${at}`));
  const texts = await server.until(() => {
    const shown = new Set(server.messages(lab).map(({ content }) => content));
    return said.every((_, at) => shown.has(`**You said question ${at}**`)) && shown;
  }, 'every answer');
  expect(texts.size).toBe(80);
  expect(opened.lines.map(({ event }) => event)).not.toContain('discord.reply-failed');
});

it('forty that come at once find their turn at the pace at which Discord takes them, one a second or slower', async () => {
  let time = 0;
  const inTurn = createTurns({
    now: () => time,
    wait: (ms) => {
      time += ms;
      return Promise.resolve();
    },
  });
  const answered: number[] = [];
  let room = 5;
  const say = (at: number) => {
    if (room === 0) {
      room = 5;
      return Promise.reject(busy(10_000));
    }
    room -= 1;
    return Promise.resolve(answered.push(at));
  };
  await Promise.all(Array.from({ length: 40 }, (_, at) => inTurn('lab', () => say(at))));
  expect(answered).toEqual(Array.from({ length: 40 }, (_, at) => at));
  expect(time).toBe(7 * 10_000);
});

it('twelve that mention it where it may say nothing cost one refusal, and those who said it hear of it once', async () => {
  const opened = await open();
  const { server, ada, grace, lab } = opened;
  server.happen.overwrite(lab, server.app.botId, { kind: 'member', deny: ['SendMessages'] });
  for (let at = 0; at < 6; at += 1) for (const person of [ada, grace]) person.mention(lab, `question ${at}`);
  for (const { id } of [ada, grace]) await opened.sees(server.directChannel(id).id, id, 'could not say this');
  await opened.platform.stop();
  const refused = server.calls(posting).filter(({ params }) => params['channel'] === lab.id);
  expect(refused).toHaveLength(1);
  for (const { id } of [ada, grace]) expect(server.messages(server.directChannel(id).id)).toHaveLength(1);
});

it('somebody who brought the bot to a server that has none costs one refusal a minute there', async () => {
  const opened = await open();
  const { server } = opened;
  const far = server.addGuild({ name: 'far', withBot: false });
  const user = server.addUser({ name: 'mal' }, far);
  const known = server.world.users.get(user.id);
  if (known === undefined) throw new Error('Expected the person in the world');
  known.hasInstalled = true;
  const channel = server.addChannel({ name: 'farch', guild: far });
  for (const query of ['w', 'we', 'wei']) {
    await server.person(user).complete(channel, 'papers search', { query }, 'query');
    await server.person(user).command(channel, 'papers search', { query });
  }
  expect(server.calls('GET /channels/:channel').length).toBeLessThanOrEqual(1);
});
