import {
  ActionRowBuilder,
  ApplicationIntegrationType,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  ContainerBuilder,
  ContextMenuCommandBuilder,
  EmbedBuilder,
  InteractionContextType,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stage } from './stage.ts';
import { createStage } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await createStage();
});

afterEach(() => stage.stop());

const papers = new SlashCommandBuilder()
  .setName('papers')
  .setDescription('Papers')
  .setContexts(InteractionContextType.Guild, InteractionContextType.BotDM)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall)
  .addSubcommand((search) =>
    search
      .setName('search')
      .setDescription('Find papers')
      .addStringOption((option) =>
        option
          .setName('query')
          .setDescription('What to find')
          .setRequired(true)
          .setAutocomplete(true)
          .setMaxLength(200),
      )
      .addIntegerOption((option) => option.setName('page').setDescription('Which page').setMinValue(1).setMaxValue(50))
      .addStringOption((option) =>
        option.setName('sort').setDescription('In which order').addChoices({ name: 'Newest', value: 'new' }),
      )
      .addChannelOption((option) =>
        option.setName('where').setDescription('A channel').addChannelTypes(ChannelType.GuildText),
      )
      .addRoleOption((option) => option.setName('ping').setDescription('A role')),
  );

describe('what the builders of discord.js make', () => {
  it('is taken as commands, whose options arrive as what they are', async () => {
    const { client, discord, ada, channel } = stage;
    const setup = new SlashCommandBuilder()
      .setName('setup')
      .setDescription('Settings')
      .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild);
    const menu = new ContextMenuCommandBuilder().setName('Find related papers').setType(3);
    await client.application.commands.set([papers, setup, menu]);
    expect(discord.commands().map((each) => each.body['name'])).toEqual(['papers', 'setup', 'Find related papers']);
    const role = discord.addRole(discord.guild, { name: 'readers' });
    stage.nextCommand(async (interaction) => {
      const { options } = interaction;
      await interaction.reply(
        [
          options.getInteger('page'),
          options.getString('sort'),
          options.getChannel('where')?.name,
          options.getRole('ping')?.name,
        ].join(' '),
      );
    });
    const values = { query: 'graphs', page: 2, sort: 'new', where: channel.id, ping: role.id };
    expect((await ada.command(channel, 'papers search', values)).message()?.content).toBe('2 new reading readers');
    await expect(ada.command(channel, 'papers search', { query: 'a', sort: 'old' })).rejects.toThrow(
      'one of the choices',
    );
    await expect(ada.command(channel, 'papers search', { query: 'a', page: 51 })).rejects.toThrow('between 1 and 50');
  });

  it('is taken as messages, old and new, and as modals', async () => {
    const { client, channel, ada } = stage;
    const place = await client.channels.fetch(channel.id);
    if (!place?.isSendable()) throw new Error('Expected a channel to send to');
    const embed = new EmbedBuilder()
      .setTitle('A paper')
      .setURL('https://arxiv.org/abs/2401.01234')
      .setTimestamp(0)
      .addFields({ name: 'By', value: 'Ada' });
    const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setLabel('Why').setCustomId('why').setStyle(ButtonStyle.Secondary).setEmoji('❓'),
      new ButtonBuilder().setLabel('Open').setURL('https://arxiv.org').setStyle(ButtonStyle.Link),
    );
    const menu = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
      new StringSelectMenuBuilder()
        .setCustomId('jump')
        .setPlaceholder('Jump')
        .addOptions({ label: 'One', value: '1', description: 'First' }),
    );
    const sent = await place.send({
      content: 'Today',
      embeds: [embed],
      components: [buttons, menu],
      allowedMentions: { parse: [] },
    });
    expect((await sent.edit({ content: 'Changed' })).embeds[0]?.title).toBe('A paper');
    const container = new ContainerBuilder()
      .setAccentColor(0x112233)
      .addTextDisplayComponents(new TextDisplayBuilder().setContent('# A paper'));
    const modern = await place.send({ flags: MessageFlags.IsComponentsV2, components: [container] });
    expect(modern.components).toHaveLength(1);

    stage.next(async (interaction) => {
      if (!interaction.isButton()) return;
      const input = new TextInputBuilder().setCustomId('topic').setStyle(TextInputStyle.Short);
      const label = new LabelBuilder().setLabel('Topic').setTextInputComponent(input);
      await interaction.showModal(
        new ModalBuilder().setCustomId('form').setTitle('Subscribe').addLabelComponents(label),
      );
    });
    const opened = await ada.press(stage.discord.messages(channel)[0]!, 'Why');
    expect([opened.modal?.['title'], stage.failures]).toEqual(['Subscribe', []]);
  });
});
