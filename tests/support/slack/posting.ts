import { blockCharacters, blockIssues, messageCharacters } from './block-kit.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf, isFields, listOf } from '../fields.ts';
import type { Arguments, Call } from './method.ts';
import { needScopes, Refusal, refuseIssues } from './method.ts';
import { directChannel } from './settle.ts';
import type { Channel, Message, World } from './world.ts';
import { microsOf } from './world.ts';

/** A top-level text is cut here: https://docs.slack.dev/reference/methods/chat.postMessage */
const textCharacters = 40_000;

/** Not documented; a cautious bound, so that nobody stores a card in it. */
const metadataCharacters = 8_000;

/** What a message says, checked. */
export type Content = Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata' | 'options'>;

/**
 * The content of a call or of a response_url body. Throws `no_text`, `markdown_text_conflict`, `invalid_blocks`,
 * `msg_blocks_too_long`, `too_many_attachments`, `invalid_attachments`, `metadata_too_large` and
 * `invalid_metadata_format`.
 */
export function contentOf(world: World, args: Arguments): Content {
  const markdown = args.text('markdown_text');
  const text = args.text('text') ?? '';
  const blocks = args.json('blocks');
  const attachments = args.json('attachments');
  if (markdown !== undefined && (text !== '' || blocks !== undefined)) throw new Refusal('markdown_text_conflict');
  if (markdown !== undefined && markdown.length > 12_000) throw new Refusal('msg_too_long');
  if (blocks !== undefined && !Array.isArray(blocks)) throw new Refusal('invalid_blocks_format');
  const has = text !== '' || (markdown ?? '') !== '' || listOf(blocks).length > 0 || listOf(attachments).length > 0;
  if (!has) throw new Refusal('no_text');
  checkBlocks(blocks);
  checkAttachments(attachments);
  return {
    text: (markdown ?? text).slice(0, textCharacters),
    blocks: withIds(world, listOf(blocks)),
    attachments: listOf(attachments).filter(isFields),
    metadata: metadataOf(args.json('metadata')),
    options: optionsOf(args.all),
  };
}

/** Throws `invalid_blocks` with what is wrong, or `msg_blocks_too_long`. */
export function checkBlocks(blocks: unknown, surface: 'message' | 'unfurl' = 'message'): void {
  if (blocks === undefined) return;
  const issues = blockIssues(blocks, surface);
  if (issues.length > 0) throw refuseIssues('invalid_blocks', issues);
  if (blockCharacters(blocks) > messageCharacters) throw new Refusal('msg_blocks_too_long');
}

function checkAttachments(attachments: unknown): void {
  if (attachments === undefined) return;
  if (!Array.isArray(attachments) || !attachments.every(isFields)) throw new Refusal('invalid_attachments');
  if (attachments.length > 100) throw new Refusal('too_many_attachments');
  for (const attachment of attachments) checkBlocks(attachment['blocks']);
}

/** Metadata is `{event_type, event_payload}`; payload values are plain, flat objects, or lists of flat objects. */
function metadataOf(given: unknown): Fields | null {
  if (given === undefined) return null;
  const { event_type: type, event_payload: payload, ...others } = fieldsOf(given);
  const known = Object.keys(others).every((name) => name === 'entities');
  if (typeof type !== 'string' || type === '' || !isFields(payload) || !known) {
    throw new Refusal('invalid_metadata_format');
  }
  if (
    !Object.values(payload).every(
      (value) =>
        isPlain(value) ||
        isFlat(value) ||
        (Array.isArray(value) && value.every((each) => isPlain(each) || isFlat(each))),
    )
  ) {
    throw new Refusal('invalid_metadata_format');
  }
  if (JSON.stringify(given).length > metadataCharacters) throw new Refusal('metadata_too_large');
  return fieldsOf(given);
}

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const isFlat = (value: unknown): boolean => isFields(value) && Object.values(value).every(isPlain);

