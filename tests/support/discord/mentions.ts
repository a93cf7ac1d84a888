import type { Fields } from '../fields.ts';
import { fieldsOf, isFields, listOf, textOf } from '../fields.ts';
import type { Issue } from './api-error.ts';
import { nested } from './message-rules.ts';
import { may } from './permissions.ts';
import type { Channel, Message, World } from './world.ts';

type Named = Message['mentions'];

/** Users and roles that a text names: https://docs.discord.com/developers/reference#message-formatting */
export function namedIn(world: World, channel: Channel, body: Fields): Named & { readonly everyone: boolean } {
  const shown = listOf(body['components']).flatMap((each) => nested(each, []));
  const text = [body['content'], ...shown.map((each) => each.component['content'])]
    .map((each) => textOf(each) ?? '')
    .join('\n');
  const guild = world.guilds.get(channel.guildId ?? '');
  const found = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((each) => each[1] ?? ''))];
  return {
    users: found(/<@!?(\d+)>/g).filter((id) => world.users.has(id)),
    roles: found(/<@&(\d+)>/g).filter((id) => guild?.roles.has(id) === true),
    everyone: /@(everyone|here)\b/.test(text),
  };
}

/**
 * Whom a message of the author notifies after `allowed_mentions`, without which everything that is named pings:
 * https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
export function pingsOf(
  world: World,
  channel: Channel,
  given: { readonly authorId: string; readonly body: Fields; readonly answered: Message | undefined },
): Message['pings'] {
  const named = namedIn(world, channel, given.body);
  const told = given.body['allowed_mentions'];
  const allowed = isFields(told) ? told : { parse: ['users', 'roles', 'everyone'], replied_user: true };
  const parse = listOf(allowed['parse']);
  const lets = (kind: 'users' | 'roles', id: string) => parse.includes(kind) || listOf(allowed[kind]).includes(id);
  const loud = may(world, given.authorId, channel, 'MentionEveryone');
  const guild = world.guilds.get(channel.guildId ?? '');
  const replied = given.answered && allowed['replied_user'] === true ? [given.answered.authorId] : [];
  return {
    users: [...new Set([...named.users.filter((id) => lets('users', id)), ...replied])],
    roles: named.roles.filter((id) => lets('roles', id) && (loud || guild?.roles.get(id)?.mentionable === true)),
    everyone: named.everyone && loud && parse.includes('everyone'),
  };
}

/** A kind that is parsed cannot also be listed. */
export function mentionIssues(body: Fields): Issue[] {
  const allowed = fieldsOf(body['allowed_mentions']);
  return ['users', 'roles']
    .filter((kind) => listOf(allowed['parse']).includes(kind) && listOf(allowed[kind]).length > 0)
    .map((kind) => ({
      path: ['allowed_mentions'],
      code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
    }));
}
