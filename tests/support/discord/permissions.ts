import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Guild, World } from './world.ts';
import { placeOf } from './world.ts';

export type Permission = keyof typeof PermissionFlagsBits;

/** The bits of some permissions, by their names. */
export function bitsOf(names: readonly Permission[]): bigint {
  return names.reduce((sum, each) => sum | PermissionFlagsBits[each], 0n);
}

export const everything = Object.values(PermissionFlagsBits).reduce((sum, each) => sum | each, 0n);

/** What `@everyone` may do on a new server. */
export const usual = bitsOf([
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'ReadMessageHistory',
  'UseApplicationCommands',
]);

/** In direct messages both sides may do the same. */
const direct = bitsOf([
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'ReadMessageHistory',
  'UseApplicationCommands',
]);

/** What follows from the roles alone. */
export function guildPermissions(guild: Guild, userId: string): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return everything;
  let bits = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const id of member.roles) bits |= guild.roles.get(id)?.permissions ?? 0n;
  return (bits & PermissionFlagsBits.Administrator) === 0n ? bits : everything;
}

/**
 * What somebody may do in a channel; threads go by their parent:
 * https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
export function permissionsIn(world: World, userId: string, channel: Channel): bigint {
  if (channel.guildId === null) return channel.recipients.includes(userId) ? direct : 0n;
  const guild = world.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  if (!guild || !member) return 0n;
  let bits = guildPermissions(guild, userId);
  if (bits === everything) return bits;
  const { overwrites } = placeOf(world, channel);
  const everyone = overwrites.find((each) => each.id === guild.id);
  if (everyone) bits = (bits & ~everyone.deny) | everyone.allow;
  let [allow, deny] = [0n, 0n];
  for (const each of overwrites) {
    if (each.kind !== 'role' || !member.roles.has(each.id)) continue;
    allow |= each.allow;
    deny |= each.deny;
  }
  bits = (bits & ~deny) | allow;
  const own = overwrites.find((each) => each.kind === 'member' && each.id === userId);
  if (own) bits = (bits & ~own.deny) | own.allow;
  return implied(bits, userId, channel);
}

/** Without a look at the channel nothing is allowed, and a private thread is only for its members. */
function implied(bits: bigint, userId: string, channel: Channel): bigint {
  if ((bits & PermissionFlagsBits.ViewChannel) === 0n) return 0n;
  const inThread = channel.thread !== null;
  const stranger = channel.kind === 'private-thread' && channel.thread?.members.has(userId) !== true;
  if (stranger && (bits & PermissionFlagsBits.ManageThreads) === 0n) return 0n;
  const speaks = inThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  if ((bits & speaks) !== 0n) return bits;
  return bits & ~bitsOf(['MentionEveryone', 'SendTTSMessages', 'AttachFiles', 'EmbedLinks']);
}

export function may(world: World, userId: string, channel: Channel, ...needed: Permission[]): boolean {
  const bits = bitsOf(needed);
  return (permissionsIn(world, userId, channel) & bits) === bits;
}

/** The permission that lets somebody write here. */
export function speaking(channel: Channel): Permission {
  return channel.thread === null ? 'SendMessages' : 'SendMessagesInThreads';
}
