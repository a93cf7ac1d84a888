import { afterEach, describe, expect, it } from 'vitest';
import type { SlackServerOptions } from '../slack-server.ts';
import { createSlackServer } from '../slack-server.ts';
import { post, webClient } from './bolt-app.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function serve(options: SlackServerOptions = {}) {
  const server = await createSlackServer(options);
  endings.push(server.stop);
  const ada = server.addUser({ name: 'ada', tz: 'Asia/Kolkata', isAdmin: true });
  return { server, web: webClient(server), ada, lab: server.addChannel({ name: 'lab', members: [ada.id] }) };
}

const send = async (url: string, body: object): Promise<{ status: number; body: string }> => {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return { status: response.status, body: await response.text() };
};

async function command(options: SlackServerOptions = {}) {
  const met = await serve(options);
  const sent = await met.server.person(met.ada.id).command('/papers', 'x', met.lab.id);
  expect(sent.reason).toBe('not_connected');
  return { ...met, url: sent.delivery.responseUrl! };
}

describe('response_url', () => {
  it('works five times', async () => {
    const { server, url, lab, ada } = await command();
    expect(await send(url, { text: 'a', typo: 1 })).toEqual({ status: 400, body: 'invalid_payload' });
    expect(await send(url, {})).toEqual({ status: 400, body: 'no_text' });
    expect(await send(url, { text: 'private' })).toEqual({ status: 200, body: 'ok' });
    await send(url, { text: 'public', response_type: 'in_channel' });
    await send(url, { text: 'last' });
    const spent = await send(url, { text: 'one too many' });
    expect(spent).toEqual({ status: 404, body: '{"ok":false,"error":"used_url"}' });
    expect(server.messages(lab.id, ada.id).map((each) => [each.text, each.onlyFor])).toEqual([
      ['private', ada.id],
      ['public', null],
      ['last', ada.id],
    ]);
  });

  it('works for thirty minutes', async () => {
    let time = 1_800_000_000_000;
    const { url, server } = await command({ now: () => time });
    server.fault('response_url', { kind: 'status', status: 500 });
    expect(await send(url, { text: 'a' })).toEqual({ status: 500, body: '' });
    time += 30 * 60_000;
    expect(await send(url, { text: 'a' })).toEqual({ status: 200, body: 'ok' });
    time += 1;
    expect(await send(url, { text: 'b' })).toEqual({ status: 404, body: '{"ok":false,"error":"expired_url"}' });
    expect(await send(`${url}0`, { text: 'b' })).toEqual({ status: 404, body: 'no_service' });
  });

  it('replaces and deletes the message that was pressed', async () => {
    const { server, web, ada, lab } = await command();
    const go = {
      type: 'actions' as const,
      elements: [{ type: 'button' as const, action_id: 'go', text: { type: 'plain_text' as const, text: 'Go' } }],
    };
    await post(web, { channel: lab.id, text: 'first', blocks: [go] });
    const press = async () =>
      (await server.person(ada.id).press({ message: server.messages(lab.id)[0]! }, 'go')).delivery.responseUrl!;
    await send(await press(), { text: 'second', blocks: [go], replace_original: true });
    expect(server.messages(lab.id).map((each) => each.text)).toEqual(['second']);
    await send(await press(), { delete_original: true });
    expect(server.messages(lab.id)).toEqual([]);
  });
});
