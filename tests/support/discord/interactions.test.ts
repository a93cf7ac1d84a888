import type { Client, Interaction } from 'discord.js';
import { DiscordAPIError, MessageFlags, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiscordServer } from '../discord-server.ts';
import { createDiscordServer } from '../discord-server.ts';
import { createRestClient, startClient } from './bot.ts';
import type { Person } from './person.ts';
import type { Channel } from './world.ts';

const commands = [
  {
    name: 'papers',
    description: 'Papers',
    integration_types: [0, 1],
    contexts: [0, 1, 2],
    options: [
      {
        type: 1,
        name: 'search',
        description: 'Find papers',
        options: [
          { type: 3, name: 'query', description: 'What to find', required: true, autocomplete: true },
          { type: 5, name: 'public', description: 'For all to see' },
        ],
      },
    ],
  },
  { name: 'setup', description: 'Settings', default_member_permissions: '32' },
  { name: 'Find related papers', type: 3 },
];

const row = (...components: unknown[]) => ({ type: 1, components });
const button = (label: string, custom_id: string) => ({ type: 2, style: 2, label, custom_id });

let time: number;
let discord: DiscordServer;
let client: Client<true>;
let channel: Channel;
let ada: Person;
/** What the app does with the next interactions, in turn. */
let acts: ((interaction: Interaction) => Promise<unknown>)[];
let failures: unknown[];

beforeEach(async () => {
  time = Date.UTC(2026, 10, 24, 9);
  acts = [];
  failures = [];
  discord = await createDiscordServer({ now: () => time, deadlineMs: 400 });
  client = await startClient(discord);
  client.on('interactionCreate', (interaction) => {
    acts
      .shift()?.(interaction)
      .catch((error: unknown) => failures.push(error));
  });
  await client.rest.put(Routes.applicationCommands(discord.app.id), { body: commands });
  channel = discord.addChannel({ name: 'reading' });
  ada = discord.person(discord.addUser({ name: 'ada' }));
});

afterEach(async () => {
  await client.destroy();
  await discord.stop();
});

type Command = Extract<Interaction, { commandName: string; options: unknown }>;

/** Lets the app answer a command with that. */
function whenCommand(act: (interaction: Extract<Command, { reply: unknown }>) => Promise<unknown>): void {
  acts.push(async (interaction) => (interaction.isCommand() ? act(interaction as never) : undefined));
}

const search = (values: Record<string, string | boolean> = { query: 'graphs' }) =>
  ada.command(channel, 'papers search', values);

async function refused(request: Promise<unknown>): Promise<number | string> {
  const error: unknown = await request.catch((reason: unknown) => reason);
  if (error instanceof DiscordAPIError) return error.code;
  throw new Error(`Expected a refusal, got ${String(error)}`);
}

