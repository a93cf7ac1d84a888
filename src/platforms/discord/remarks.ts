import { ChannelType, PermissionFlagsBits, Routes } from 'discord-api-types/v10';
import type { Extras } from '../../chat/extras.ts';
import type { Place } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import { askPermissions, isForum, readChannel } from './ask-permissions.ts';
import type { Call } from './call.ts';
import { endsWithin } from '../shared/ends-within.ts';
import { fieldsOf, listOf, numberOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { tagNamed } from './forum.ts';
import { callsRole } from './ping.ts';

/** What of this cannot be done with posts in a place, in plain words. Never rejects. */
export type Remarks = (place: Place, wanted: Extras) => Promise<readonly string[]>;

/** An answer does not wait longer for this. */
const patienceMs = 1_000;

export function createRemarks(parts: { readonly call: Call; readonly userId: string; readonly log: Log }): Remarks {
  const { call, userId, log } = parts;

  const roleRemark = async (place: Place, server: string, role: string): Promise<string | null> => {
    if (!callsRole(place, role)) return 'Everybody at once cannot be called, so nobody is. Choose a role.';
    const roles = listOf(fieldsOf(await call({ method: 'GET', route: Routes.guild(server) }))['roles']).map(fieldsOf);
    const found = roles.find(({ id }) => id === role);
    if (found === undefined) return 'The role that the posts should call is not a role of this server.';
    const rights = await askPermissions({ call, userId }, place);
    const mayCallAny = rights.kind === 'known' && (rights.have & PermissionFlagsBits.MentionEveryone) !== 0n;
    if (found['mentionable'] === true || mayCallAny) return null;
    const name = textOf(found['name']) ?? role;
    return `The role “${name}” is shown and not called: somebody who manages the server can let everybody mention it, under Server Settings → Roles.`;
  };

  const all = async (place: Place, server: string, { crosspost, ping, tag }: Extras): Promise<readonly string[]> => {
    const channel = await readChannel(call, place.thread ?? place.channel);
    return [
      ...(crosspost === true && numberOf(channel['type']) !== ChannelType.GuildAnnouncement
        ? ['This is no announcement channel: nothing is passed on to other servers.']
        : []),
      ...(tag === undefined ? [] : tagRemark(channel, tag)),
      ...(ping === undefined ? [] : [(await roleRemark(place, server, ping)) ?? []].flat()),
    ];
  };

  return async (place, wanted) => {
    const { workspace } = place;
    if (Object.keys(wanted).length === 0) return [];
    if (workspace === null) return ['In direct messages nothing is passed on, called or tagged.'];
    const asked = all(place, workspace, wanted).catch((error: unknown) => {
      // What keeps the bot from looking keeps it from posting, which is said already.
      log.debug('discord.extras-unknown', { channel: place.channel, error });
      return [];
    });
    return (await endsWithin(patienceMs, asked)) ? asked : [];
  };
}

function tagRemark(channel: Fields, tag: string): readonly string[] {
  if (!isForum(channel)) return ['Only the posts of a forum have tags: these have none.'];
  return tagNamed(channel, tag) === null ? [`This forum has no tag “${tag}”: its posts come without it.`] : [];
}
