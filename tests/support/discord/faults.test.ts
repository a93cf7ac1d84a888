import { HTTPError, RateLimitError, Routes } from 'discord.js';
import type { RESTOptions } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiscordServer } from '../discord-server.ts';
import { createDiscordServer } from '../discord-server.ts';
import { createRestClient } from './bot.ts';
import type { Channel } from './world.ts';

const create = 'POST /channels/:channel/messages';

let time: number;
let discord: DiscordServer;
let channel: Channel;

beforeEach(async () => {
  time = Date.UTC(2026, 10, 24, 9);
  discord = await createDiscordServer({ now: () => time });
  channel = discord.addChannel({ name: 'reading' });
});

afterEach(() => discord.stop());

function post(
  body: Readonly<Record<string, unknown>> = { content: 'A paper' },
  options: Partial<RESTOptions> = {},
  to = channel,
): Promise<unknown> {
  return createRestClient(discord, { retries: 0, ...options }).post(Routes.channelMessages(to.id), { body });
}

describe('what goes wrong', () => {
  it('is an error that Discord would answer, once', async () => {
    discord.fault(create, { kind: 'error', code: 200000 });
    await expect(post()).rejects.toMatchObject({ code: 200000, status: 400 });
    await post();
    expect(discord.messages(channel)).toHaveLength(1);
    expect(discord.calls(create).map((each) => each.status)).toEqual([400, 200]);
  });

  it('is a status, again and again until it is cleared', async () => {
    const script = discord.fault(create, { kind: 'status', status: 503 }, { times: Infinity });
    await expect(post()).rejects.toBeInstanceOf(HTTPError);
    await expect(post({ content: 'x' }, { retries: 2 })).rejects.toBeInstanceOf(HTTPError);
    expect(script.used()).toBe(4);
    script.clear();
    await post();
  });

  it('is a cut before or after the work', async () => {
    discord.fault(create, { kind: 'drop' });
    await expect(post()).rejects.toThrow('other side closed');
    expect(discord.messages(channel)).toEqual([]);
    discord.fault(create, { kind: 'drop', when: 'after' });
    await expect(post()).rejects.toThrow('other side closed');
    expect(discord.messages(channel)).toHaveLength(1);
    expect(discord.calls(create).map((each) => each.status)).toEqual([null, null]);
  });

  it('is a silence that the client gives up on; a nonce makes the retry harmless', async () => {
    const body = { content: 'Once', nonce: 'slot-1', enforce_nonce: true };
    discord.fault(create, { kind: 'hang', when: 'after' });
    await post(body, { timeout: 100, retries: 1 });
    expect(discord.calls(create)).toHaveLength(2);
    expect(discord.messages(channel)).toHaveLength(1);
  });

  it('happens only to the requests that are meant, on routes that there are', async () => {
    const other = discord.addChannel({ name: 'other' });
    discord.fault(
      create,
      { kind: 'error', code: 50013 },
      { only: (request) => request.params['channel'] === other.id },
    );
    await post();
    await expect(post({ content: 'x' }, {}, other)).rejects.toMatchObject({ code: 50013 });
    expect(() => discord.fault('POST /channels', { kind: 'drop' })).toThrow('Expected a route');
    discord.fault('*', { kind: 'drop' });
    discord.clearFaults();
    await post();
  });
});

describe('rate limits', () => {
  const patient = { rejectOnRateLimit: () => true };

  it('count a bucket for each channel and say so in headers', async () => {
    discord.limitRate(true);
    const headers: (string | null)[][] = [];
    const send = async (to: Channel) => {
      const answer = await fetch(`${discord.apiUrl}/v10/channels/${to.id}/messages`, {
        method: 'POST',
        headers: {
          authorization: `Bot ${discord.token}`,
          'content-type': 'application/json',
          'user-agent': 'DiscordBot (test, 1)',
        },
        body: '{"content":"x"}',
      });
      headers.push(
        [
          'x-ratelimit-limit',
          'x-ratelimit-remaining',
          'x-ratelimit-reset-after',
          'retry-after',
          'x-ratelimit-scope',
        ].map((each) => answer.headers.get(each)),
      );
      return { status: answer.status, body: await answer.json() };
    };
    for (let count = 0; count < 5; count += 1) expect((await send(channel)).status).toBe(200);
    expect(headers.at(-1)).toEqual(['5', '0', '5.000', null, null]);
    time += 2_000;
    expect(await send(channel)).toMatchObject({ status: 429, body: { retry_after: 3, global: false } });
    expect(headers.at(-1)).toEqual(['5', '0', '3.000', '3', 'user']);
    expect((await send(discord.addChannel({ name: 'other' }))).status).toBe(200);
    time += 3_000;
    expect((await send(channel)).status).toBe(200);
    expect(discord.messages(channel)).toHaveLength(6);
  });

  it('count all requests together, but not those of interactions', async () => {
    discord.limitRate({ global: { limit: 2, ms: 1_000 } });
    const rest = createRestClient(discord, patient);
    await rest.get(Routes.channel(channel.id));
    await rest.get(Routes.guild(discord.guild.id));
    await expect(rest.get(Routes.user('@me'))).rejects.toMatchObject({ global: true });
    await expect(
      createRestClient(discord).post(Routes.interactionCallback('1', 'x'), { body: { type: 4 }, auth: false }),
    ).rejects.toMatchObject({ code: 10062 });
    time += 1_000;
    await createRestClient(discord).get(Routes.user('@me'));
    discord.limitRate(false);
    for (let count = 0; count < 5; count += 1) await createRestClient(discord).get(Routes.user('@me'));
  });

  it('come when a test says so', async () => {
    discord.fault(create, { kind: 'rate-limited', retryAfter: 20, scope: 'shared' });
    await expect(post({ content: 'x' }, patient)).rejects.toBeInstanceOf(RateLimitError);
    expect(discord.calls(create)[0]?.answer).toEqual({
      message: 'You are being rate limited.',
      retry_after: 20,
      global: false,
    });
  });
});
