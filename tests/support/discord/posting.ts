import { GatewayIntentBits, MessageFlags } from 'discord-api-types/v10';
import type { Fields } from '../fields.ts';
import { fieldsOf, listOf, textOf } from '../fields.ts';
import { namedIn, pingsOf } from './mentions.ts';
import { may } from './permissions.ts';
import { memberPart, messageView } from './views.ts';
import type { Channel, Message, World } from './world.ts';

export type Draft = {
  readonly channel: Channel;
  readonly authorId: string;
  readonly body: Fields;
  readonly via: string;
  readonly type?: number;
  readonly id?: string;
  readonly attachments?: readonly Fields[];
  readonly repliesTo?: string | null;
  readonly interactionId?: string;
  readonly onlyFor?: string | null;
};

/** Flags that a sender may set; all others are Discord's own. */
const settable =
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2 |
  MessageFlags.Ephemeral;

/** Adds a message and tells of it. The body has been checked. */
export function addMessage(world: World, draft: Draft): Message {
  const { channel, body, authorId } = draft;
  const named = namedIn(world, channel, body);
  const answered = world.messages.get(draft.repliesTo ?? '');
  const pings = pingsOf(world, channel, { authorId, body, answered });
  const nonce = body['nonce'];
  const message: Message = {
    id: draft.id ?? world.nextId(),
    channelId: channel.id,
    authorId,
    createdAt: world.now(),
    type: draft.type ?? (draft.repliesTo ? 19 : 0),
    ...contentOf(body),
    attachments: draft.attachments ?? [],
    flags: Number(body['flags'] ?? 0) & settable,
    tts: body['tts'] === true,
    nonce: typeof nonce === 'string' || typeof nonce === 'number' ? nonce : null,
    repliesTo: draft.repliesTo ?? null,
    interactionId: draft.interactionId ?? null,
    onlyFor: draft.onlyFor ?? null,
    pings,
    // Whoever is pinged by the reply is among the mentions, too.
    mentions: {
      users: [...new Set([...named.users, ...(answered ? pings.users.filter((id) => id === answered.authorId) : [])])],
      roles: named.roles,
    },
    crossposted: false,
    threadId: null,
    reactions: [],
    editedAt: null,
    lateEdits: [],
    deleted: false,
    via: draft.via,
  };
  world.messages.set(message.id, message);
  if (message.onlyFor === null) channel.lastMessageId = message.id;
  if (channel.thread) {
    channel.thread.archived = false;
    channel.thread.members.add(authorId);
  }
  tell(world, channel, message, 'MESSAGE_CREATE');
  return message;
}

/** Puts what a body names in the place of what was there; a key that it leaves out stays. Null empties. */
export function changeMessage(world: World, message: Message, body: Fields, attachments: readonly Fields[] = []): void {
  const channel = world.channels.get(message.channelId);
  const fresh = contentOf(body);
  if (body['content'] !== undefined) {
    message.content = fresh.content;
    if (channel) message.mentions = namedIn(world, channel, body);
  }
  if (body['embeds'] !== undefined) message.embeds = fresh.embeds;
  if (body['components'] !== undefined) message.components = fresh.components;
  if (body['attachments'] !== undefined || attachments.length > 0) {
    const kept = new Set(listOf(body['attachments']).map((each) => String(fieldsOf(each)['id'])));
    message.attachments = [
      ...message.attachments.filter((each) => body['attachments'] === undefined || kept.has(String(each['id']))),
      ...attachments,
    ];
  }
  if (body['flags'] !== undefined && body['flags'] !== null) {
    const changing = MessageFlags.SuppressEmbeds;
    message.flags = (message.flags & ~changing) | (Number(body['flags']) & changing);
    // A message can become one of Components V2, and never go back.
    message.flags |= Number(body['flags']) & MessageFlags.IsComponentsV2;
  }
  message.editedAt = world.now();
  if (channel) tell(world, channel, message, 'MESSAGE_UPDATE');
}

export function removeMessage(world: World, message: Message): void {
  message.deleted = true;
  const channel = world.channels.get(message.channelId);
  if (channel) tell(world, channel, message, 'MESSAGE_DELETE');
}

/** Events of a message reach the bot where it may look; what only one person sees reaches nobody else. */
function tell(world: World, channel: Channel, message: Message, name: string): void {
  world.watch.changed();
  if (message.onlyFor !== null || !may(world, world.app.botId, channel, 'ViewChannel')) return;
  const guild = world.guilds.get(channel.guildId ?? '');
  const member = guild?.members.get(message.authorId);
  const place = guild ? { guild_id: guild.id, ...(member ? { member: memberPart(member) } : {}) } : { channel_type: 1 };
  // What happened is told as it was then, however late it is heard.
  const [full, silent] = [messageView(world, message), messageView(world, message, false)];
  world.emit({
    name,
    guildId: channel.guildId,
    intent: guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages,
    data: (intents) =>
      name === 'MESSAGE_DELETE'
        ? { id: message.id, channel_id: channel.id, ...(guild ? { guild_id: guild.id } : {}) }
        : { ...((intents & GatewayIntentBits.MessageContent) === 0 ? silent : full), ...place },
  });
}

/** The parts of a body that are seen; components get the numbers that Discord gives them. */
function contentOf(body: Fields): Pick<Message, 'content' | 'embeds' | 'components'> {
  let number = 0;
  const numbered = (value: unknown): Fields => {
    const component = fieldsOf(value);
    number += 1;
    const own = { id: number, ...component };
    return Array.isArray(component['components']) ? { ...own, components: component['components'].map(numbered) } : own;
  };
  return {
    content: (textOf(body['content']) ?? '').trim(),
    embeds: listOf(body['embeds']).map(fieldsOf),
    components: listOf(body['components']).map(numbered),
  };
}