function optionsOf(all: Fields): Fields {
  const names = ['unfurl_links', 'unfurl_media', 'mrkdwn', 'parse', 'link_names', 'username', 'icon_emoji', 'icon_url'];
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

/** Slack names what came without a name: blocks, and the elements that can be pressed. */
export function withIds(world: World, blocks: readonly unknown[]): readonly Fields[] {
  const named = (element: unknown): unknown => {
    if (!isFields(element) || typeof element['action_id'] === 'string') return element;
    return ['image', 'mrkdwn', 'plain_text'].includes(String(element['type']))
      ? element
      : { ...element, action_id: world.nextId('') };
  };
  return blocks.filter(isFields).map((block) => ({
    ...block,
    block_id: typeof block['block_id'] === 'string' ? block['block_id'] : world.nextId('b'),
    ...(block['type'] === 'actions' || block['type'] === 'context_actions'
      ? { elements: listOf(block['elements']).map(named) }
      : {}),
    ...(isFields(block['accessory']) ? { accessory: named(block['accessory']) } : {}),
    ...(isFields(block['element']) ? { element: named(block['element']) } : {}),
  }));
}

/**
 * The channel that a call may write to: by id, by `#name`, or a person's id for the direct conversation. Throws
 * `channel_not_found`, `is_archived`, `not_in_channel` and the `restricted_action` family.
 */
export function writableChannel(call: Call, name: string, thread: string | undefined): Channel {
  const { world, token } = call;
  const { id: teamId, botUserId } = call.workspace();
  const user = world.users.get(name);
  const channel = user && user.teamId === teamId ? directChannel(world, name) : visibleChannel(call, name, true);
  if (channel.archived) throw new Refusal('is_archived');
  if (!channel.members.has(botUserId) && !token.scopes.includes('chat:write.public'))
    throw new Refusal('not_in_channel');
  if (channel.posting === 'admins') throw new Refusal('restricted_action');
  if (channel.posting === 'read-only') throw new Refusal('restricted_action_read_only_channel');
  if (channel.posting === 'thread-only' && thread === undefined)
    throw new Refusal('restricted_action_thread_only_channel');
  if (channel.posting === 'non-threadable' && thread !== undefined)
    throw new Refusal('restricted_action_non_threadable_channel');
  return channel;
}

/** A channel that the bot can know of. A private one that it is not in does not exist for it: `channel_not_found`. */
export function visibleChannel(call: Call, name: string, byName = false): Channel {
  const { id: teamId, botUserId } = call.workspace();
  const channel =
    call.world.channels.get(name) ??
    (byName
      ? [...call.world.channels.values()].find(
          (each) => each.teamId === teamId && each.kind !== 'im' && each.name === name.replace(/^#/, ''),
        )
      : undefined);
  const visible =
    channel &&
    channel.teamId === teamId &&
    !channel.deleted &&
    (channel.kind === 'public' || channel.members.has(botUserId));
  if (!visible) throw new Refusal('channel_not_found');
  return channel;
}

/** Throws `missing_scope` unless the token may do this with that kind of channel: `channels:history` and its like. */
export function needChannelScope(call: Call, channel: Channel, right: 'read' | 'history'): void {
  const family = { public: 'channels', private: 'groups', mpim: 'mpim', im: 'im' }[channel.kind];
  needScopes(call.token, [`${family}:${right}`]);
}

/** The thread that a `thread_ts` means: that of its parent. Throws when no such message is there. */
export function threadOf(call: Call, channel: Channel, thread: string | undefined): string | null {
  if (thread === undefined) return null;
  if (Number.isNaN(microsOf(thread))) throw new Refusal('invalid_thread_ts');
  const parent = messageAt(call.world, channel.id, thread);
  if (parent) return parent.thread ?? parent.ts;
  if (call.strict) throw new Refusal('cannot_reply_to_message');
  return thread;
}

/** The message that everybody can see there, or nothing. */
export function messageAt(world: World, channel: string, ts: string): Message | undefined {
  return world.messages.find(
    (each) => each.channel === channel && each.ts === ts && !each.deleted && each.onlyFor === null,
  );
}

/** Puts a message where it belongs and tells who waits for it. */
export function storeMessage(
  world: World,
  given: Content &
    Pick<Message, 'teamId' | 'channel' | 'user' | 'botId' | 'thread' | 'onlyFor' | 'via'> & { broadcast?: boolean },
): Message {
  const message: Message = {
    broadcast: false,
    ...given,
    ts: world.nextTs(),
    edited: false,
    deleted: false,
    unfurls: {},
    reactions: [],
  };
  world.messages.push(message);
  for (const tell of world.onPosted) tell(message);
  world.watch.changed();
  return message;
}

/** A message as the Web API and payloads show it. Its metadata whole, only its type, or not at all. */
export function messageJson(world: World, message: Message, metadata: 'all' | 'type' | 'none' = 'none'): Fields {
  const replies = world.messages.filter(
    (each) => each.thread === message.ts && each.channel === message.channel && !each.deleted && each.onlyFor === null,
  );
  const attached = [
    ...message.attachments,
    ...Object.entries(message.unfurls).map(([from, unfurl]) => ({ from_url: from, ...unfurl })),
  ];
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: message.teamId,
    ...(message.botId ? { bot_id: message.botId, app_id: world.app.id } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(attached.length > 0 ? { attachments: attached } : {}),
    ...(message.thread ? { thread_ts: message.thread } : {}),
    ...(replies.length > 0
      ? { thread_ts: message.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts }
      : {}),
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
    ...(message.reactions.length > 0 ? { reactions: reactionsJson(message) } : {}),
    ...(message.metadata && metadata === 'all' ? { metadata: message.metadata } : {}),
    ...(message.metadata && metadata === 'type' ? { metadata: { event_type: message.metadata['event_type'] } } : {}),
  };
}

/** Reactions by name, as Slack counts them. */
function reactionsJson(message: Message): readonly Fields[] {
  const names = [...new Set(message.reactions.map((each) => each.name))];
  return names.map((name) => {
    const users = message.reactions.filter((each) => each.name === name).map((each) => each.user);
    return { name, users, count: users.length };
  });
}
