import { randomBytes } from 'node:crypto';
import type { Fields } from '../fields.ts';
import { fieldsOf, listOf } from '../fields.ts';
import { guildPermissions, permissionsIn } from './permissions.ts';
import { channelView, memberView, userView } from './views.ts';
import type { Channel, Interaction, InteractionKind, Message, World } from './world.ts';
import { channelKinds } from './world.ts';

/** The numbers that travel: https://docs.discord.com/developers/interactions/receiving-and-responding */
const types: Readonly<Record<InteractionKind, number>> = { command: 2, component: 3, autocomplete: 4, modal: 5 };

export type Asked = {
  readonly kind: InteractionKind;
  readonly userId: string;
  readonly channel: Channel;
  readonly data: Fields;
  /** The message that the component or the modal's button sits on. */
  readonly source?: Message;
  readonly sourceView?: Fields;
};

/** What came back for an interaction. It stays alive: messages show what they hold now. */
export type Answered = {
  readonly interaction: Interaction;
  /** False: the person was told that the app did not respond. */
  readonly answered: boolean;
  /** The type of the first response, or null. */
  readonly type: number | null;
  /** The message that `@original` means now: the answer, or the message a button sits on. */
  readonly message: () => Message | undefined;
  /** The answer, once it no longer says that the app is thinking. */
  readonly settled: () => Promise<Message>;
  readonly followups: () => readonly Message[];
  /** The dialog that was opened, or null. */
  readonly modal: Fields | null;
  /** The choices of an autocomplete. */
  readonly choices: readonly Fields[];
};

export type InteractionDesk = {
  /** Tells the app and waits for its first response, or for the deadline. */
  readonly ask: (asked: Asked) => Promise<Answered>;
};

/** `deadlineMs`: how long the app may take for its first response, in real milliseconds. */
export function createInteractionDesk({ world, deadlineMs }: { world: World; deadlineMs: number }): InteractionDesk {
  return {
    ask: async (asked) => {
      const interaction = begin(world, asked);
      world.interactions.set(interaction.id, interaction);
      world.tokens.set(interaction.token, interaction);
      world.emit({
        name: 'INTERACTION_CREATE',
        guildId: interaction.guildId,
        intent: 0,
        data: () => interaction.payload,
      });
      await world.watch
        .until(() => interaction.callback !== null, 'a first response', deadlineMs)
        .catch(() => {
          interaction.expired = true;
          world.watch.changed();
        });
      return answeredBy(world, interaction);
    },
  };
}

function answeredBy(world: World, interaction: Interaction): Answered {
  const data = interaction.callback?.data ?? {};
  const type = interaction.callback?.type ?? null;
  const alive = (id: string | null): Message | undefined => {
    const message = world.messages.get(id ?? '');
    return message && !message.deleted ? message : undefined;
  };
  return {
    interaction,
    answered: interaction.callback !== null,
    type,
    message: () => alive(interaction.originalId),
    settled: () =>
      world.watch.until(
        () => !interaction.loading && alive(interaction.originalId),
        'the answer to an interaction',
        10_000,
      ),
    followups: () => interaction.followups.map(alive).filter((each) => each !== undefined),
    modal: type === 9 ? data : null,
    choices: type === 8 ? listOf(data['choices']).map(fieldsOf) : [],
  };
}

function begin(world: World, asked: Asked): Interaction {
  const id = world.nextId();
  const token = randomBytes(32).toString('base64url');
  const { channel } = asked;
  const installed = isInstalledIn(world, channel);
  return {
    id,
    token,
    kind: asked.kind,
    createdAt: world.now(),
    userId: asked.userId,
    channelId: channel.id,
    guildId: channel.guildId,
    payload: { ...payloadOf(world, asked), id, token },
    sourceId: asked.source?.id ?? null,
    userInstalled: !installed,
    callback: null,
    originalId: null,
    loading: false,
    followups: [],
    expired: false,
  };
}

/** Whether the app is here by the server's installation; in its own direct messages it always is. */
export function isInstalledIn(world: World, channel: Channel): boolean {
  if (channel.guildId === null) return channel.recipients.includes(world.app.botId);
  return world.guilds.get(channel.guildId)?.members.has(world.app.botId) === true;
}

function payloadOf(world: World, asked: Asked): Fields {
  const { channel, userId } = asked;
  const guild = world.guilds.get(channel.guildId ?? '');
  const user = world.users.get(userId);
  const member = guild?.members.get(userId);
  const permissions = String(permissionsIn(world, userId, channel));
  const owner = guild ? { 0: guild.id } : { 0: '0' };
  return {
    application_id: world.app.id,
    type: types[asked.kind],
    version: 1,
    channel_id: channel.id,
    channel: { ...channelView(world, channel), permissions },
    locale: user?.locale ?? 'en-US',
    app_permissions: String(appPermissions(world, channel)),
    entitlements: [],
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: {
      ...(isInstalledIn(world, channel) ? owner : {}),
      ...(user?.hasInstalled === true ? { 1: userId } : {}),
    },
    context: guild ? 0 : channel.kind === 'direct' && isInstalledIn(world, channel) ? 1 : 2,
    data: asked.data,
    ...(asked.sourceView ? { message: asked.sourceView } : {}),
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: { ...memberView(world, member), permissions },
        }
      : { user: user ? userView(user) : null }),
  };
}

/** What the app may do in the place; where its bot is not, what everybody there may. */
function appPermissions(world: World, channel: Channel): bigint {
  const guild = world.guilds.get(channel.guildId ?? '');
  if (guild && !guild.members.has(world.app.botId)) return guild.roles.get(guild.id)?.permissions ?? 0n;
  return permissionsIn(world, world.app.botId, channel);
}

/** What a command's options name, in full: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure */
export function resolvedOf(
  world: World,
  channel: Channel,
  named: readonly { readonly type: number; readonly id: string }[],
): Fields {
  const resolved: Record<string, Record<string, Fields>> = {};
  const put = (kind: string, id: string, view: Fields | undefined) => {
    if (view) (resolved[kind] ??= {})[id] = view;
  };
  const guild = world.guilds.get(channel.guildId ?? '');
  for (const { type, id } of named) {
    const user = world.users.get(id);
    const member = guild?.members.get(id);
    const target = world.channels.get(id);
    const role = guild?.roles.get(id);
    if (type === 6 || type === 9) put('users', id, user ? userView(user) : undefined);
    if ((type === 6 || type === 9) && guild && member) {
      put('members', id, {
        ...memberView(world, member),
        user: undefined,
        permissions: String(guildPermissions(guild, id)),
      });
    }
    if (type === 7 && target)
      put('channels', id, { id, name: target.name, type: channelKinds[target.kind], permissions: '0' });
    if ((type === 8 || type === 9) && role)
      put('roles', id, { id, name: role.name, permissions: String(role.permissions) });
  }
  return resolved;
}
