import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { createDiscord } from '../../../src/platforms/discord/index.ts';
import { failureOf } from '../../support/failure-of.ts';
import { fieldsOf } from '../../support/fields.ts';
import { openDiscord, quick, settingsFor } from './discord-world.ts';
import type { DiscordWorld } from './discord-world.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function open(...given: Parameters<typeof openDiscord>): Promise<DiscordWorld> {
  const world = await openDiscord(...given);
  endings.push(() => world.end());
  return world;
}

async function started(...given: Parameters<typeof openDiscord>): Promise<DiscordWorld> {
  const world = await open(...given);
  await world.start();
  return world;
}

/** Somebody asks: what the answer says. */
async function answerIn({ ada, lab, server }: DiscordWorld): Promise<string> {
  await server.gateway.ready();
  return (await ada.mention(lab, 'graphs').answer()).content;
}

const answered = '**You said graphs**';

/** A Discord whose gateway takes a connection, and says nothing at all. */
async function silentDiscord() {
  const sockets: Socket[] = [];
  const dialled = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 };
    const gateway = { url: apiUrl.replace('http', 'ws'), shards: 1, session_start_limit: limit };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url?.endsWith('/gateway/bot') ? gateway : { id: '900', name: 'Paperboy' }));
  });
  server.on('upgrade', (_request, socket: Socket) => {
    sockets.push(socket);
    dialled.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const apiUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api`;
  const hungUp = () =>
    Promise.all(sockets.filter((socket) => !socket.destroyed).map((socket) => once(socket, 'close')));
  return {
    apiUrl,
    dialled: dialled.promise,
    dials: () => sockets.length,
    async hangUp() {
      for (const socket of sockets) socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
      await hungUp();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of sockets) socket.destroy();
      }),
  };
}

const identifyOp: number = GatewayOpcodes.Identify;

const post = { title: { text: 'x' }, blocks: [] };

/** Codes after which Discord takes no more connections of that kind, and all others with which it closes one. */
const finalCodes = [
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
];
const passingCodes = Object.values(GatewayCloseCodes)
  .filter((code) => typeof code === 'number')
  .filter((code) => !finalCodes.includes(code));

describe('a start', () => {
  it('connects, registers the commands, and answers', async () => {
    const world = await started();
    expect(world.server.commands().map(({ body }) => body['name'])).toEqual(['papers', 'Find related papers']);
    expect(world.server.gateway.startLimit.remaining).toBe(999);
    expect(await answerIn(world)).toBe(answered);
  });

  it('asks for no intent that needs a permission', async () => {
    const { server } = await started();
    // Guilds, messages of guilds, direct messages.
    expect(server.gateway.sessions()[0]?.intents).toBe(1 | (1 << 9) | (1 << 12));
  });

  it.each([
    ['is refused', { token: 'MTIz.stolen.token' }],
    ['has not the form of one', { token: 'a.b.c' }],
  ])('with a token that %s ends in one line without it', async (_what, settings) => {
    const { platform, handlers, server } = await open(undefined, { settings });
    const failure = await failureOf(platform.start(handlers));
    expect(failure.retry).toBe(false);
    expect(failure.message).toMatch(/^Discord refuses DISCORD_TOKEN \(401\): [^\n]+$/u);
    expect(failure.message).not.toContain(settings.token);
    expect(server.gateway.opened()).toBe(0);
  });

  it('with a token that is reset in its middle says the same', async () => {
    const { platform, handlers, server } = await open(undefined, {
      parts: {
        buildIdentifyThrottler: () => ({
          async waitForIdentify() {
            server.app.tokenState = 'reset';
          },
        }),
      },
    });
    const failure = await failureOf(platform.start(handlers));
    expect(failure.retry).toBe(false);
    expect(failure.message).toMatch(/^Discord refuses DISCORD_TOKEN: [^\n]+ \(4004\)$/u);
    await server.until(() => server.gateway.connections().length === 0, 'no connection');
  });

  it.each([
    ['drop', { kind: 'drop' }],
    ['status', { kind: 'status', status: 502 }],
  ] as const)('may be tried again when Discord cannot be reached (%s), and goes well then', async (_what, fault) => {
    const world = await open();
    world.server.fault('GET /applications/@me', fault);
    const failure = await failureOf(world.platform.start(world.handlers));
    expect(failure).toMatchObject({ retry: true });
    expect(failure.message).toMatch(/^Discord cannot be reached \([^\n]+\)$/u);
    await world.start();
    expect(await answerIn(world)).toBe(answered);
  });

  it('may be tried again when only the gateway is down', async () => {
    const world = await open();
    world.server.gateway.modes.accepts = false;
    expect(await failureOf(world.platform.start(world.handlers))).toMatchObject({ retry: true });
    world.server.gateway.modes.accepts = true;
    await world.start();
    expect(await answerIn(world)).toBe(answered);
    expect(world.server.gateway.sessions()).toHaveLength(1);
  });

  it('does not wait for a gateway that says nothing', async () => {
    const { platform, handlers, server } = await open(undefined, {
      parts: { patience: { lookMs: 10, resumeMs: 300, openMs: 100, lostMs: 5_000 } },
    });
    server.gateway.modes.greets = false;
    const failure = await failureOf(platform.start(handlers));
    expect(failure).toMatchObject({ retry: true, message: 'The gateway of Discord cannot be reached' });
  });

  it.each(['is given up', 'is ended'])(
    'with a gateway that does not shake hands %s, and its end harms nobody',
    async (how) => {
      const silent = await silentDiscord();
      endings.push(silent.close);
      const patience = { lookMs: 10, resumeMs: 300, openMs: how === 'is ended' ? 10_000 : 100, lostMs: 10_000 };
      const platform = createDiscord(settingsFor({ token: 'a.b.c', apiUrl: silent.apiUrl }), { ...quick, patience });
      const starting = failureOf(platform.start({ commands: [], answer: () => Promise.reject(new Error('unasked')) }));
      await silent.dialled;
      if (how === 'is ended') await platform.stop();
      expect((await starting).retry).toBe(true);
      await silent.hangUp();
      await platform.stop();
      // Nobody dials again.
      expect(silent.dials()).toBe(1);
    },
  );

  it('with a budget that is used up opens nothing, and says when it may', async () => {
    const { platform, handlers, server } = await open(undefined, {
      parts: { now: () => new Date('2026-11-24T09:00:00.000Z') },
    });
    server.gateway.startLimit.remaining = 0;
    server.gateway.startLimit.resetAfterMs = 3_600_000;
    const failure = await failureOf(platform.start(handlers));
    expect(failure.retry).toBe(true);
    expect(failure.message).toContain('before 2026-11-24 10:00 UTC');
    expect(server.gateway.opened()).toBe(0);
  });

  it('is refused intents only by somebody else’s switch, and may be tried again', async () => {
    const world = await open(undefined, {
      settings: { messageContent: true },
      server: { allows: { messageContent: true } },
      parts: {
        buildIdentifyThrottler: () => ({
          async waitForIdentify() {
            world.server.app.allows.messageContent = false;
          },
        }),
      },
    });
    const failure = await failureOf(world.platform.start(world.handlers));
    expect(failure.retry).toBe(true);
    expect(failure.message).toMatch(/switch on Message Content Intent .* unset DISCORD_MESSAGE_CONTENT \(4014\)$/u);
    await world.start();
    expect((await world.tells('discord.prefix-not-heard')).fields['remedy']).toContain('Message Content Intent');
    expect(await answerIn(world)).toBe(answered);
  });

  it.each([
    [{}, [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages]],
    [{ messages: false }, [GatewayIntentBits.Guilds]],
  ])('asks for the servers, and for messages unless they are turned off: %j', async (settings, intents) => {
    const world = await open(undefined, { settings });
    await world.start();
    const [identify] = world.server.gateway.received.filter(({ op }) => op === identifyOp);
    expect(fieldsOf(identify?.data)['intents']).toBe(intents.reduce((all, one) => all | one, 0));
    expect(world.lines.some(({ event }) => event === 'discord.prefix-not-heard')).toBe(intents.length > 1);
  });

  it('that fails more than once says once that the prefix is not heard', async () => {
    const world = await open();
    world.server.fault('GET /gateway/bot', { kind: 'status', status: 503 }, { times: 4 });
    for (let count = 0; count < 2; count += 1) await failureOf(world.platform.start(world.handlers));
    await world.start();
    expect(world.lines.filter(({ event }) => event === 'discord.prefix-not-heard')).toHaveLength(1);
  });

  it('where something else answers in the place of Discord says so, and may be tried again', async () => {
    const { platform, handlers, server } = await open();
    server.fault('GET /applications/@me', { kind: 'status', status: 200, body: '<html>Please log in</html>' });
    const failure = await failureOf(platform.start(handlers));
    expect(failure.retry).toBe(true);
    expect(failure.message).toMatch(/^Discord cannot be reached: something else answers .* DISCORD_API_URL/u);
    await platform.start(handlers);
  });

  it('posts nothing before it is connected, and says that it can be tried later', async () => {
    const { platform, lab, server } = await open();
    const place = { platform: 'discord', workspace: server.guild.id, channel: lab.id, thread: null };
    await expect(platform.post(place, post, 'k')).rejects.toMatchObject({ failure: { kind: 'busy' } });
  });
});

describe('an end', () => {
  it('says goodbye', async () => {
    const { platform, server } = await started();
    await platform.stop();
    await server.until(() => server.gateway.ends.length === 1, 'the end');
    expect(server.gateway.ends).toEqual([{ connection: 1, code: 1000 }]);
  });

  it('in the middle of a start leaves nothing behind', async () => {
    const { platform, handlers, server } = await open();
    const starting = platform.start(handlers).catch(() => undefined);
    await platform.stop();
    await starting;
    await server.until(() => server.gateway.connections().length === 0, 'no connection');
    expect(server.gateway.sessions().every((session) => !session.alive)).toBe(true);
  });

  it('between Identify and its answer is bounded, and leaves nothing behind', async () => {
    const identifying = Promise.withResolvers<void>();
    const forever = new Promise<void>(() => undefined);
    const { platform, handlers, server } = await open(undefined, {
      parts: {
        buildIdentifyThrottler: () => ({
          waitForIdentify() {
            identifying.resolve();
            return forever;
          },
        }),
      },
    });
    const starting = platform.start(handlers).catch(() => undefined);
    await identifying.promise;
    await platform.stop();
    await starting;
    await server.until(() => server.gateway.connections().length === 0, 'no connection');
    expect(server.gateway.opened()).toBe(1);
  });

  it('while the gateway does not greet is bounded, and ends when it does', async () => {
    const { platform, handlers, server } = await open();
    server.gateway.modes.greets = false;
    const starting = platform.start(handlers).catch(() => undefined);
    await server.until(() => server.gateway.opened() === 1, 'a connection');
    await platform.stop();
    await starting;
    for (const connection of server.gateway.connections()) {
      connection.send({ op: 10, d: { heartbeat_interval: 41_250 } });
    }
    await server.until(() => server.gateway.connections().length === 0, 'no connection');
    expect(server.gateway.received).toEqual([]);
  });
});

describe('a connection that ends', () => {
  it('is taken up again', async () => {
    const world = await started();
    world.server.gateway.cut();
    await world.server.gateway.resumed();
    expect(await answerIn(world)).toBe(answered);
    expect(world.server.gateway.sessions()).toHaveLength(1);
  });

  it('is taken up again when Discord asks for it', async () => {
    const world = await started();
    world.server.gateway.reconnect();
    await world.server.gateway.resumed();
    expect(await answerIn(world)).toBe(answered);
  });

  it.each([
    [true, 1],
    [false, 2],
  ])('with Invalid Session (%s) comes to %i sessions', async (resumable, sessions) => {
    const world = await started();
    world.server.gateway.invalidate(resumable);
    await world.server.until(() => world.server.gateway.sessions().length === sessions, 'the sessions');
    expect(await answerIn(world)).toBe(answered);
  });

  it('begins anew where the resume is refused', async () => {
    const world = await started();
    world.server.gateway.modes.resumes = 'invalid';
    world.server.gateway.cut();
    await world.server.until(() => world.server.gateway.sessions().length === 2, 'a second session');
    expect(await answerIn(world)).toBe(answered);
  });

  it('begins anew where the resume is never answered', async () => {
    const world = await started();
    world.server.gateway.modes.resumes = 'silence';
    world.server.gateway.cut();
    await world.tells('discord.resume-unanswered');
    await world.server.until(() => world.server.gateway.sessions().length === 2, 'a second session');
    expect(await answerIn(world)).toBe(answered);
  });

  it('is noticed when it lives on in name only', async () => {
    const world = await open();
    world.server.gateway.modes.heartbeatMs = 60;
    world.server.gateway.modes.acknowledges = false;
    await world.start();
    await world.server.until(() => world.server.gateway.received.some(({ op }) => op === 6), 'a resume');
    world.server.gateway.modes.acknowledges = true;
    await world.server.gateway.resumed();
    expect(await answerIn(world)).toBe(answered);
  });

  it('comes back after an outage of the gateway, without dialling all the time', async () => {
    const world = await started();
    world.server.gateway.modes.accepts = false;
    world.server.gateway.cut();
    await world.tells('discord.connection-failed');
    world.server.gateway.modes.accepts = true;
    await world.server.gateway.resumed();
    expect(await answerIn(world)).toBe(answered);
  });

  it.each(finalCodes)('for good, with %i, is followed by a new one, and the log says why', async (code) => {
    const world = await started();
    world.server.gateway.close(code);
    expect((await world.tells('discord.not-connected')).fields['reason']).toContain(`(${code})`);
    await world.server.until(() => world.server.gateway.sessions().length === 2, 'a second session');
    expect(await answerIn(world)).toBe(answered);
    expect(world.server.messages(world.lab)).toHaveLength(2);
  });

  it.each([1001, ...passingCodes])('with %i is taken up again without a word to anybody', async (code) => {
    const world = await started();
    world.server.gateway.close(code);
    await world.server.until(() => world.server.gateway.opened() === 2, 'another connection');
    expect(await answerIn(world)).toBe(answered);
    expect(world.lines.filter(({ event }) => event === 'discord.not-connected')).toEqual([]);
  });

  it('because the token was reset is tried again until there is one', async () => {
    const world = await started();
    world.server.app.tokenState = 'reset';
    world.server.gateway.close(GatewayCloseCodes.AuthenticationFailed);
    const before = world.lines.length;
    expect((await world.tells('discord.not-connected', before)).fields['reason']).toContain('DISCORD_TOKEN');
    const asked = () => world.server.calls('GET /applications/@me').filter(({ status }) => status === 401).length;
    await world.server.until(() => asked() >= 5, 'five refusals');
    expect(world.lines.filter(({ event }) => event === 'discord.not-connected')).toHaveLength(1);
    world.server.app.tokenState = 'active';
    await world.server.until(() => world.server.gateway.sessions().length === 2, 'a second session');
    expect(await answerIn(world)).toBe(answered);
    world.server.app.tokenState = 'reset';
    const after = world.lines.length;
    world.server.gateway.close(GatewayCloseCodes.AuthenticationFailed);
    await world.tells('discord.not-connected', after);
  });

  it.each(['reconnect', 'cut', 'refused'] as const)('in the middle of 200 commands loses none (%s)', async (how) => {
    const world = await started();
    const { ada, lab, server } = world;
    await server.gateway.ready();
    const waiting = Array.from({ length: 200 }, (_, at) => {
      if (at === 100) {
        if (how === 'reconnect') server.gateway.reconnect();
        else server.gateway.cut();
        if (how === 'refused') server.gateway.modes.accepts = false;
      }
      return ada.command(lab, 'papers search', { query: `number ${at}` });
    });
    if (how === 'refused') {
      await world.tells('discord.connection-failed');
      server.gateway.modes.accepts = true;
    }
    const done = await Promise.all(waiting);
    expect(done.filter((one) => !one.answered)).toEqual([]);
    expect(new Set(done.map((one) => one.message()?.content)).size).toBe(200);
    expect(world.heard).toHaveLength(200);
    expect(server.gateway.sessions()).toHaveLength(1);
  });

  it('begins no more than ten sessions in a row, whatever Discord does', async () => {
    const { server } = await started();
    for (let count = 1; count < 10; count += 1) {
      await server.gateway.ready();
      server.gateway.invalidate(false);
      await server.until(() => server.gateway.sessions().length === count + 1, 'another session');
    }
    await server.gateway.ready();
    server.gateway.invalidate(false);
    await server.until(() => server.gateway.opened() === 11, 'another connection');
    server.gateway.askHeartbeat();
    await server.until(() => server.gateway.connections().at(-1)?.heartbeats(), 'that it is greeted');
    expect(server.gateway.received.filter(({ op }) => op === 2)).toHaveLength(10);
  });

  it('is given up when it is no use for long, and everything begins anew', async () => {
    const world = await started(undefined, {
      parts: { patience: { lookMs: 10, resumeMs: 10_000, openMs: 5_000, lostMs: 200 } },
    });
    world.server.gateway.modes.resumes = 'silence';
    world.server.gateway.cut();
    await world.tells('discord.not-connected');
    await world.server.until(() => world.server.gateway.sessions().length === 2, 'a second session');
    expect(await answerIn(world)).toBe(answered);
  });
});

it('has one connection for each shard that Discord asks for', async () => {
  const world = await open();
  const other = world.server.addGuild();
  world.server.gateway.modes.shards = 2;
  world.server.gateway.startLimit.maxConcurrency = 2;
  await world.start();
  expect(world.server.gateway.sessions().map(({ shard }) => shard)).toEqual([
    [0, 2],
    [1, 2],
  ]);
  const channel = world.server.happen.createChannel({ name: 'far', guild: other });
  world.server.addMember(other, world.ada.id);
  await world.server.gateway.ready(2);
  expect((await world.ada.mention(channel, 'graphs').answer()).content).toBe(answered);
});