describe('a slash command', () => {
  it('brings its options and the person, and gets its answer', async () => {
    acts.push(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options } = interaction;
      const words = [
        options.getSubcommand(),
        options.getString('query'),
        options.getBoolean('public'),
        interaction.memberPermissions?.has('SendMessages'),
      ];
      await interaction.reply({ content: words.map(String).join(' '), flags: MessageFlags.Ephemeral });
    });
    const answer = await search({ query: 'graphs', public: true });
    expect(answer.message()).toMatchObject({ content: 'search graphs true true', onlyFor: ada.id, via: 'callback' });
    expect(discord.messages(channel)).toEqual([]);
    expect(discord.messages(channel, ada.id)).toHaveLength(1);
  });

  it('is only sent when Discord’s own app would send it', async () => {
    await expect(ada.command(channel, 'papers search')).rejects.toThrow('Expected a value for "query"');
    await expect(ada.command(channel, 'papers search', { query: 1 })).rejects.toThrow('Expected a string');
    await expect(ada.command(channel, 'papers search', { query: 'a', page: 2 })).rejects.toThrow(
      'Expected an option named "page"',
    );
    await expect(ada.command(channel, 'papers')).rejects.toThrow('Expected a subcommand');
    await expect(ada.command(channel, 'trend')).rejects.toThrow('Expected a registered command');
    await expect(ada.command(channel, 'setup')).rejects.toThrow('the permissions that "setup" asks for');
    const given = await ada.command(channel, 'setup', {}, { allowedToAll: true });
    expect(given.interaction.payload['data']).toMatchObject({ name: 'setup' });
  });

  it('is deferred and then answered, with the first follow-up in its place', async () => {
    whenCommand(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.followUp('Here');
      await interaction.followUp('More');
    });
    const answer = await search();
    expect(answer.type).toBe(5);
    expect(await answer.settled()).toMatchObject({ content: 'Here', onlyFor: ada.id });
    await discord.until(() => answer.followups().length === 1, 'a follow-up');
    expect(answer.followups()[0]).toMatchObject({ content: 'More', onlyFor: null });
  });

  it('gives the message back when asked with with_response', async () => {
    const made: unknown[] = [];
    whenCommand(async (interaction) => {
      const response = await interaction.reply({ content: 'Here', withResponse: true });
      made.push(response.resource?.message?.content, response.interaction.responseMessageEphemeral);
      await interaction.editReply('Changed');
      await interaction.deleteReply();
    });
    const answer = await search();
    await discord.until(() => answer.message() === undefined, 'the answer to go');
    expect(made).toEqual(['Here', false]);
    expect(discord.calls('POST /interactions/:interaction/:token/callback')[0]?.query.get('with_response')).toBe(
      'true',
    );
  });

  it('is answered once', async () => {
    const codes: unknown[] = [];
    whenCommand(async (interaction) => {
      await interaction.reply('One');
      const again = client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
        body: { type: 4, data: { content: 'Two' } },
        auth: false,
      });
      codes.push(await refused(again));
    });
    await search();
    await expect.poll(() => codes).toEqual([40060]);
  });

  it('takes a first answer for three seconds, and more for fifteen minutes', async () => {
    const codes: (number | string)[] = [];
    whenCommand(async (interaction) => {
      time += 3_001;
      codes.push(await refused(interaction.reply('late')));
    });
    const late = await search();
    expect(late.answered).toBe(false);
    whenCommand(async (interaction) => {
      await interaction.deferReply();
      time += 15 * 60_000 + 1;
      codes.push(await refused(interaction.editReply('much later')));
    });
    const slow = await search();
    await expect.poll(() => codes).toEqual([10062, 50027]);
    expect(slow.message()?.content).toBe('');
  });

  it('is over for the person after the real deadline, too', async () => {
    const codes: (number | string)[] = [];
    whenCommand(async (interaction) => {
      await discord.until(() => discord.world.interactions.get(interaction.id)?.expired, 'the deadline');
      codes.push(await refused(interaction.reply('late')));
    });
    expect((await search()).answered).toBe(false);
    await expect.poll(() => codes).toEqual([10062]);
  });

  it('has no message before its first answer, and takes no answer of another kind', async () => {
    const codes: (number | string)[] = [];
    whenCommand(async (interaction) => {
      const { id, token } = interaction;
      const callback = (body: unknown) =>
        client.rest.post(Routes.interactionCallback(id, token), { body, auth: false });
      codes.push(await refused(client.rest.get(Routes.webhookMessage(discord.app.id, token), { auth: false })));
      codes.push(await refused(callback({ type: 7, data: { content: 'x' } })));
      codes.push(await refused(callback({ type: 4, data: {} })));
      codes.push(await refused(callback({ type: 4, data: { content: 'x', colour: 1 } })));
      await interaction.reply('right');
    });
    expect((await search()).message()?.content).toBe('right');
    expect(codes).toEqual([10015, 50035, 50006, 50035]);
  });

  it('comes by the person’s own installation where the bot is not', async () => {
    const elsewhere = discord.addGuild({ withBot: false });
    const other = discord.addChannel({ name: 'other', guild: elsewhere });
    discord.addMember(elsewhere, ada.id);
    await expect(ada.command(other, 'papers search', { query: 'a' })).rejects.toThrow('to be installed here');
    discord.world.users.get(ada.id)!.hasInstalled = true;
    const codes: (number | string)[] = [];
    acts.push(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      expect(interaction.authorizingIntegrationOwners).toMatchObject({ 1: ada.id });
      await interaction.reply('One');
      for (let count = 0; count < 5; count += 1) await interaction.followUp(`More ${count}`);
      codes.push(await refused(interaction.followUp('Too much')));
    });
    await ada.command(other, 'papers search', { query: 'a' });
    await expect.poll(() => [codes, failures]).toEqual([[40094], []]);
  });
});

