import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { failureOf } from '../../support/failure-of.ts';
import { openSlack } from './slack-world.ts';
import type { SlackWorld } from './slack-world.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function open(...given: Parameters<typeof openSlack>): Promise<SlackWorld> {
  const world = await openSlack(...given);
  endings.push(() => world.end());
  return world;
}

describe.each(['socket', 'http'] as const)('a start over %s', (way) => {
  it('is refused with a bad bot token, in one line without the token', async () => {
    const { platform, handlers, server } = await open(way, undefined, { settings: { botToken: 'xoxb-stolen-secret' } });
    const failure = await failureOf(platform.start(handlers));
    expect(failure.retry).toBe(false);
    expect(failure.message).toMatch(/^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\): [^\n]+$/u);
    expect(failure.message).not.toContain('stolen');
    expect(server.calls('auth.test')).toHaveLength(1);
  });

  it('is refused without a scope that everything needs, which it names', async () => {
    const { platform, handlers } = await open(way, undefined, {
      server: { workspace: { scopes: ['app_mentions:read', 'im:history', 'users:read'] } },
    });
    const failure = await failureOf(platform.start(handlers));
    expect(failure.retry).toBe(false);
    expect(failure.message).toMatch(/scopes chat:write, commands: add/u);
  });

  it('goes on without another scope, and says what is lost', async () => {
    const scopes = ['app_mentions:read', 'chat:write', 'commands', 'im:history'];
    const world = await open(way, undefined, { server: { workspace: { scopes } } });
    await world.start();
    const lost = world.lines
      .filter(({ event }) => event === 'slack.scope-missing')
      .map(({ fields }) => fields['scope']);
    expect(lost).toContain('links:write');
    await world.ada.command('/papers', 'graphs', world.lab.id);
    await world.sees(world.lab.id, world.ada.id, 'You said graphs');
    expect(world.heard[0]?.zone).toBe('UTC');
  });

  it('may be tried again when Slack cannot be reached, and goes well then', async () => {
    const world = await open(way);
    world.server.fault('auth.test', { kind: 'drop' });
    const failure = await failureOf(world.platform.start(world.handlers));
    expect(failure).toMatchObject({ retry: true });
    expect(failure.message).toMatch(/^Slack cannot be reached \([^\n]+\)$/u);
    await world.start();
    await world.ada.command('/papers', 'graphs', world.lab.id);
    expect(await world.sees(world.lab.id, world.ada.id, 'You said graphs')).toMatchObject({ onlyFor: world.ada.id });
  });

  it('posts nothing before it is connected, and says that it can be tried later', async () => {
    const { platform, lab, server } = await open(way);
    const place = { platform: 'slack', workspace: server.workspace.id, channel: lab.id, thread: null };
    await expect(platform.post(place, { title: { text: 'x' }, blocks: [] }, 'k')).rejects.toMatchObject({
      failure: { kind: 'busy' },
    });
  });

  it('that is stopped in its middle ends closed', async () => {
    const world = await open(way);
    const starting = world.platform.start(world.handlers).catch(() => undefined);
    await world.platform.stop();
    await starting;
    expect(world.platform.port()).toBeNull();
    await world.server.until(() => world.server.socketMode.connections().length === 0, 'no connection');
  });
});

/** What whoever runs it reads of a log that leaves out what is for debugging. */
function told({ lines }: SlackWorld): readonly string[] {
  return lines.filter(({ level }) => level !== 'debug').map(({ level, event }) => `${level} ${event}`);
}

describe('the log', () => {
  it.each([
    ['auth.test', { kind: 'drop' }],
    ['auth.test', { kind: 'status', status: 503 }],
    ['apps.connections.open', { kind: 'drop' }],
    ['apps.connections.open', { kind: 'error', error: 'invalid_auth' }],
  ] as const)('says nothing of a start that failed with %s (%j): the failure says it', async (method, fault) => {
    const world = await open('socket');
    world.server.fault(method, fault);
    await failureOf(world.platform.start(world.handlers));
    expect(told(world)).toEqual([]);
  });

  it('says nothing of a connection that Slack did not let come about', async () => {
    const world = await open('socket');
    world.server.socketMode.disconnect('link_disabled');
    await failureOf(world.platform.start(world.handlers));
    expect(told(world)).toEqual([]);
  });

  it('says once that the network is lost, once for each try, and that it is back', async () => {
    const world = await open('socket');
    const { server } = world;
    await world.start();
    await server.socketMode.connected();
    server.fault('apps.connections.open', { kind: 'drop' });
    server.fault('apps.connections.open', { kind: 'status', status: 503 });
    server.socketMode.connections()[0]?.cut();
    await server.until(() => told(world).includes('info slack.connected-again'), 'the end of it');
    expect(told(world)).toEqual([
      'info slack.connection-ended',
      'warn slack.not-connected',
      'warn slack.not-connected',
      'info slack.connected-again',
    ]);
  });
});

