import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client, Interaction } from 'discord.js';
import { GatewayIntentBits } from 'discord.js';
import type { DiscordServer } from '../discord-server.ts';
import { createDiscordServer } from '../discord-server.ts';
import { createClient, startClient } from './bot.ts';

let discord: DiscordServer;
let clients: Client[];

beforeEach(async () => {
  discord = await createDiscordServer();
  clients = [];
});

afterEach(async () => {
  await Promise.all(clients.map((each) => each.destroy()));
  await discord.stop();
});

type StartOptions = Parameters<typeof startClient>[1];

async function start(options: StartOptions = {}): Promise<Client<true>> {
  const client = await startClient(discord, options);
  clients.push(client);
  return client;
}

/** Answers every interaction with its number in the order of arrival. */
async function answering(options: StartOptions = {}): Promise<Client<true>> {
  const client = await start(options);
  let count = 0;
  client.on('interactionCreate', (interaction: Interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply({ content: `Answer ${(count += 1)}` }).catch(() => {});
  });
  await client.application.commands.set([{ name: 'papers', description: 'Papers' }]);
  return client;
}

function place() {
  const channel = discord.addChannel({ name: 'reading' });
  return { channel, person: discord.person(discord.addUser({ name: 'ada' })) };
}

describe('the start of a session', () => {
  it('tells of the bot and its servers', async () => {
    discord.addChannel({ name: 'reading' });
    const other = discord.addGuild({ withBot: false });
    const client = await start();
    expect(client.user.username).toBe('Paperboy');
    expect([...client.guilds.cache.keys()]).toEqual([discord.guild.id]);
    expect(client.guilds.cache.has(other.id)).toBe(false);
    expect(client.channels.cache.map((each) => ('name' in each ? each.name : null))).toEqual(['reading']);
    expect(discord.gateway.startLimit.remaining).toBe(999);
  });

  it('hides channels that the bot may not look at', async () => {
    const hidden = discord.addChannel({ name: 'hidden' });
    discord.happen.overwrite(hidden, discord.guild.id, { deny: ['ViewChannel'] });
    const client = await start();
    expect(client.channels.cache.has(hidden.id)).toBe(false);
  });

  it('refuses intents that are not switched on, with 4014', async () => {
    const client = createClient(discord, { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent] });
    clients.push(client);
    await expect(client.login(discord.token)).rejects.toThrow('Used disallowed intents');
  });

  it('refuses intents that do not exist, with 4013', async () => {
    const client = createClient(discord, { intents: 1 << 30 });
    clients.push(client);
    await expect(client.login(discord.token)).rejects.toThrow('Used invalid intents');
  });

  it('refuses a wrong token over REST, and one that was reset on the gateway with 4004', async () => {
    const wrong = createClient(discord);
    clients.push(wrong);
    await expect(wrong.login('x.y.z')).rejects.toThrow('An invalid token was provided.');
    const late = createClient(discord, {
      ws: {
        buildIdentifyThrottler: async () => ({
          waitForIdentify: async () => {
            // The token goes bad between the REST call and Identify.
            discord.app.tokenState = 'reset';
          },
        }),
      },
    });
    clients.push(late);
    await expect(late.login(discord.token)).rejects.toThrow('Authentication failed');
  });

  it('has nothing left to begin with when the sessions are used up', async () => {
    discord.gateway.startLimit.remaining = 0;
    const client = createClient(discord);
    clients.push(client);
    await expect(client.login(discord.token)).rejects.toThrow(/Not enough sessions remaining/);
    expect(discord.gateway.opened()).toBe(0);
  });

  it('sends each server to its shard', async () => {
    const second = discord.addGuild();
    discord.gateway.startLimit.maxConcurrency = 2;
    const client = await start({ shards: [0, 1], shardCount: 2 });
    expect(client.guilds.cache.size).toBe(2);
    expect(client.guilds.cache.get(discord.guild.id)?.shardId).not.toBe(client.guilds.cache.get(second.id)?.shardId);
    expect(discord.gateway.sessions().map((each) => each.shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });
});

describe('a session that is taken up again', () => {
  it('loses no command between the cut and the resume', async () => {
    const { channel, person } = place();
    await answering();
    expect((await person.command(channel, 'papers')).message()?.content).toBe('Answer 1');
    discord.gateway.cut();
    const answers = await Promise.all(Array.from({ length: 20 }, () => person.command(channel, 'papers')));
    expect(answers.every((each) => each.answered)).toBe(true);
    expect(new Set(answers.map((each) => each.message()?.content)).size).toBe(20);
    await discord.gateway.resumed();
    expect(discord.gateway.sessions()).toHaveLength(1);
  });

  it('loses none of 200 commands when the gateway restarts among them', async () => {
    const { channel, person } = place();
    await answering();
    const waiting: ReturnType<typeof person.command>[] = [];
    for (let count = 0; count < 200; count += 1) {
      waiting.push(person.command(channel, 'papers'));
      if (count === 100) discord.gateway.reconnect();
    }
    const answers = await Promise.all(waiting);
    expect(answers.filter((each) => !each.answered)).toEqual([]);
    expect(discord.messages(channel)).toHaveLength(200);
  });

  it('comes after a reconnect request, over the address for resuming', async () => {
    const { channel, person } = place();
    await answering();
    discord.gateway.reconnect();
    await discord.gateway.resumed();
    expect(discord.gateway.received.map((each) => each.op)).toEqual([2, 6]);
    expect((await person.command(channel, 'papers')).answered).toBe(true);
  });

  it('comes after Invalid Session that may be resumed, on the same connection', async () => {
    await answering();
    discord.gateway.invalidate(true);
    await discord.gateway.resumed();
    expect(discord.gateway.opened()).toBe(1);
  });

  it('is a new one after Invalid Session that may not', async () => {
    const { channel, person } = place();
    await answering();
    discord.gateway.invalidate(false);
    await discord.until(() => discord.gateway.sessions().length === 2, 'a second session');
    await discord.gateway.ready();
    expect((await person.command(channel, 'papers')).answered).toBe(true);
    expect(discord.gateway.startLimit.remaining).toBe(998);
  });

  it('is a new one where the resume is refused', async () => {
    await answering();
    discord.gateway.modes.resumes = 'invalid';
    discord.gateway.cut();
    await discord.until(() => discord.gateway.sessions().length === 2, 'a second session');
    await discord.gateway.ready();
    expect(discord.gateway.received.map((each) => each.op)).toEqual([2, 6, 2]);
  });

  it('never comes where the resume stays without an answer', async () => {
    const client = await answering();
    discord.gateway.modes.resumes = 'silence';
    discord.gateway.cut();
    await discord.until(() => discord.gateway.received.some((each) => each.op === 6), 'a resume');
    expect(client.ws.status).toBe(0);
    expect(discord.gateway.sessions().map((each) => each.connection())).toEqual([null]);
  });

  it('waits for a gateway that is down, and for the servers that it does not tell of', async () => {
    discord.gateway.modes.sendsGuilds = false;
    const client = await start({ waitGuildTimeout: 50 });
    expect(client.guilds.cache.get(discord.guild.id)?.available).toBe(false);
    discord.gateway.modes.accepts = false;
    discord.gateway.cut();
    const refused = new Promise<Error>((resolve) => client.once('shardError', resolve));
    expect((await refused).message).toContain('503');
    discord.gateway.modes.accepts = true;
    await discord.gateway.resumed();
    expect(discord.gateway.sessions()).toHaveLength(1);
  });

  it('follows the silence of a zombie connection', async () => {
    discord.gateway.modes.heartbeatMs = 60;
    discord.gateway.modes.acknowledges = false;
    await answering();
    await discord.until(() => discord.gateway.received.some((each) => each.op === 6), 'a resume');
    discord.gateway.modes.acknowledges = true;
    await discord.gateway.resumed();
    expect(discord.gateway.ends[0]).toEqual({ connection: 1, code: 4200 });
  });

  it('ends with a goodbye of 1000', async () => {
    const client = await answering();
    await client.destroy();
    await discord.until(() => discord.gateway.ends.length === 1, 'the end');
    expect(discord.gateway.ends).toEqual([{ connection: 1, code: 1000 }]);
    expect(discord.gateway.sessions()[0]?.alive).toBe(false);
  });

  it('answers a heartbeat that it asked for', async () => {
    await answering();
    const [connection] = discord.gateway.connections();
    discord.gateway.askHeartbeat();
    await expect.poll(() => connection?.heartbeats()).toBeGreaterThanOrEqual(1);
  });
});
