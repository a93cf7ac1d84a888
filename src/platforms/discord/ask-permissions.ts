import { ChannelType, Routes } from 'discord-api-types/v10';
import type { Place } from '../../chat/place.ts';
import type { Call } from './call.ts';
import { discordCode } from './errors.ts';
import { fieldsOf, listOf, numberOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { permissionsIn } from './permissions.ts';
import type { Surface } from './permissions.ts';

export type Rights =
  | {
      readonly kind: 'known';
      readonly have: bigint;
      readonly surface: Surface;
      /** What the channel or thread is called. */
      readonly name: string;
      /** A private thread: only those who were let in see it. */
      readonly isSecret: boolean;
      /** The same channel or thread, as Discord describes it. */
      readonly channel: Fields;
    }
  /** The bot is not in that server, or there is no such server. */
  | { readonly kind: 'no-server' }
  /** The bot does not see the channel. */
  | { readonly kind: 'hidden' }
  /** A direct conversation, in which there are no permissions; or Discord could not be asked now. */
  | { readonly kind: 'unknown' };

export type AskPermissionsParts = {
  readonly call: Call;
  readonly userId: string;
  /** The roles of that member; asked for like everything else unless told. */
  readonly rolesIn?: (server: string) => Promise<readonly string[]>;
};

/** What the bot, or a member, may do in a place, found out by asking. Never rejects. */
export async function askPermissions(parts: AskPermissionsParts, place: Place): Promise<Rights> {
  const { call, userId, rolesIn = (guild) => readRoles(call, guild, userId) } = parts;
  const { workspace } = place;
  if (workspace === null) return { kind: 'unknown' };
  let asked: 'server' | 'channel' = 'server';
  try {
    const server = fieldsOf(await call({ method: 'GET', route: Routes.guild(workspace) }));
    asked = 'channel';
    const channel = await readChannel(call, place.thread ?? place.channel);
    // A thread has no permissions of its own.
    const parent = isThread(channel) ? await readChannel(call, textOf(channel['parent_id']) ?? place.channel) : channel;
    const memberRoles = await rolesIn(workspace);
    const have = permissionsIn({
      serverId: workspace,
      ownerId: textOf(server['owner_id']) ?? '',
      userId,
      memberRoles,
      roles: listOf(server['roles']).map((role) => ({ id: idOf(role), permissions: bitsOf(role, 'permissions') })),
      overwrites: listOf(parent['permission_overwrites']).map((one) => ({
        id: idOf(one),
        allow: bitsOf(one, 'allow'),
        deny: bitsOf(one, 'deny'),
      })),
    });
    const isSecret = numberOf(channel['type']) === ChannelType.PrivateThread;
    const name = textOf(channel['name']) ?? '';
    return { kind: 'known', have, surface: surfaceOf(channel), name, isSecret, channel };
  } catch (error) {
    if (discordCode(error) === null) return { kind: 'unknown' };
    return asked === 'server' ? { kind: 'no-server' } : { kind: 'hidden' };
  }
}

/** The ids of the roles of a member. Rejects as a call does. */
export async function readRoles(call: Call, server: string, userId: string): Promise<readonly string[]> {
  const member = fieldsOf(await call({ method: 'GET', route: Routes.guildMember(server, userId) }));
  return listOf(member['roles']).flatMap((id) => textOf(id) ?? []);
}

export async function readChannel(call: Call, id: string): Promise<Fields> {
  return fieldsOf(await call({ method: 'GET', route: Routes.channel(id) }));
}

export function isForum(channel: Fields): boolean {
  const type = numberOf(channel['type']);
  return type === ChannelType.GuildForum || type === ChannelType.GuildMedia;
}

/** What stands in it may be passed on to the servers that follow it; its threads may not. */
export function isAnnouncement(channel: Fields): boolean {
  return numberOf(channel['type']) === ChannelType.GuildAnnouncement;
}

export function isThread(channel: Fields): boolean {
  const type = numberOf(channel['type']);
  return (
    type === ChannelType.PublicThread || type === ChannelType.PrivateThread || type === ChannelType.AnnouncementThread
  );
}

function surfaceOf(channel: Fields): Surface {
  if (isForum(channel)) return 'forum';
  return isThread(channel) ? 'thread' : 'channel';
}

function idOf(value: unknown): string {
  return textOf(fieldsOf(value)['id']) ?? '';
}

function bitsOf(value: unknown, name: string): bigint {
  const text = textOf(fieldsOf(value)[name]);
  return text !== null && /^\d{1,20}$/u.test(text) ? BigInt(text) : 0n;
}
