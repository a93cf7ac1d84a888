import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import type { SlackServerOptions } from '../slack-server.ts';
import { createSlackServer } from '../slack-server.ts';
import { refusal, startBolt, webClient } from './bolt-app.ts';
import { fieldsOf, parseJson, textOf } from '../fields.ts';
import { createWatch } from '../watch.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function serve(options: SlackServerOptions = {}) {
  const server = await createSlackServer(options);
  endings.push(server.stop);
  const ada = server.addUser({ name: 'ada' });
  const lab = server.addChannel({ name: 'lab', members: [ada.id] });
  return { server, ada: server.person(ada.id), lab };
}

/** The real Bolt, connected. */
async function meet(listen: (app: App) => void, options: SlackServerOptions = {}) {
  const met = await serve(options);
  const bolt = await startBolt(met.server, 'socket', listen);
  endings.push(bolt.stop);
  return met;
}

type Line = Readonly<Record<string, unknown>>;

/** A bare WebSocket client (Node's own), for what no SDK would do. Resolves once it is open or refused. */
async function connect(url: string) {
  const socket = new WebSocket(url);
  const lines: Line[] = [];
  const watch = createWatch();
  socket.addEventListener('message', ({ data }) => {
    lines.push(fieldsOf(parseJson(textOf(data) ?? '')));
    watch.changed();
  });
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', ({ code }) => resolve(code));
  });
  const open = await new Promise<boolean>((resolve) => {
    socket.addEventListener('open', () => resolve(true));
    socket.addEventListener('error', () => resolve(false));
  });
  endings.push(() => socket.close());
  const ofType = (type: string): readonly Line[] => lines.filter((each) => each['type'] === type);
  return {
    open,
    lines,
    closed,
    ofType,
    next: (type: string): Promise<Line> => watch.until(() => ofType(type)[0], `a ${type}`),
    send: (line: object): void => socket.send(JSON.stringify(line)),
  };
}

describe('tickets', () => {
  it('open one connection, within their time', async () => {
    let time = 1_800_000_000_000;
    const { server } = await serve({ now: () => time });
    const open = async () => (await webClient(server, server.app.appToken).apps.connections.open()).url ?? '';
    const url = await open();
    expect((await connect(url)).open).toBe(true);
    expect((await connect(url)).open).toBe(false);
    const old = await open();
    time += 30_001;
    expect((await connect(old)).open).toBe(false);
    const expired = await open();
    server.socketMode.expireTickets();
    expect((await connect(expired)).open).toBe(false);
    expect((await connect(url.replace(/ticket=[^&]+/, 'ticket=none'))).open).toBe(false);
  });

  it('welcome ten connections and send the eleventh away', async () => {
    const { server } = await serve();
    const sockets = [];
    for (let count = 0; count < 11; count += 1) sockets.push(await connect(server.socketMode.openTicket()));
    await server.until(() => server.socketMode.opened() === 11, 'eleven connections');
    expect(await sockets[10]!.closed).toBe(1000);
    expect(sockets[10]!.lines).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }]);
    expect(sockets[9]!.lines[0]).toMatchObject({
      type: 'hello',
      num_connections: 10,
      connection_info: { app_id: server.app.id },
    });
    expect(server.socketMode.connections()).toHaveLength(10);
  });
});

