import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from 'discord.js';
import { GatewayIntentBits } from 'discord.js';
import type { DiscordServer } from '../discord-server.ts';
import { createDiscordServer } from '../discord-server.ts';
import { startClient } from './bot.ts';

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

function place() {
  const channel = discord.addChannel({ name: 'reading' });
  return { channel, person: discord.person(discord.addUser({ name: 'ada' })) };
}

/** The texts of what the client hears while somebody acts. */
async function heardBy(options: StartOptions, act: () => void, count: number): Promise<string[]> {
  const client = await start(options);
  const heard: string[] = [];
  client.on('messageCreate', (message) => {
    heard.push(message.content);
    discord.world.watch.changed();
  });
  act();
  await discord.until(() => heard.length >= count, `${count} messages`);
  return heard;
}

describe('what a session hears', () => {
  const chatty = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

  it('has no content without the intent, but for what is meant for the bot', async () => {
    const { channel, person } = place();
    const heard = await heardBy(
      { intents: chatty, partials: [1] },
      () => {
        person.say(channel, '!papers today');
        const { message } = person.mention(channel, 'today');
        person.direct('hello');
        expect(message.mentions.users).toEqual([discord.app.botId]);
      },
      3,
    );
    expect(heard).toEqual(['', `<@${discord.app.botId}> today`, 'hello']);
  });

  it('has content with the intent', async () => {
    discord.app.allows.messageContent = true;
    const { channel, person } = place();
    const heard = await heardBy(
      { intents: [...chatty, GatewayIntentBits.MessageContent] },
      () => person.say(channel, '!papers today'),
      1,
    );
    expect(heard).toEqual(['!papers today']);
  });

  it('has no messages of channels that it may not look at, and none without the intent', async () => {
    const { channel, person } = place();
    const hidden = discord.addChannel({ name: 'hidden' });
    const [role] = discord.guild.members.get(discord.app.botId)?.roles ?? [];
    discord.happen.overwrite(hidden, role ?? '', { deny: ['ViewChannel'] });
    const heard = await heardBy(
      { intents: chatty },
      () => {
        person.mention(hidden, 'one');
        person.mention(channel, 'two');
      },
      1,
    );
    expect(heard).toEqual([`<@${discord.app.botId}> two`]);
    expect(
      discord.gateway
        .sessions()[0]
        ?.hears({ name: 'x', guildId: discord.guild.id, intent: GatewayIntentBits.GuildMembers, data: () => ({}) }),
    ).toBe(false);
  });

  it('hears of its own roles, and of members that it asks for', async () => {
    const ada = discord.addUser({ name: 'ada' });
    const role = discord.addRole(discord.guild, { name: 'poster', permissions: ['ManageMessages'] });
    const client = await start();
    const guild = client.guilds.cache.get(discord.guild.id);
    expect(guild?.members.me?.permissions.has('ManageMessages')).toBe(false);
    discord.happen.assign(discord.guild, discord.app.botId, [role.id]);
    await expect.poll(() => guild?.members.me?.permissions.has('ManageMessages')).toBe(true);
    const found = await guild?.members.fetch({ user: [ada.id] });
    expect(found?.map((each) => each.user.username)).toEqual(['ada']);
  });

  it('hears of channels and servers that come and go', async () => {
    const client = await start();
    const made = discord.happen.createChannel({ guild: discord.guild, name: 'new' });
    await expect.poll(() => client.channels.cache.has(made.id)).toBe(true);
    discord.happen.deleteChannel(made);
    await expect.poll(() => client.channels.cache.has(made.id)).toBe(false);
    const other = discord.addGuild({ withBot: false });
    discord.happen.invite(other);
    await expect.poll(() => client.guilds.cache.has(other.id)).toBe(true);
    discord.happen.outage(other, true);
    await expect.poll(() => client.guilds.cache.get(other.id)?.available).toBe(false);
    discord.happen.expel(other);
    await expect.poll(() => client.guilds.cache.has(other.id)).toBe(false);
  });
});
