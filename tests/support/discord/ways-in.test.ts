import { MessageFlags, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRestClient } from './bot.ts';
import type { Stage } from './stage.ts';
import { createStage, refused } from './stage.ts';

function row<T extends readonly object[]>(...components: T): { type: 1; components: T[number][] } {
  return { type: 1, components: [...components] };
}

const button = (label: string, custom_id: string, more: { disabled?: boolean } = {}) =>
  ({ type: 2, style: 2, label, custom_id, ...more }) as const;
const link = (label: string, url: string) => ({ type: 2, style: 5, label, url }) as const;
const label = (custom_id: string, more: { max_length?: number; value?: string } = {}) =>
  ({ type: 18, label: custom_id, component: { type: 4, style: 1, custom_id, ...more } }) as const;

let stage: Stage;

beforeEach(async () => {
  stage = await createStage();
});

afterEach(() => stage.stop());

const search = (values: Record<string, string | boolean> = { query: 'graphs' }) =>
  stage.ada.command(stage.channel, 'papers search', values);

describe('other ways in', () => {
  it('completes what is half-typed, with at most 25 choices', async () => {
    stage.next(async (interaction) => {
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: `${interaction.options.getFocused()}s`, value: 'graphs' }]);
    });
    expect((await stage.ada.complete(stage.channel, 'papers search', { query: 'graph' }, 'query')).choices).toEqual([
      { name: 'graphs', value: 'graphs' },
    ]);
    const codes: (number | string)[] = [];
    stage.next(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      codes.push(
        await refused(
          interaction.respond(
            Array.from({ length: 26 }, (_, index) => ({ name: String(index), value: String(index) })),
          ),
        ),
      );
    });
    expect((await stage.ada.complete(stage.channel, 'papers search', { query: '' }, 'query')).answered).toBe(false);
    expect(codes).toEqual([50035]);
  });

  it('presses a button, which changes its message or answers beside it', async () => {
    const made = await stage.client.rest.post(Routes.channelMessages(stage.channel.id), {
      body: {
        content: 'Page 1',
        components: [row(button('Next', 'page 2'), { type: 2, style: 5, label: 'Open', url: 'https://arxiv.org' })],
      },
    });
    const message = stage.discord.messages(stage.channel)[0]!;
    expect(made).toMatchObject({ id: message.id });
    stage.next(async (interaction) => {
      if (interaction.isButton())
        await interaction.update({ content: `${interaction.customId} of ${interaction.message.content}` });
    });
    const pressed = await stage.ada.press(message, 'Next');
    expect(pressed.message()).toBe(message);
    expect(message.content).toBe('page 2 of Page 1');
    stage.next(async (interaction) => {
      if (!interaction.isButton()) return;
      await interaction.deferUpdate();
      await interaction.editReply({ content: 'Page 3', components: [] });
    });
    await stage.ada.press(message, 'page 2');
    await stage.discord.until(() => message.content === 'Page 3', 'the change');
    await expect(stage.ada.press(message, 'Next')).rejects.toThrow('Expected one component named "Next"');
  });

  it('does not let somebody press a link, a disabled button or what they do not see', async () => {
    stage.next(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const parts = row(
        button('Off', 'off', { disabled: true }),
        link('Open', 'https://arxiv.org'),
        button('On', 'on'),
      );
      await interaction.reply({ content: 'x', components: [parts], flags: MessageFlags.Ephemeral });
    });
    const message = (await search()).message()!;
    await expect(stage.ada.press(message, 'Off')).rejects.toThrow('enabled');
    await expect(stage.ada.press(message, 'Open')).rejects.toThrow('no link');
    await expect(stage.discord.person(stage.discord.addUser({ name: 'bob' })).press(message, 'On')).rejects.toThrow(
      'sees',
    );
  });

  it('chooses from a menu', async () => {
    const options = ['a', 'b'].map((value) => ({ label: value.toUpperCase(), value }));
    await stage.client.rest.post(Routes.channelMessages(stage.channel.id), {
      body: { content: 'x', components: [row({ type: 3, custom_id: 'jump', options })] },
    });
    const message = stage.discord.messages(stage.channel)[0]!;
    stage.next(async (interaction) => {
      if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join());
    });
    expect((await stage.ada.choose(message, ['b'])).message()?.content).toBe('b');
    await expect(stage.ada.choose(message, ['c'])).rejects.toThrow('an option of the menu');
    await expect(stage.ada.choose(message, ['a', 'b'])).rejects.toThrow('as many values');
  });

  it('opens a modal and submits it', async () => {
    stage.next(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.showModal({
        custom_id: 'subscribe',
        title: 'Subscribe',
        components: [label('topic', { max_length: 10 }), label('time', { value: '09:00' })],
      });
    });
    const opened = await search();
    expect(opened.modal).toMatchObject({ title: 'Subscribe' });
    await expect(stage.ada.submit(opened, { topic: '' })).rejects.toThrow('Expected a value');
    await expect(stage.ada.submit(opened, { topic: 'x'.repeat(11) })).rejects.toThrow('between 0 and 10');
    await expect(stage.ada.submit(opened, { topic: 'x', subject: 'x' })).rejects.toThrow('Expected an input "subject"');
    stage.next(async (interaction) => {
      if (!interaction.isModalSubmit()) return;
      const words = [
        interaction.customId,
        interaction.fields.getTextInputValue('topic'),
        interaction.fields.getTextInputValue('time'),
      ];
      await interaction.reply({ content: words.join(' '), flags: MessageFlags.Ephemeral });
    });
    expect((await stage.ada.submit(opened, { topic: 'graphs' })).message()).toMatchObject({
      content: 'subscribe graphs 09:00',
      onlyFor: stage.ada.id,
    });
  });

  it('uses the context menu of a message, whose text the app may read', async () => {
    const { message } = stage.discord
      .person(stage.discord.addUser({ name: 'bob' }))
      .say(stage.channel, 'See arXiv 2401.01234');
    stage.next(async (interaction) => {
      if (interaction.isMessageContextMenuCommand()) await interaction.reply(interaction.targetMessage.content);
    });
    expect((await stage.ada.messageMenu(message, 'Find related papers')).message()?.content).toBe(
      'See arXiv 2401.01234',
    );
  });

  it('comes from direct messages, and from those of two people by an own installation', async () => {
    const { discord, ada } = stage;
    const contexts: unknown[] = [];
    const tell = async () => {
      stage.next(async (interaction) => {
        contexts.push([interaction.context, interaction.inGuild(), interaction.user.id === ada.id]);
        if (interaction.isRepliable()) await interaction.reply('Here');
      });
    };
    await tell();
    const mine = await ada.command(discord.directChannel(ada.id), 'papers search', { query: 'a' });
    expect(discord.messages(discord.directChannel(ada.id))).toEqual([mine.message()]);
    const theirs = discord.privateChannel([ada.id, discord.addUser({ name: 'bob' }).id]);
    await expect(ada.command(theirs, 'papers search', { query: 'a' })).rejects.toThrow('to be installed here');
    discord.world.users.get(ada.id)!.hasInstalled = true;
    await tell();
    expect((await ada.command(theirs, 'papers search', { query: 'a' })).message()?.content).toBe('Here');
    expect(contexts).toEqual([
      [1, false, true],
      [2, false, true],
    ]);
  });

  it('waits for the answer to a message', async () => {
    const said = stage.ada.mention(stage.channel, 'today');
    const rest = createRestClient(stage.discord);
    await rest.post(Routes.channelMessages(stage.channel.id), {
      body: { content: 'Here', message_reference: { message_id: said.message.id } },
    });
    expect(await said.answer()).toMatchObject({
      content: 'Here',
      repliesTo: said.message.id,
      pings: { users: [stage.ada.id] },
    });
    const again = stage.ada.reply(await said.answer(), 'more', { ping: false });
    expect(again.message).toMatchObject({ type: 19, pings: { users: [] } });
    expect(stage.ada.reply(await said.answer(), 'more').message.pings.users).toEqual([stage.discord.app.botId]);
  });
});
