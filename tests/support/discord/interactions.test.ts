import { MessageFlags, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stage } from './stage.ts';
import { createStage, refused } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await createStage();
});

afterEach(() => stage.stop());

const search = (values: Record<string, string | boolean> = { query: 'graphs' }) =>
  stage.ada.command(stage.channel, 'papers search', values);

describe('a slash command', () => {
  it('brings its options and the person, and gets its answer', async () => {
    stage.next(async (interaction) => {
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
    expect(answer.message()).toMatchObject({
      content: 'search graphs true true',
      onlyFor: stage.ada.id,
      via: 'callback',
    });
    expect(stage.discord.messages(stage.channel)).toEqual([]);
    expect(stage.discord.messages(stage.channel, stage.ada.id)).toHaveLength(1);
  });

  it('is only sent when Discord’s own app would send it', async () => {
    await expect(stage.ada.command(stage.channel, 'papers search')).rejects.toThrow('Expected a value for "query"');
    await expect(stage.ada.command(stage.channel, 'papers search', { query: 1 })).rejects.toThrow('Expected a string');
    await expect(stage.ada.command(stage.channel, 'papers search', { query: 'a', page: 2 })).rejects.toThrow(
      'Expected an option named "page"',
    );
    await expect(stage.ada.command(stage.channel, 'papers')).rejects.toThrow('Expected a subcommand');
    await expect(stage.ada.command(stage.channel, 'trend')).rejects.toThrow('Expected a registered command');
    await expect(stage.ada.command(stage.channel, 'setup')).rejects.toThrow('the permissions that "setup" asks for');
    const given = await stage.ada.command(stage.channel, 'setup', {}, { allowedToAll: true });
    expect(given.interaction.payload['data']).toMatchObject({ name: 'setup' });
  });

  it('is deferred and then answered, with the first follow-up in its place', async () => {
    stage.nextCommand(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.followUp('Here');
      await interaction.followUp('More');
    });
    const answer = await search();
    expect(answer.type).toBe(5);
    expect(await answer.settled()).toMatchObject({ content: 'Here', onlyFor: stage.ada.id });
    await stage.discord.until(() => answer.followups().length === 1, 'a follow-up');
    expect(answer.followups()[0]).toMatchObject({ content: 'More', onlyFor: null });
  });

  it('gives the message back when asked with with_response', async () => {
    const made: unknown[] = [];
    stage.nextCommand(async (interaction) => {
      const response = await interaction.reply({ content: 'Here', withResponse: true });
      made.push(response.resource?.message?.content, response.interaction.responseMessageEphemeral);
      await interaction.editReply('Changed');
      await interaction.deleteReply();
    });
    const answer = await search();
    await stage.discord.until(() => answer.message() === undefined, 'the answer to go');
    expect(made).toEqual(['Here', false]);
    expect(stage.discord.calls('POST /interactions/:interaction/:token/callback')[0]?.query.get('with_response')).toBe(
      'true',
    );
  });

  it('is answered once', async () => {
    const codes: unknown[] = [];
    stage.nextCommand(async (interaction) => {
      await interaction.reply('One');
      const again = stage.client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
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
    stage.nextCommand(async (interaction) => {
      stage.advance(3_001);
      codes.push(await refused(interaction.reply('late')));
    });
    const late = await search();
    expect(late.answered).toBe(false);
    stage.nextCommand(async (interaction) => {
      await interaction.deferReply();
      stage.advance(15 * 60_000 + 1);
      codes.push(await refused(interaction.editReply('much later')));
    });
    const slow = await search();
    await expect.poll(() => codes).toEqual([10062, 50027]);
    expect(slow.message()?.content).toBe('');
  });

  it('is over for the person after the real deadline, too', async () => {
    const codes: (number | string)[] = [];
    stage.nextCommand(async (interaction) => {
      await stage.discord.until(() => stage.discord.world.interactions.get(interaction.id)?.expired, 'the deadline');
      codes.push(await refused(interaction.reply('late')));
    });
    expect((await search()).answered).toBe(false);
    await expect.poll(() => codes).toEqual([10062]);
  });

  it('has no message before its first answer, and takes no answer of another kind', async () => {
    const codes: (number | string)[] = [];
    stage.nextCommand(async (interaction) => {
      const { id, token } = interaction;
      const callback = (body: unknown) =>
        stage.client.rest.post(Routes.interactionCallback(id, token), { body, auth: false });
      codes.push(
        await refused(stage.client.rest.get(Routes.webhookMessage(stage.discord.app.id, token), { auth: false })),
      );
      codes.push(await refused(callback({ type: 7, data: { content: 'x' } })));
      codes.push(await refused(callback({ type: 4, data: {} })));
      codes.push(await refused(callback({ type: 4, data: { content: 'x', colour: 1 } })));
      await interaction.reply('right');
    });
    expect((await search()).message()?.content).toBe('right');
    expect(codes).toEqual([10015, 50035, 50006, 50035]);
  });

  it('comes by the person’s own installation where the bot is not', async () => {
    const elsewhere = stage.discord.addGuild({ withBot: false });
    const other = stage.discord.addChannel({ name: 'other', guild: elsewhere });
    stage.discord.addMember(elsewhere, stage.ada.id);
    await expect(stage.ada.command(other, 'papers search', { query: 'a' })).rejects.toThrow('to be installed here');
    stage.discord.world.users.get(stage.ada.id)!.hasInstalled = true;
    const codes: (number | string)[] = [];
    stage.next(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      expect(interaction.authorizingIntegrationOwners).toMatchObject({ 1: stage.ada.id });
      await interaction.reply('One');
      for (let count = 0; count < 5; count += 1) await interaction.followUp(`More ${count}`);
      codes.push(await refused(interaction.followUp('Too much')));
    });
    await stage.ada.command(other, 'papers search', { query: 'a' });
    await expect.poll(() => [codes, stage.failures]).toEqual([[40094], []]);
  });
});
