import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { openSlack } from './slack-world.ts';
import type { SlackWorld } from './slack-world.ts';

/* What reaches a port that the whole internet can reach. */

let world: SlackWorld | null = null;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await world?.end();
  world = null;
});

async function open(requestMs = 10_000): Promise<SlackWorld & { readonly port: number }> {
  world = await openSlack('http', undefined, { parts: { requestMs } });
  await world.start();
  return { ...world, port: world.platform.port() ?? 0 };
}

type Sent = {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

async function send(port: number, { method = 'POST', path = '/slack/events', body = '', headers = {} }: Sent) {
  const answer = await new Promise<{ status: number | undefined; body: Promise<string> }>((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', method, path, headers, agent: false }, (response) =>
      resolve({ status: response.statusCode, body: text(response) }),
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
  return { status: answer.status, body: await answer.body };
}

/** The headers with which Slack signs: https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signed(secret: string, body: string, at: string = String(Math.floor(Date.now() / 1_000))) {
  const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'content-type': 'application/json', 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${hash}` };
}

/** A connection that says only so much. Resolves with all that was answered, when the other side has closed it. */
async function sayAndWait(port: number, words: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.write(words);
  return text(socket);
}

describe('a request over HTTP', () => {
  it.each(['wrong', 'stale', 'missing'] as const)('with a %s signature is refused', async (signature) => {
    const { port, server, ada, lab, heard } = await open();
    const url = `http://127.0.0.1:${port}/slack/events`;
    expect(await server.verifyUrl(url)).toBe(true);
    server.deliverTo({ url, signature });
    const refused = await ada.command('/papers', 'graphs', lab.id);
    expect(refused).toMatchObject({ acknowledged: false, status: 401 });
    expect(heard).toEqual([]);
  });

  it.each([
    ['GET', '/slack/events'],
    ['PUT', '/slack/events'],
    ['POST', '/'],
    ['POST', '/slack/events/more'],
    ['GET', '/slack/install'],
  ])('%s %s is of no use', async (method, path) => {
    const { port, heard } = await open();
    expect(await send(port, { method, path, body: '{}' })).toEqual({ status: 404, body: '' });
    expect(heard).toEqual([]);
  });

  it('answers the question for the address, for Slack alone', async () => {
    const { port, server } = await open();
    const body = JSON.stringify({ type: 'url_verification', challenge: 'word' });
    const answered = await send(port, { body, headers: signed(server.app.signingSecret, body) });
    expect(answered).toEqual({ status: 200, body: '{"challenge":"word"}' });
    expect(await send(port, { body, headers: signed('another', body) })).toEqual({ status: 401, body: '' });
    const timeless = signed(server.app.signingSecret, body, 'soon');
    expect(await send(port, { body, headers: timeless })).toEqual({ status: 401, body: '' });
  });

  it.each([
    ['null', 'application/json'],
    ['payload=null', 'application/x-www-form-urlencoded'],
  ])('that is %s ends nothing', async (body, type) => {
    const { port, server } = await open();
    const headers = { ...signed(server.app.signingSecret, body), 'content-type': type };
    expect(await send(port, { body, headers })).toEqual({ status: 400, body: '' });
    expect(await server.verifyUrl(`http://127.0.0.1:${port}/slack/events`)).toBe(true);
  });

  it.each([
    ['nothing that we know', { type: 'something_new' }],
    ['a shortcut that is not ours', { type: 'shortcut', callback_id: 'other', trigger_id: '1.2' }],
    ['a menu that we do not fill', { type: 'block_suggestion', action_id: 'other', block_id: 'b', value: 'x' }],
  ])('that is signed and %s is taken at once', async (_, payload) => {
    const { port, server, heard, lines } = await open();
    const team = { id: server.workspace.id };
    const body = JSON.stringify({ ...payload, team, user: { id: 'U000000001', team_id: team.id } });
    const headers = signed(server.app.signingSecret, body);
    expect(await send(port, { body, headers })).toEqual({ status: 200, body: '' });
    expect(heard).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain('not acknowledged');
  });

  it('that looks whether we are there is answered, and nothing that it brings is read', async () => {
    const { port, heard, lab, ada } = await open();
    const smuggled = { command: '/papers', text: 'graphs', user_id: ada.id, channel_id: lab.id };
    const body = new URLSearchParams({ ssl_check: '1', ...smuggled }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await send(port, { body, headers })).toEqual({ status: 200, body: '' });
    expect(heard).toEqual([]);
  });

  it('that is no payload is refused', async () => {
    const { port, server } = await open();
    const body = '{"type":';
    expect(await send(port, { body, headers: signed(server.app.signingSecret, body) })).toMatchObject({ status: 400 });
  });

  it('that is larger than anything of Slack is refused before it is read to its end', async () => {
    const { port } = await open();
    const head = 'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 9999999999\r\n\r\n';
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.write(`${head}${' '.repeat(5 * 1024 * 1024)}`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 413 /u);
  });

  it.each([
    ['header', 'POST /slack/events HTTP/1.1\r\nhost: x\r\nx-slack'],
    ['body', 'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{'],
  ])('whose %s never ends holds no connection', async (_, words) => {
    const { port, ada, lab, sees } = await open(100);
    const slow = sayAndWait(port, words);
    await ada.command('/papers', 'graphs', lab.id);
    await sees(lab.id, ada.id, 'You said graphs');
    expect(await slow).toMatch(/^HTTP\/1.1 408 /u);
  });
});

describe('the end over HTTP', () => {
  it('closes connections that are kept for more, and does not wait for those that say nothing', async () => {
    const { port, platform } = await open();
    const kept = sayAndWait(port, 'GET / HTTP/1.1\r\nhost: x\r\nconnection: keep-alive\r\n\r\n');
    const silent = sayAndWait(port, 'POST /slack/events HTTP/1.1\r\nhost: x\r\n');
    const began = performance.now();
    await send(port, { body: '{}' });
    await platform.stop();
    expect(await kept).toMatch(/^HTTP\/1.1 404 /u);
    expect(await silent).toBe('');
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(platform.port()).toBeNull();
  });
});
