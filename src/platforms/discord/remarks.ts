import { PermissionFlagsBits, Routes } from 'discord-api-types/v10';
import type { Wanted } from '../../chat/extras.ts';
import type { Place } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import { askPermissions, isAnnouncement, isForum, readChannel } from './ask-permissions.ts';
import type { Call } from './call.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { fieldsOf, listOf, textOf } from '../shared/fields.ts';
import type { Fields } from '../shared/fields.ts';
import { tagNamed } from './forum.ts';
import { mayModerate, missingBelow, missingPermissions } from './permissions.ts';
import { callsRole } from './ping.ts';
import { missingIn } from './remedies.ts';

/** What of this cannot be done with posts in a place, in plain words. Never rejects. */
export type Remarks = (place: Place, wanted: Wanted) => Promise<readonly string[]>;

/** An answer does not wait longer for this. */
const patienceMs = 1_000;

export type RemarksParts = {
  readonly call: Call;
  readonly userId: string;
  readonly botName: string;
  readonly log: Log;
};

export function createRemarks({ call, userId, botName, log }: RemarksParts): Remarks {
  const threadRemark = async (place: Place): Promise<readonly string[]> => {
    const rights = await askPermissions({ call, userId }, place);
    // Where nothing can be posted at all, that is said already.
    if (rights.kind !== 'known' || missingPermissions(rights.have, rights.surface).length > 0) return [];
    const missing = missingBelow(rights.have, rights.surface);
    return missing.length === 0
      ? []
      : [`The posts come without their threads for now. ${missingIn({ botName, missing })}`];
  };

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

  const tagRemark = async (place: Place, channel: Fields, name: string): Promise<readonly string[]> => {
    if (!isForum(channel)) return ['Only the posts of a forum have tags: these have none.'];
    const tag = tagNamed(channel, name);
    if (tag === null) return [`This forum has no tag “${name}”: its posts come without it.`];
    if (!tag.moderated) return [];
    const rights = await askPermissions({ call, userId }, place);
    return rights.kind === 'known' && mayModerate(rights.have)
      ? []
      : [`Only moderators may set the tag “${name}” of this forum: its posts come without it.`];
  };

  const all = async (place: Place, server: string, wanted: Wanted): Promise<readonly string[]> => {
    const { crosspost, ping, tag, thread } = wanted;
    const channel = await readChannel(call, place.thread ?? place.channel);
    return [
      ...(thread === true ? await threadRemark(place) : []),
      ...(crosspost === true && !isAnnouncement(channel)
        ? ['This is no announcement channel: nothing is passed on to other servers.']
        : []),
      ...(tag === undefined ? [] : await tagRemark(place, channel, tag)),
      ...(ping === undefined ? [] : [(await roleRemark(place, server, ping)) ?? []].flat()),
    ];
  };

  return async (place, wanted) => {
    const { workspace } = place;
    const { crosspost, ping, tag, thread } = wanted;
    const isMore = crosspost === true || ping !== undefined || tag !== undefined;
    if (!isMore && thread !== true) return [];
    if (workspace === null) return isMore ? ['In direct messages nothing is passed on, called or tagged.'] : [];
    const asked = all(place, workspace, wanted).catch((error: unknown) => {
      // What keeps the bot from looking keeps it from posting, which is said already.
      log.debug('discord.extras-unknown', { channel: place.channel, error });
      return [];
    });
    return (await endsWithin(patienceMs, asked)) ? asked : [];
  };
}
