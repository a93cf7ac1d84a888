import { ApplicationCommandType, ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import { fieldsOf, listOf } from '../shared/fields.ts';

/** What Discord adds of its own: https://docs.discord.com/developers/interactions/application-commands#application-command-object */
const added: ReadonlySet<string> = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  // Where a command is offered in direct messages is told by its contexts, of which this is the older form.
  'dm_permission',
  'default_permission',
  // Nothing more than the translations of whoever asks.
  'name_localized',
  'description_localized',
]);

/** What a command is where nothing is said of it. */
const defaults = {
  type: ApplicationCommandType.ChatInput,
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/** What is said of commands that are everywhere, and of no others. */
const ofEverywhere: ReadonlySet<string> = new Set(['contexts', 'integration_types']);

/** Their order means nothing. */
const unordered: ReadonlySet<string> = new Set(['contexts', 'integration_types', 'channel_types']);

/** What a command without contexts, and one with every context, both are. */
const everyContext: readonly unknown[] = [
  InteractionContextType.Guild,
  InteractionContextType.BotDM,
  InteractionContextType.PrivateChannel,
];

/**
 * Commands, as we say them or as Discord tells them, in one form: without what Discord adds, and without what means nothing
 * (null, false, an empty list). `everywhere`: they are not of one server alone. Two that people could tell apart are never the same.
 */
export function plainCommands(
  commands: readonly unknown[],
  { everywhere }: { readonly everywhere: boolean },
): readonly unknown[] {
  const isSaid = ([name, value]: readonly [string, unknown]): boolean =>
    value !== null && value !== undefined && (everywhere || !ofEverywhere.has(name));
  return commands
    .map((command) => plain({ ...defaults, ...Object.fromEntries(Object.entries(fieldsOf(command)).filter(isSaid)) }))
    .toSorted(byName);
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).flatMap(([name, inner]): readonly (readonly [string, unknown])[] => {
    if (added.has(name) || meansNothing(inner)) return [];
    if (name === 'contexts' && everyContext.every((one) => listOf(inner).includes(one))) return [];
    const said = plain(inner);
    return [[name, unordered.has(name) ? listOf(said).toSorted((one, other) => Number(one) - Number(other)) : said]];
  });
  return Object.fromEntries(fields);
}

function meansNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function byName(one: unknown, other: unknown): number {
  const [first, second] = [one, other].map(
    (command) => `${String(fieldsOf(command)['type'])} ${String(fieldsOf(command)['name'])}`,
  );
  if (first === second) return 0;
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