describe('envelopes', () => {
  it('carry what the app needs, and take an answer where they may', async () => {
    const { server, ada, lab } = await serve();
    const client = await connect(server.socketMode.openTicket());
    const command = ada.command('/papers', 'x', lab.id);
    const line = await client.next('slash_commands');
    expect(line).toMatchObject({
      accepts_response_payload: true,
      payload: { command: '/papers', text: 'x', channel_id: lab.id, is_enterprise_install: 'false' },
    });
    client.send({ envelope_id: line['envelope_id'], payload: { text: 'here' } });
    expect(await command).toMatchObject({ acknowledged: true, payload: { text: 'here' } });
    client.send({ envelope_id: line['envelope_id'] });
    client.send({ envelope_id: 'unknown' });
    client.send({});
    await server.until(() => server.socketMode.oddities.length === 3, 'three oddities');
    expect(server.socketMode.oddities.map((each) => each.split(':')[0])).toEqual([
      'acknowledged again',
      'late or unknown envelope',
      'not an acknowledgement',
    ]);
  });

  it('are brought again when the connection goes before the acknowledgement', async () => {
    const { server, ada, lab } = await serve();
    const first = await connect(server.socketMode.openTicket());
    const said = ada.mention(lab.id, 'hello');
    const command = ada.command('/papers', '', lab.id);
    await server.until(() => server.deliveries.length === 3, 'three deliveries');
    server.socketMode.connections()[0]?.cut();
    await first.closed;
    const second = await connect(server.socketMode.openTicket());
    await server.until(() => server.deliveries.every((each) => each.attempts.length === 2), 'everything again');
    for (const { id } of server.deliveries) second.send({ envelope_id: id });
    expect(await command).toMatchObject({ acknowledged: true });
    expect((await said).events.map((each) => each.acknowledged)).toEqual([true, true]);
    expect(second.ofType('events_api')).toMatchObject([
      { retry_attempt: 1, retry_reason: 'timeout' },
      { retry_attempt: 1 },
    ]);
    expect(server.deliveries[0]?.attempts.map((each) => each.outcome?.reason)).toEqual(['connection_lost', null]);
  });

  it('of commands fail with the connection when only events are brought again', async () => {
    const { server, ada, lab } = await serve({ redeliver: 'events-only' });
    await connect(server.socketMode.openTicket());
    const command = ada.command('/papers', '', lab.id);
    server.socketMode.connections()[0]?.cut();
    expect(await command).toMatchObject({ acknowledged: false, reason: 'connection_lost' });
    expect(await ada.command('/papers', '', lab.id)).toMatchObject({ acknowledged: false, reason: 'not_connected' });
  });

  it('go round all connections', async () => {
    const { server, ada, lab } = await serve();
    const clients = [await connect(server.socketMode.openTicket()), await connect(server.socketMode.openTicket())];
    void ada.command('/papers', '1', lab.id);
    void ada.command('/papers', '2', lab.id);
    const commands = () => clients.map((client) => client.ofType('slash_commands').length);
    for (const client of clients) client.send({});
    await server.until(() => server.socketMode.oddities.length === 2, 'a round trip');
    expect(commands()).toEqual([1, 1]);
  });
});

describe('the real client', () => {
  it.each(['warning', 'refresh_requested'] as const)('comes back after %s', async (reason) => {
    const { server, ada, lab } = await meet((app) => app.command('/papers', async ({ ack }) => ack()));
    server.socketMode.disconnect(reason);
    await server.socketMode.connected(2);
    expect(await ada.command('/papers', '', lab.id)).toMatchObject({ acknowledged: true });
    expect(server.socketMode.connections()).toHaveLength(1);
  });

  it('stays out while the link is disabled, and comes back after', async () => {
    const { server, ada, lab } = await meet((app) => app.command('/papers', async ({ ack }) => ack()));
    server.socketMode.disconnect('link_disabled');
    await server.until(() => server.calls('apps.connections.open').length >= 3, 'refused tries');
    expect(server.socketMode.connections()).toEqual([]);
    const waiting = ada.command('/papers', '', lab.id);
    server.socketMode.enable();
    expect(await waiting).toMatchObject({ acknowledged: true });
    await server.socketMode.connected(2);
  });

  it('leaves when its pings stay without pong, and answers ours', async () => {
    const { server } = await meet(() => undefined);
    const first = await server.socketMode.connected();
    server.socketMode.answerPings(false);
    await server.until(() => !first.isOpen(), 'the end of the first connection');
    server.socketMode.answerPings(true);
    const last = await server.socketMode.connected(server.socketMode.opened() + 1);
    expect(last.number).toBeGreaterThan(first.number);
  });

  it('loses none of 60 commands when the connection is cut in the middle', async () => {
    const gate = Promise.withResolvers<void>();
    const { server, ada, lab } = await meet((app) => {
      app.command('/papers', async ({ ack, command }) => {
        if (Number(command.text) >= 20) await gate.promise;
        await ack();
      });
    });
    const sent = Array.from({ length: 60 }, (_, index) => ada.command('/papers', String(index), lab.id));
    await Promise.all(sent.slice(0, 20));
    server.socketMode.connections()[0]?.cut();
    gate.resolve();
    expect((await Promise.all(sent)).every((each) => each.acknowledged)).toBe(true);
    expect(server.deliveries.filter((each) => each.attempts.length === 2)).toHaveLength(40);
    await server.socketMode.connected(2);
  });

  it('is refused with a bad app token', async () => {
    const { server } = await serve();
    expect(await refusal(webClient(server, 'xapp-none').apps.connections.open())).toBe('invalid_auth');
  });
});
