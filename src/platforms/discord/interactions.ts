import { MessageFlags } from 'discord-api-types/v10';
import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { Answer, Card } from '../../cards/card.ts';
import { noticeCard } from '../../cards/notice-card.ts';
import type { Completion } from '../../chat/completion.ts';
import type { Log } from '../../log.ts';
import type { Handlers, Sentences } from '../platform.ts';
import { personOf } from './ask.ts';
import type { Ask } from './ask.ts';
import { publicly } from './command-options.ts';
import { commandSentence, completesOf } from './commands-schema.ts';
import { readCustomId, sentenceOf } from './custom-id.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { createMemory } from '../shared/memory.ts';
import { createExchange } from './exchange.ts';
import type { Exchange, ExchangeParts } from './exchange.ts';
import { filledIn } from './form-modal.ts';
import type { Forms } from './forms.ts';
import { typedText } from './incoming-text.ts';
import { textIn } from './message-text.ts';
import { proposals } from './proposals.ts';
import type { Asked, Reply } from './reply.ts';
import { isDirect } from './speaker.ts';
import type { SpeakerOf } from './speaker.ts';
import type { TellThere } from './tell-there.ts';

export type InteractionParts = {
  readonly ask: Ask;
  readonly speakerOf: SpeakerOf;
  readonly reply: Reply;
  readonly forms: Forms;
  readonly tellThere: TellThere;
  readonly handlers: Pick<Handlers, 'commands' | 'complete'>;
  readonly sentences: Sentences;
  readonly botId: string;
  readonly now: () => Date;
  readonly log: Log;
  readonly reference: () => string;
} & Pick<ExchangeParts, 'rest' | 'backoff'>;

/** Discord waits three seconds for what can be typed, on its way here and back included. */
const typingMs = 2_000;

/** For this long a list that was shared is still in sight. */
const sharedMs = 120_000;
const mostShared = 1_000;

type Command = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;
type Pressed = ButtonInteraction | StringSelectMenuInteraction;

