import { GatewayDispatchEvents as Name } from 'discord-api-types/v10';
import { fieldsOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';

/** The ids of what changed, of which some may not be there; `userId` is the bot's own. */
type Read = (data: Fields, userId: string) => readonly unknown[];

const own: Read = ({ id }) => [id];
const server: Read = ({ guild_id: guild }) => [guild];
/** Of members only the bot itself counts. */
const member: Read = ({ user, guild_id: guild }, userId) => (fieldsOf(user)['id'] === userId ? [guild] : []);
/** Who says something to us in a direct conversation may hear from us again. */
const speaker: Read = ({ author, user, channel_id: conversation, guild_id: guild }) =>
  guild === undefined ? [fieldsOf(author)['id'], fieldsOf(user)['id'], conversation] : [];

/** What may make a place work again that failed. */
const changes: Readonly<Record<string, Read>> = {
  [Name.GuildCreate]: own,
  [Name.GuildUpdate]: own,
  [Name.ChannelCreate]: own,
  [Name.ChannelUpdate]: own,
  [Name.ChannelDelete]: own,
  [Name.ThreadCreate]: own,
  [Name.ThreadUpdate]: own,
  [Name.GuildRoleCreate]: server,
  [Name.GuildRoleUpdate]: server,
  [Name.GuildRoleDelete]: server,
  [Name.GuildMemberUpdate]: member,
  [Name.MessageCreate]: speaker,
  [Name.InteractionCreate]: speaker,
};

/**
 * The ids of the servers, channels, threads, conversations and people for whom an event of the gateway may have changed what the bot may
 * do there.
 */
export function changedBy(event: unknown, userId: string): readonly string[] {
  const { t: name, d: data } = fieldsOf(event);
  const read = typeof name === 'string' && Object.hasOwn(changes, name) ? changes[name] : undefined;
  return read?.(fieldsOf(data), userId).flatMap((id) => textOf(id) ?? []) ?? [];
}