describe('other ways in', () => {
  it('completes what is half-typed, with at most 25 choices', async () => {
    acts.push(async (interaction) => {
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: `${interaction.options.getFocused()}s`, value: 'graphs' }]);
    });
    expect((await ada.complete(channel, 'papers search', { query: 'graph' }, 'query')).choices).toEqual([
      { name: 'graphs', value: 'graphs' },
    ]);
    const codes: (number | string)[] = [];
    acts.push(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      codes.push(
        await refused(
          interaction.respond(
            Array.from({ length: 26 }, (_, index) => ({ name: String(index), value: String(index) })),
          ),
        ),
      );
    });
    expect((await ada.complete(channel, 'papers search', { query: '' }, 'query')).answered).toBe(false);
    expect(codes).toEqual([50035]);
  });

  it('presses a button, which changes its message or answers beside it', async () => {
    const made = await client.rest.post(Routes.channelMessages(channel.id), {
      body: {
        content: 'Page 1',
        components: [row(button('Next', 'page 2'), { type: 2, style: 5, label: 'Open', url: 'https://arxiv.org' })],
      },
    });
    const message = discord.messages(channel)[0]!;
    expect(made).toMatchObject({ id: message.id });
    acts.push(async (interaction) => {
      if (interaction.isButton())
        await interaction.update({ content: `${interaction.customId} of ${interaction.message.content}` });
    });
    const pressed = await ada.press(message, 'Next');
    expect(pressed.message()).toBe(message);
    expect(message.content).toBe('page 2 of Page 1');
    acts.push(async (interaction) => {
      if (!interaction.isButton()) return;
      await interaction.deferUpdate();
      await interaction.editReply({ content: 'Page 3', components: [] });
    });
    await ada.press(message, 'page 2');
    await discord.until(() => message.content === 'Page 3', 'the change');
    await expect(ada.press(message, 'Next')).rejects.toThrow('Expected one component named "Next"');
  });

  it('does not let somebody press a link, a disabled button or what they do not see', async () => {
    acts.push(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const parts = [
        { ...button('Off', 'off'), disabled: true },
        { type: 2, style: 5, label: 'Open', url: 'https://arxiv.org' },
        button('On', 'on'),
      ];
      await interaction.reply({ content: 'x', components: [row(...parts)] as never, flags: MessageFlags.Ephemeral });
    });
    const message = (await search()).message()!;
    await expect(ada.press(message, 'Off')).rejects.toThrow('enabled');
    await expect(ada.press(message, 'Open')).rejects.toThrow('no link');
    await expect(discord.person(discord.addUser({ name: 'bob' })).press(message, 'On')).rejects.toThrow('sees');
  });

  it('chooses from a menu', async () => {
    const options = ['a', 'b'].map((value) => ({ label: value.toUpperCase(), value }));
    await client.rest.post(Routes.channelMessages(channel.id), {
      body: { content: 'x', components: [row({ type: 3, custom_id: 'jump', options })] },
    });
    const message = discord.messages(channel)[0]!;
    acts.push(async (interaction) => {
      if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join());
    });
    expect((await ada.choose(message, ['b'])).message()?.content).toBe('b');
    await expect(ada.choose(message, ['c'])).rejects.toThrow('an option of the menu');
    await expect(ada.choose(message, ['a', 'b'])).rejects.toThrow('as many values');
  });

  it('opens a modal and submits it', async () => {
    const label = (custom_id: string, more = {}) => ({
      type: 18,
      label: custom_id,
      component: { type: 4, style: 1, custom_id, ...more },
    });
    acts.push(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.showModal({
        custom_id: 'subscribe',
        title: 'Subscribe',
        components: [label('topic', { max_length: 10 }), label('time', { value: '09:00' })],
      });
    });
    const opened = await search();
    expect(opened.modal).toMatchObject({ title: 'Subscribe' });
    await expect(ada.submit(opened, { topic: '' })).rejects.toThrow('Expected a value');
    await expect(ada.submit(opened, { topic: 'x'.repeat(11) })).rejects.toThrow('between 0 and 10');
    await expect(ada.submit(opened, { topic: 'x', subject: 'x' })).rejects.toThrow('Expected an input "subject"');
    acts.push(async (interaction) => {
      if (!interaction.isModalSubmit()) return;
      const words = [
        interaction.customId,
        interaction.fields.getTextInputValue('topic'),
        interaction.fields.getTextInputValue('time'),
      ];
      await interaction.reply({ content: words.join(' '), flags: MessageFlags.Ephemeral });
    });
    expect((await ada.submit(opened, { topic: 'graphs' })).message()).toMatchObject({
      content: 'subscribe graphs 09:00',
      onlyFor: ada.id,
    });
  });

  it('uses the context menu of a message, whose text the app may read', async () => {
    const { message } = discord.person(discord.addUser({ name: 'bob' })).say(channel, 'See arXiv 2401.01234');
    acts.push(async (interaction) => {
      if (interaction.isMessageContextMenuCommand()) await interaction.reply(interaction.targetMessage.content);
    });
    expect((await ada.messageMenu(message, 'Find related papers')).message()?.content).toBe('See arXiv 2401.01234');
  });

  it('waits for the answer to a message', async () => {
    const said = ada.mention(channel, 'today');
    const rest = createRestClient(discord);
    await rest.post(Routes.channelMessages(channel.id), {
      body: { content: 'Here', message_reference: { message_id: said.message.id } },
    });
    expect(await said.answer()).toMatchObject({
      content: 'Here',
      repliesTo: said.message.id,
      pings: { users: [ada.id] },
    });
    const again = ada.reply(await said.answer(), 'more', { ping: false });
    expect(again.message).toMatchObject({ type: 19, pings: { users: [] } });
    expect(ada.reply(await said.answer(), 'more').message.pings.users).toEqual([discord.app.botId]);
  });
});