/** What people do with commands, menus, buttons and windows. Never rejects. */
export function createInteractions(parts: InteractionParts): (interaction: Interaction) => Promise<void> {
  const { ask, speakerOf, reply, forms, handlers, sentences, log } = parts;

  /** After a restart it may be shared again. */
  const shared = createMemory<true>({ most: mostShared, lifeMs: sharedMs, now: parts.now });

  const exchangeOf = (interaction: Interaction): Exchange => createExchange({ ...parts, interaction });

  /** What nobody expects is logged, and said to the person under the same name. */
  const safely = async (asked: Asked, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const reference = parts.reference();
      log.error('discord.interaction-failed', { reference, error });
      await reply.tell(asked, failedCard(reference));
    }
  };

  const command = async (interaction: Command, said: string, wantsPublic: boolean): Promise<void> => {
    const direct = isDirect(interaction);
    const asked = { exchange: exchangeOf(interaction), said, direct, wantsPublic, replaces: false };
    await safely(asked, async () => {
      const openly = wantsPublic && !direct;
      const speaker = speakerOf(interaction).then((who) => ({
        ...who,
        openly,
        chosen: interaction.isChatInputCommand(),
      }));
      await reply.answer(asked, answerTo(said, speaker), speaker);
    });
  };

  const answerTo = async (said: string, speaker: ReturnType<SpeakerOf>): Promise<Answer> => ask(said, await speaker);

  const pressed = async (interaction: Pressed): Promise<void> => {
    const direct = isDirect(interaction);
    const id = readCustomId(interaction.isButton() ? interaction.customId : (interaction.values[0] ?? ''));
    const isPrivate = direct || interaction.message.flags.has(MessageFlags.Ephemeral);
    const replaces = isPrivate && id?.kind === 'says' && id.replaces;
    const asked = { exchange: exchangeOf(interaction), said: '', direct, wantsPublic: false, replaces };
    await safely(asked, async () => {
      const said = id?.kind === 'says' ? await sentenceOf(id, sentences) : null;
      if (said === null) return reply.tell({ ...asked, replaces: false }, forgottenCard);
      const speaker = speakerOf(interaction);
      if (!said.startsWith('share ')) return reply.answer({ ...asked, said }, answerTo(said, speaker), speaker);
      const key = `${interaction.channelId} ${said}`;
      if (shared.get(key) !== undefined) return reply.tell(asked, sharedCard);
      shared.set(key, true);
      const answer = answerTo(said, speaker);
      await reply.answer({ ...asked, said }, answer, speaker);
      if ((await answer).audience !== 'place') shared.delete(key);
    });
  };

  const sent = async (interaction: ModalSubmitInteraction): Promise<void> => {
    const id = readCustomId(interaction.customId);
    const exchange = exchangeOf(interaction);
    const asked = { exchange, said: '', direct: isDirect(interaction), wantsPublic: false, replaces: false };
    await safely(asked, async () => {
      const said = id?.kind === 'form' ? await sentenceOf(id, sentences) : null;
      if (said === null) return reply.tell(asked, forgottenCard);
      const speaker = speakerOf(interaction);
      const answered = speaker.then((who) => forms.sent(said, filledIn(interaction.components), who));
      await reply.answer(
        { ...asked, said },
        answered.then(({ answer }) => answer),
        speaker,
      );
      const { told } = await answered;
      if (told !== null) await parts.tellThere(told.channel, told.card, `form:${interaction.id}`);
    });
  };

  const typing = async (interaction: AutocompleteInteraction): Promise<void> => {
    const exchange = exchangeOf(interaction);
    const { name, value } = interaction.options.getFocused(true);
    const info = infoOf(interaction);
    const what = info === null ? null : completesOf(info, name);
    const completed = async (): Promise<readonly Completion[]> => {
      if (what === null || handlers.complete === undefined) return [];
      const { place, user } = await speakerOf(interaction);
      return handlers.complete({ what, typed: value, person: personOf(user), place });
    };
    const found = completed();
    const inTime = await endsWithin(typingMs, found);
    await exchange.propose(proposals(inTime ? await found.catch(() => []) : []));
  };

  const infoOf = (interaction: ChatInputCommandInteraction | AutocompleteInteraction) => {
    const name = interaction.options.getSubcommand(false);
    return handlers.commands.find((info) => info.name === name) ?? null;
  };

  return async (interaction) => {
    if (interaction.isAutocomplete()) return typing(interaction);
    if (interaction.isButton() || interaction.isStringSelectMenu()) return pressed(interaction);
    if (interaction.isModalSubmit()) return sent(interaction);
    if (interaction.isChatInputCommand()) {
      const { [publicly.name]: isPublic, ...values } = valuesOf(interaction);
      // A subcommand of another version of Paperboy is still a sentence.
      const info = infoOf(interaction) ?? { name: interaction.options.getSubcommand(false) ?? '', usage: '[text]' };
      return command(interaction, commandSentence(info, values), isPublic === true);
    }
    if (interaction.isMessageContextMenuCommand()) {
      const text = typedText(textIn(interaction.targetMessage), parts.botId, new Map());
      return command(interaction, `related ${text}`, false);
    }
  };
}

type Values = Record<string, string | number | boolean>;

function valuesOf({ options }: ChatInputCommandInteraction): Values {
  const values: Values = {};
  for (const { name, value } of options.data[0]?.options ?? []) if (value !== undefined) values[name] = value;
  return values;
}

const sharedCard: Card = noticeCard({
  title: 'It is here already',
  text: ['Somebody shared this a moment ago: look a little above.'],
});

const forgottenCard: Card = noticeCard({
  title: 'This is too old to be used',
  text: ['Paperboy does not know any more what it said. Please ask again, in a message or with /papers.'],
});

function failedCard(reference: string): Card {
  return noticeCard({
    title: 'Something went wrong here',
    text: ['This is not your fault. Please try again in a moment; if it happens again, tell whoever runs Paperboy.'],
    reference,
  });
}
