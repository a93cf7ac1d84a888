import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiscordServer } from '../discord-server.ts';
import { createDiscordServer } from '../discord-server.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf, parseJson } from '../fields.ts';

let discord: DiscordServer;

beforeEach(async () => {
  discord = await createDiscordServer();
});

afterEach(() => discord.stop());

/** A client that says what the SDK never would: sends these after hello and resolves with the code it is closed with. */
function closedAfter(messages: readonly unknown[], query = '?v=10&encoding=json'): Promise<number> {
  const { url } = discord.gateway.information();
  const socket = new WebSocket(`${String(url)}/${query}`);
  return new Promise((resolve) => {
    socket.addEventListener('close', (event) => resolve(event.code));
    socket.addEventListener('message', (event) => {
      if (fieldsOf(parseJson(String(event.data)))['op'] !== 10) return;
      for (const each of messages) socket.send(typeof each === 'string' ? each : JSON.stringify(each));
    });
  });
}

const identify = (more: Fields = {}) => ({ op: 2, d: { token: discord.token, properties: {}, intents: 1, ...more } });
const resume = (more: Fields = {}) => ({
  op: 6,
  d: { token: discord.token, session_id: 'session-1', seq: 1, ...more },
});

describe('the gateway closes a connection', () => {
  it.each<[number, string, () => readonly unknown[]]>([
    [4001, 'an opcode that there is not', () => [identify(), { op: 99 }]],
    [4002, 'what is no JSON', () => ['{']],
    [4002, 'an Identify without properties', () => [{ op: 2, d: { token: discord.token, intents: 1 } }]],
    [4003, 'anything before Identify', () => [{ op: 3, d: {} }]],
    [4004, 'a wrong token', () => [identify({ token: 'x' })]],
    [4004, 'a resume with a wrong token', () => [resume({ token: 'x' })]],
    [4005, 'a second Identify', () => [identify(), identify()]],
    [
      4008,
      'more than 120 messages in a minute',
      () => [identify(), ...Array.from({ length: 120 }, () => ({ op: 1, d: null }))],
    ],
    [4010, 'a shard that does not exist', () => [identify({ shard: [2, 2] })]],
    [4013, 'intents that do not exist', () => [identify({ intents: 1 << 22 })]],
    [4014, 'intents that are not switched on', () => [identify({ intents: 1 << 1 })]],
  ])('with %i after %s', async (code, _what, messages) => {
    expect(await closedAfter(messages())).toBe(code);
  });

  it('with 4012 for another version, and 4002 for another encoding', async () => {
    expect(await closedAfter([], '?v=6&encoding=json')).toBe(4012);
    expect(await closedAfter([], '?v=10&encoding=etf')).toBe(4002);
  });

  it('with 4011 when a shard would have too many servers', async () => {
    for (let count = 0; count < 2_500; count += 1) discord.addGuild();
    expect(await closedAfter([identify()])).toBe(4011);
  });

  it('with 4007 for a number that was never sent', async () => {
    const socket = new WebSocket(`${String(discord.gateway.information()['url'])}/?v=10&encoding=json`);
    socket.addEventListener('message', (event) => {
      if (fieldsOf(parseJson(String(event.data)))['op'] === 10) socket.send(JSON.stringify(identify()));
    });
    await discord.until(() => discord.gateway.sessions().length === 1, 'a session');
    discord.gateway.cut();
    expect(await closedAfter([resume({ seq: 50 })])).toBe(4007);
  });

  it('with 4004 when the sessions of the day are used up, and resets the token', async () => {
    discord.gateway.startLimit.remaining = 0;
    expect(await closedAfter([identify()])).toBe(4004);
    expect(discord.app.tokenState).toBe('reset');
  });
});
