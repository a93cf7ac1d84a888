import { createHash } from 'node:crypto';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandSubcommandOption,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { clampText } from '../../cards/clamp-spans.ts';
import { cleanLine } from '../../cards/clean-text.ts';
import { fillForm, fillTopic } from '../../cards/form.ts';
import type { CommandInfo, Request } from '../../chat/request.ts';
import { anyBlank, blanks, publicly } from './command-options.ts';
import type { Blank } from './command-options.ts';
import { limits } from './limits.ts';

/** The name of the one slash command, and of the entry in the menu of a message. */
export const slashName = 'papers';
export const messageMenuName = 'Find related papers';

/**
 * What is registered with Discord: one slash command with a subcommand for each sentence of the grammar that people say,
 * and the menu of a message. `everywhere` also offers them in direct messages and to accounts that added the bot for
 * themselves, which Discord takes for global commands only.
 */
export function commandsSchema(
  commands: readonly CommandInfo[],
  { everywhere }: { readonly everywhere: boolean },
): RESTPutAPIApplicationCommandsJSONBody {
  const where = everywhere
    ? {
        contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
        integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
      }
    : {};
  const spoken = spokenOf(commands);
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: slashName,
      description: 'Find papers, and subscribe to a paper of the day',
      options: spoken.map((command) => subcommand(command, spoken)),
      ...where,
    },
    { type: ApplicationCommandType.Message, name: messageMenuName, ...where },
  ];
}

/** How people see a command there. */
export function menuOf(commands: readonly CommandInfo[]): NonNullable<Request['menu']> {
  return (wanted) => {
    const command = spokenOf(commands).find(({ name }) => name === wanted);
    if (command === undefined) return null;
    const shown = blanksOf(command).map(({ name, description }) => ({ name, description }));
    return { says: `/${slashName} ${command.name}`, blanks: shown };
  };
}

function spokenOf(commands: readonly CommandInfo[]): readonly CommandInfo[] {
  return commands.filter(({ hidden }) => hidden !== true).slice(0, limits.commandOptions);
}

/** A short text that is the same for the same commands, whatever the order of their properties. */
export function schemaHash(schema: readonly unknown[]): string {
  return createHash('sha256').update(stableJson(schema)).digest('hex');
}

/** The sentence that a subcommand with these values says; values by the names of its options. */
export function commandSentence(
  { name, usage }: Pick<CommandInfo, 'name' | 'usage'>,
  values: Readonly<Record<string, string | number | boolean>>,
): string {
  const parts = blanksOf({ name, usage }).flatMap((blank) => {
    const value = Object.hasOwn(values, blank.name) ? values[blank.name] : undefined;
    if (value === undefined) return [];
    if (!blank.says.includes('{}')) return value === true ? [blank.says] : [];
    const typed = typeof value === 'boolean' ? (value ? 'on' : 'off') : cleanLine(String(value));
    const said = blank.isTopic === true ? fillTopic(typed) : typed;
    return (blank.many === true ? severalIn(said, blank) : [said]).flatMap((one) => filled(blank, one) || []);
  });
  return [name, ...parts].join(' ');
}

function filled({ says }: Blank, said: string): string {
  // A value stays in its quotes.
  const value = says.includes('"') ? said.replaceAll('"', '') : said;
  return fillForm(`[${says.replace('{}', '{value}')}]`, { value });
}

/** `cs.CL, cs.LG`, `cs.CL or cs.LG`, and what was copied out of a sentence: `cat:cs.CL cat:cs.LG`. */
function severalIn(said: string, { says }: Blank): readonly string[] {
  const [head = ''] = says.split('{}');
  return said
    .split(/[\s,;/|&+]+/u)
    .map((word) => (word.toLowerCase().startsWith(head) ? word.slice(head.length) : word))
    .filter((word) => word !== '' && !/^(?:and|or)$/iu.test(word));
}

/** What is proposed for an option of a subcommand while it is typed; null: nothing. */
export function completesOf(
  command: Pick<CommandInfo, 'name' | 'usage'>,
  optionName: string,
): NonNullable<Blank['completes']> | null {
  return blanksOf(command).find(({ name }) => name === optionName)?.completes ?? null;
}

function subcommand(command: CommandInfo, spoken: readonly CommandInfo[]): APIApplicationCommandSubcommandOption {
  // Required options come first: Discord takes them in no other order.
  const all = [...blanksOf(command), publicly].slice(0, limits.commandOptions);
  const options = [...all.filter(({ required }) => required), ...all.filter(({ required }) => !required)];
  const names = command.name === 'help' ? spoken.map(({ name }) => name).slice(0, limits.commandChoices) : null;
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: command.name,
    description: described(command.summary),
    options: options.map((blank) =>
      option(names === null || blank === publicly ? blank : { ...blank, choices: names }),
    ),
  };
}

function blanksOf({ name, usage }: Pick<CommandInfo, 'name' | 'usage'>): readonly Blank[] {
  const known = Object.hasOwn(blanks, name) ? blanks[name] : undefined;
  return known ?? (usage === '' ? [] : [anyBlank(usage)]);
}

function option({ name, description, type, required, ...more }: Blank): APIApplicationCommandBasicOption {
  const common = { name, description: described(description), ...(required === true ? { required } : {}) };
  if (type === ApplicationCommandOptionType.Boolean || type === ApplicationCommandOptionType.Role) {
    return { ...common, type };
  }
  if (type === ApplicationCommandOptionType.Integer) {
    const { min, max } = more;
    return {
      ...common,
      type,
      ...(min === undefined ? {} : { min_value: min }),
      ...(max === undefined ? {} : { max_value: max }),
    };
  }
  if (more.completes !== undefined) return { ...common, type, autocomplete: true };
  const { choices } = more;
  if (choices === undefined) return { ...common, type };
  return { ...common, type, choices: choices.map((value) => ({ name: value, value })) };
}

function described(text: string): string {
  return clampText(cleanLine(text), limits.commandDescription) || '…';
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