describe('over Socket Mode', () => {
  it('a bad app token is named', async () => {
    const { platform, handlers } = await open('socket', undefined, {
      settings: { way: { kind: 'socket', appToken: 'xapp-1-none' } },
    });
    const failure = await failureOf(platform.start(handlers));
    expect(failure.retry).toBe(false);
    expect(failure.message).toMatch(/^Slack refuses SLACK_APP_TOKEN \(invalid_auth\): [^\n]*connections:write/u);
  });

  it.each([
    ['a limit of Slack', { kind: 'rate-limited', retryAfter: 30 }, /^Slack did not let us in \([^\n]+\)$/u],
    ['a failure of Slack', { kind: 'status', status: 500 }, /^Slack cannot be reached \(HTTP status 500\)$/u],
    [
      'what Slack says of itself',
      { kind: 'error', error: 'fatal_error' },
      /^Slack did not let us in \(fatal_error\)$/u,
    ],
  ] as const)('%s may be over later', async (_, fault, words) => {
    const { platform, handlers, server } = await open('socket');
    server.fault('apps.connections.open', fault);
    const failure = await failureOf(platform.start(handlers));
    expect(failure).toMatchObject({ retry: true, message: expect.stringMatching(words) });
  });

  it('an app token without its scope is told what to have', async () => {
    const { platform, handlers, server } = await open('socket');
    server.fault('apps.connections.open', { kind: 'error', error: 'missing_scope' });
    const failure = await failureOf(platform.start(handlers));
    expect(failure.retry).toBe(false);
    expect(failure.message).toMatch(/^Slack refuses SLACK_APP_TOKEN \(missing_scope\): [^\n]*connections:write/u);
  });

  it('a door that is shut is tried again', async () => {
    const { platform, handlers, server } = await open('socket');
    server.socketMode.disconnect('link_disabled');
    const failure = await failureOf(platform.start(handlers));
    expect(failure).toMatchObject({ retry: true });
    expect(failure.message).toMatch(/^no connection of Socket Mode: [^\n]+wss:[^\n]+ SLACK_SIGNING_SECRET/u);
  });

  it('one connection too many is told as such, and may be one fewer later', async () => {
    const world = await open('socket');
    const { server, platform, handlers } = world;
    for (let count = 1; count <= 10; count += 1) {
      const other = new WebSocket(server.socketMode.openTicket());
      endings.push(() => Promise.resolve(other.close()));
      await server.socketMode.connected(count);
    }
    const failure = await failureOf(platform.start(handlers));
    expect(failure).toMatchObject({ retry: true });
    expect(failure.message).toMatch(/^Slack takes no more connections [^\n]*too_many_websockets[^\n]*SLACK_APP_TOKEN/u);
    expect(told(world)).toEqual([]);
  });

  it('that is switched off says so, and what to do', async () => {
    const world = await open('socket');
    await world.start();
    await world.server.socketMode.connected();
    world.server.socketMode.disconnect('link_disabled');
    const line = await world.server.until(
      () => world.lines.find(({ event }) => event === 'slack.not-connected'),
      'a line',
    );
    expect(line.fields['reason']).toMatch(
      /^Socket Mode is switched off for the Slack app \(link_disabled\): switch it on/u,
    );
  });
});

describe('over HTTP', () => {
  it('a port that is taken is named, and may be free later', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, resolve));
    endings.push(() => new Promise((resolve) => taken.close(resolve)));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { platform, handlers, server } = await open('http', undefined, {
      settings: { way: { kind: 'http', signingSecret: 'secret', port } },
    });
    const failure = await failureOf(platform.start(handlers));
    expect(failure).toMatchObject({ retry: true });
    expect(failure.message).toContain(`port ${port} is taken by another program`);
    expect(server.calls('auth.test')).toHaveLength(1);
  });
});
