import { OAuth2Scopes, PermissionFlagsBits as Bits } from 'discord-api-types/v10';

/** What Paperboy may need, as Discord's own pages call it. */
const names: ReadonlyMap<bigint, string> = new Map([
  [Bits.ViewChannel, 'View Channel'],
  [Bits.SendMessages, 'Send Messages'],
  [Bits.EmbedLinks, 'Embed Links'],
  [Bits.ReadMessageHistory, 'Read Message History'],
  [Bits.SendMessagesInThreads, 'Send Messages in Threads'],
  [Bits.CreatePublicThreads, 'Create Public Threads'],
]);

/** Where somebody may want a post. Discord calls writing by other names in threads, and a forum holds nothing but threads. */
export type Surface = 'channel' | 'thread' | 'forum';

/** Read Message History is what shows whether a post arrived whose answer was lost. */
const reading = [Bits.ViewChannel, Bits.ReadMessageHistory, Bits.EmbedLinks];

const needed: Readonly<Record<Surface, readonly bigint[]>> = {
  channel: [...reading, Bits.SendMessages],
  thread: [...reading, Bits.SendMessagesInThreads],
  forum: [...reading, Bits.SendMessages, Bits.SendMessagesInThreads],
};

/** What is missing to post on a surface, in Discord's words; empty when nothing is. */
export function missingPermissions(have: bigint, surface: Surface): readonly string[] {
  if (holds(have, Bits.Administrator)) return [];
  // Without this one Discord tells of no other.
  if (!holds(have, Bits.ViewChannel)) return [nameOf(Bits.ViewChannel)];
  return needed[surface].filter((bit) => !holds(have, bit)).map(nameOf);
}

/** The same for what belongs below a post: in a thread and in a forum it stands where the post stands. */
export function missingBelow(have: bigint, surface: Surface): readonly string[] {
  if (surface !== 'channel' || !holds(have, Bits.ViewChannel)) return missingPermissions(have, surface);
  if (holds(have, Bits.Administrator)) return [];
  return [Bits.CreatePublicThreads, Bits.SendMessagesInThreads].filter((bit) => !holds(have, bit)).map(nameOf);
}

export function mayReadHistory(have: bigint): boolean {
  return holds(have, Bits.Administrator) || (holds(have, Bits.ViewChannel) && holds(have, Bits.ReadMessageHistory));
}

/** Whether somebody may set the tags of a forum that only moderators may. */
export function mayModerate(have: bigint): boolean {
  return holds(have, Bits.Administrator) || holds(have, Bits.ManageThreads);
}

/** Whether a person with these permissions may change what is posted in a place, in a thread as in its channel. */
export function mayConfigure(have: bigint): boolean {
  return [Bits.Administrator, Bits.ManageGuild, Bits.ManageChannels].some((bit) => holds(have, bit));
}

/** Whether somebody reads what is posted in a place; a private thread only for sure who manages threads. */
export function mayReadAll({ have, isSecret }: { readonly have: bigint; readonly isSecret: boolean }): boolean {
  return mayReadHistory(have) && (!isSecret || mayModerate(have));
}

export type Standing = {
  readonly serverId: string;
  readonly ownerId: string;
  readonly userId: string;
  readonly memberRoles: readonly string[];
  readonly roles: readonly { readonly id: string; readonly permissions: bigint }[];
  readonly overwrites: readonly { readonly id: string; readonly allow: bigint; readonly deny: bigint }[];
};

/** What a member may do in a channel: https://docs.discord.com/developers/topics/permissions#permission-overwrites */
export function permissionsIn({ serverId, ownerId, userId, memberRoles, roles, overwrites }: Standing): bigint {
  const all = (1n << 64n) - 1n;
  if (ownerId === userId) return all;
  const own = new Set([serverId, ...memberRoles]);
  const base = roles.filter(({ id }) => own.has(id)).reduce((sum, { permissions }) => sum | permissions, 0n);
  if (holds(base, Bits.Administrator)) return all;
  const byRole = overwrites.filter(({ id }) => id !== serverId && own.has(id));
  const steps = [
    overwrites.filter(({ id }) => id === serverId),
    [{ allow: union(byRole.map(({ allow }) => allow)), deny: union(byRole.map(({ deny }) => deny)) }],
    overwrites.filter(({ id }) => id === userId),
  ];
  return steps.flat().reduce((have, { allow, deny }) => (have & ~deny) | allow, base);
}

/** The page on which somebody invites the bot to a server, with exactly what it needs and nothing more. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: String(union([...names.keys()])),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

function holds(have: bigint, bit: bigint): boolean {
  return (have & bit) === bit;
}

function union(bits: readonly bigint[]): bigint {
  return bits.reduce((all, bit) => all | bit, 0n);
}

function nameOf(bit: bigint): string {
  return names.get(bit) ?? String(bit);
}
