import { GatewayDispatchEvents as Name } from 'discord-api-types/v10';
import { fieldsOf, textOf } from './fields.ts';

type Read = (data: unknown) => readonly unknown[];

const own: Read = (data) => [fieldsOf(data)['id']];
const server: Read = (data) => [fieldsOf(data)['guild_id']];

/** What may make a place work again, with the ids of what changed. */
const changes: Readonly<Record<string, Read>> = {
  [Name.GuildCreate]: own,
  [Name.GuildUpdate]: own,
  [Name.ChannelCreate]: own,
  [Name.ChannelUpdate]: own,
  [Name.ThreadCreate]: own,
  [Name.ThreadUpdate]: own,
  [Name.GuildRoleCreate]: server,
  [Name.GuildRoleUpdate]: server,
  [Name.GuildRoleDelete]: server,
};

/**
 * The ids of the servers, channels, threads and people for whom an event of the gateway may have changed what the bot may
 * do. Of members only the bot itself counts, and a person who says something to it.
 */
export function changedBy(event: unknown, userId: string): readonly string[] {
  const { t: name, d: data } = fieldsOf(event);
  if (typeof name !== 'string') return [];
  if (name === Name.GuildMemberUpdate) {
    return fieldsOf(fieldsOf(data)['user'])['id'] === userId ? ids(server(data)) : [];
  }
  const read = Object.hasOwn(changes, name) ? changes[name] : undefined;
  if (read !== undefined) return ids(read(data));
  const { guild_id: guild, author, user } = fieldsOf(data);
  const isDirect = guild === undefined || guild === null;
  if (name === Name.MessageCreate && isDirect) return ids([fieldsOf(author)['id']]);
  if (name === Name.InteractionCreate && isDirect) return ids([fieldsOf(user)['id']]);
  return [];
}

function ids(values: readonly unknown[]): readonly string[] {
  return values.flatMap((value) => textOf(value) ?? []);
}
