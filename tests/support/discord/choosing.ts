import type { Fields } from '../fields.ts';
import { fieldsOf, listOf, textOf } from '../fields.ts';
import { isInstalledIn, resolvedOf } from './interactions.ts';
import { may, permissionsIn } from './permissions.ts';
import type { Channel, Command, World } from './world.ts';

export type OptionValues = Readonly<Record<string, string | number | boolean>>;

/** Whether an administrator lets everybody use a command whose default asks for a permission. */
export type Allowed = { readonly allowedToAll?: boolean };

/**
 * The registered command that a person sees in a place by that name. Throws where the person would not find it: not
 * registered, not for this place, not for people without the default permissions.
 */
export function findCommand(
  world: World,
  userId: string,
  channel: Channel,
  given: { name: string; type: number } & Allowed,
): Command {
  const named = [...world.app.commands.values()].filter(
    (each) =>
      each.body['name'] === given.name &&
      (each.body['type'] ?? 1) === given.type &&
      (each.guildId === null || each.guildId === channel.guildId),
  );
  // A server's own command hides the one that is everywhere.
  const command = named.find((each) => each.guildId !== null) ?? named[0];
  if (!command) throw new Error(`Expected a registered command named "${given.name}" of type ${given.type}`);
  const context = channel.guildId !== null ? 0 : isInstalledIn(world, channel) ? 1 : 2;
  const contexts = command.body['contexts'];
  if (Array.isArray(contexts) && !contexts.includes(context))
    throw new Error(`Expected "${given.name}" to be there in context ${context}`);
  const installations = command.body['integration_types'] ?? [0];
  const way = isInstalledIn(world, channel) ? 0 : 1;
  const bySelf = world.users.get(userId)?.hasInstalled === true && listOf(installations).includes(1);
  if (!bySelf && (way === 1 || !listOf(installations).includes(0)))
    throw new Error(`Expected "${given.name}" to be installed here`);
  checkPermissions(world, userId, channel, command, given);
  return command;
}

function checkPermissions(
  world: World,
  userId: string,
  channel: Channel,
  command: Command,
  given: { name: string } & Allowed,
): void {
  if (channel.guildId === null) return;
  if (!may(world, userId, channel, 'ViewChannel', 'UseApplicationCommands'))
    throw new Error('Expected a person who may use commands here');
  const needed = command.body['default_member_permissions'];
  if (given.allowedToAll === true || needed === undefined || needed === null) return;
  const bits = BigInt(typeof needed === 'number' ? needed : (textOf(needed) ?? 0));
  if (bits === 0n || (permissionsIn(world, userId, channel) & bits) !== bits) {
    throw new Error(`Expected a person with the permissions that "${given.name}" asks for by default`);
  }
}

/**
 * The data of a slash command as the client sends it. `words` are the name and its subcommands. Throws on what the client
 * would not let somebody send: unknown options, missing ones, values outside of the choices and limits.
 */
export function commandData(
  world: World,
  channel: Channel,
  given: { command: Command; words: readonly string[]; values: OptionValues; focused?: string },
): Fields {
  const { command, words, values, focused } = given;
  const path = words.slice(1);
  let options = listOf(command.body['options']).map(fieldsOf);
  const steps: Fields[] = [];
  for (const word of path) {
    const step = options.find((each) => each['name'] === word && (each['type'] === 1 || each['type'] === 2));
    if (!step) throw new Error(`Expected a subcommand "${word}" of ${words[0]}`);
    steps.push(step);
    options = listOf(step['options']).map(fieldsOf);
  }
  if (options.some((each) => each['type'] === 1 || each['type'] === 2))
    throw new Error(`Expected a subcommand of ${words.join(' ')}`);
  const filled = fillOptions(options, values, focused);
  const named = filled.map((each) => ({ type: Number(each['type']), id: String(each['value']) }));
  const resolved = resolvedOf(world, channel, named);
  const nested = steps.reduceRight<Fields[]>(
    (inner, step) => [{ name: step['name'], type: step['type'], options: inner }],
    filled,
  );
  return {
    id: command.id,
    name: command.body['name'],
    type: 1,
    options: nested,
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
  };
}

function fillOptions(options: readonly Fields[], values: OptionValues, focused: string | undefined): Fields[] {
  for (const name of Object.keys(values)) {
    if (!options.some((each) => each['name'] === name)) throw new Error(`Expected an option named "${name}"`);
  }
  const filled: Fields[] = [];
  for (const option of options) {
    const name = String(option['name']);
    const value = values[name];
    // While somebody is still typing, nothing is required yet.
    if (value === undefined && option['required'] === true && focused === undefined)
      throw new Error(`Expected a value for "${name}"`);
    if (value === undefined) continue;
    if (name === focused) {
      if (option['autocomplete'] !== true) throw new Error(`Expected an autocomplete on "${name}"`);
      filled.push({ name, type: option['type'], value, focused: true });
    } else {
      if (focused === undefined) checkValue(option, value);
      filled.push({ name, type: option['type'], value });
    }
  }
  if (focused !== undefined && !filled.some((each) => each['focused'] === true))
    throw new Error(`Expected a half-typed "${focused}"`);
  return filled;
}

function checkValue(option: Fields, value: string | number | boolean): void {
  const name = String(option['name']);
  const kind = ({ 4: 'number', 5: 'boolean', 10: 'number' } as const)[Number(option['type'])] ?? 'string';
  if (typeof value !== kind) throw new Error(`Expected a ${kind} for "${name}"`);
  if (option['type'] === 4 && !Number.isInteger(value)) throw new Error(`Expected a whole number for "${name}"`);
  const choices = listOf(option['choices']).map(fieldsOf);
  if (choices.length > 0 && !choices.some((each) => each['value'] === value))
    throw new Error(`Expected one of the choices of "${name}"`);
  const size = typeof value === 'string' ? value.length : Number(value);
  const [min, max] =
    typeof value === 'string'
      ? [option['min_length'], option['max_length'] ?? 6_000]
      : [option['min_value'], option['max_value']];
  if ((typeof min === 'number' && size < min) || (typeof max === 'number' && size > max)) {
    throw new Error(`Expected "${name}" between ${Number(min ?? 0)} and ${Number(max)}`);
  }
}

/** A component of a message, by its label, its custom id, or as the only one of its type. */
export function findComponent(components: readonly Fields[], type: number, name: string | undefined): Fields {
  const all = flatten(components).filter((each) => each['type'] === type);
  const found =
    name === undefined
      ? all
      : all.filter((each) => [each['label'], each['custom_id'], each['placeholder']].includes(name));
  const [first, second] = found;
  if (!first || (second && name === undefined)) {
    const there = all.map((each) => textOf(each['label']) ?? textOf(each['custom_id'])).join(', ');
    throw new Error(
      `Expected one component${name === undefined ? '' : ` named "${name}"`} of type ${type}; there are: ${there}`,
    );
  }
  if (first['disabled'] === true) throw new Error(`Expected "${name ?? 'the component'}" to be enabled`);
  return first;
}

function flatten(components: readonly Fields[]): Fields[] {
  return components.flatMap((each) => [
    each,
    ...flatten(listOf(each['components']).map(fieldsOf)),
    ...(each['accessory'] ? [fieldsOf(each['accessory'])] : []),
  ]);
}
