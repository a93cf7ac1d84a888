import type { Fields } from '../fields.ts';
import { isFields, textOf } from '../fields.ts';
import type { Call, Method } from './method.ts';
import { Refusal } from './method.ts';
import {
  checkBlocks,
  contentOf,
  messageAt,
  messageJson,
  storeMessage,
  threadOf,
  withIds,
  visibleChannel,
  writableChannel,
} from './posting.ts';
import type { Channel, Message } from './world.ts';

/* https://docs.slack.dev/reference/methods?family=chat */

const content = {
  text: 'string',
  blocks: 'json',
  attachments: 'json',
  markdown_text: 'string',
  link_names: 'boolean',
  parse: 'string',
  as_user: 'boolean',
} as const;
const authorship = { username: 'string', icon_emoji: 'string', icon_url: 'string' } as const;

const postMessage: Method = {
  takes: {
    ...content,
    ...authorship,
    channel: 'string!',
    thread_ts: 'string',
    reply_broadcast: 'boolean',
    metadata: 'json',
    unfurl_links: 'boolean',
    unfurl_media: 'boolean',
    mrkdwn: 'boolean',
  },
  scopes: ['chat:write'],
  token: 'bot',
  run: (call) => {
    const { args, world } = call;
    const { id: teamId, botUserId: user, botId } = call.workspace();
    const said = contentOf(world, args);
    const channel = writableChannel(call, args.text('channel') ?? '', args.text('thread_ts'));
    const thread = threadOf(call, channel, args.text('thread_ts'));
    const message = storeMessage(world, {
      ...said,
      teamId,
      channel: channel.id,
      user,
      botId,
      thread,
      broadcast: args.flag('reply_broadcast'),
      onlyFor: null,
      via: 'chat.postMessage',
    });
    return { channel: channel.id, ts: message.ts, message: messageJson(world, message, 'all') };
  },
};

const postEphemeral: Method = {
  takes: { ...content, ...authorship, channel: 'string!', user: 'string!', thread_ts: 'string' },
  scopes: ['chat:write'],
  token: 'bot',
  run: (call) => {
    const { args, world } = call;
    const { id: teamId, botUserId, botId } = call.workspace();
    const said = contentOf(world, args);
    const channel = writableChannel(call, args.text('channel') ?? '', args.text('thread_ts'));
    const reader = args.text('user') ?? '';
    if (!channel.members.has(reader)) throw new Refusal('user_not_in_channel');
    const message = storeMessage(world, {
      ...said,
      teamId,
      channel: channel.id,
      user: botUserId,
      botId,
      thread: threadOf(call, channel, args.text('thread_ts')),
      onlyFor: reader,
      via: 'chat.postEphemeral',
    });
    return { message_ts: message.ts };
  },
};

/** The bot's own message that a call names. */
function ownMessage(call: Call, denied: string): { channel: Channel; message: Message } {
  const channel = visibleChannel(call, call.args.text('channel') ?? '');
  const message = messageAt(call.world, channel.id, call.args.text('ts') ?? '');
  if (!message) throw new Refusal('message_not_found');
  if (message.user !== call.workspace().botUserId) throw new Refusal(denied);
  return { channel, message };
}

const update: Method = {
  takes: {
    ...content,
    channel: 'string!',
    ts: 'string!',
    metadata: 'json',
    reply_broadcast: 'boolean',
    file_ids: 'json',
  },
  scopes: ['chat:write'],
  token: 'bot',
  run: (call) => {
    const { args, world } = call;
    const { channel, message } = ownMessage(call, 'cant_update_message');
    if (channel.archived) throw new Refusal('is_inactive');
    const said = contentOf(world, args);
    // 4,000 by the page of the method; counted in bytes by one report from the field, the stricter reading.
    if (Buffer.byteLength(args.text('text') ?? '') > 4_000) throw new Refusal('msg_too_long');
    // A text alone takes the blocks away; metadata that is not mentioned stays.
    message.text = said.text;
    message.blocks = said.blocks;
    if (args.json('attachments') !== undefined) message.attachments = said.attachments;
    if (args.json('metadata') !== undefined) message.metadata = said.metadata;
    message.edited = true;
    world.watch.changed();
    return { channel: channel.id, ts: message.ts, text: message.text, message: messageJson(world, message, 'all') };
  },
};

const remove: Method = {
  takes: { channel: 'string!', ts: 'string!', as_user: 'boolean' },
  scopes: ['chat:write'],
  token: 'bot',
  run: (call) => {
    const { channel, message } = ownMessage(call, 'cant_delete_message');
    message.deleted = true;
    call.world.watch.changed();
    return { channel: channel.id, ts: message.ts };
  },
};

const unfurl: Method = {
  takes: {
    channel: 'string',
    ts: 'string',
    unfurl_id: 'string',
    source: 'string',
    unfurls: 'json',
    metadata: 'json',
    user_auth_message: 'string',
    user_auth_required: 'boolean',
    user_auth_url: 'string',
    user_auth_blocks: 'json',
  },
  scopes: ['links:write'],
  token: 'bot',
  run: (call) => {
    const { args, world } = call;
    const unfurls = args.json('unfurls');
    if (unfurls === undefined) throw new Refusal('missing_unfurls');
    if (!isFields(unfurls)) throw new Refusal('invalid_unfurls_format');
    const ticket = unfurlTicket(call);
    const attached: Record<string, Fields> = {};
    for (const [url, unfurled] of Object.entries(unfurls)) {
      // The address must be the one of the event, to the letter.
      if (!ticket.urls.includes(url)) throw new Refusal('cannot_unfurl_url');
      if (!isFields(unfurled)) throw new Refusal('cannot_parse_attachment');
      if (
        unfurled['blocks'] === undefined &&
        textOf(unfurled['text'] ?? unfurled['fallback'] ?? unfurled['title']) === undefined
      ) {
        throw new Refusal('cannot_parse_attachment');
      }
      checkBlocks(unfurled['blocks'], 'unfurl');
      attached[url] = Array.isArray(unfurled['blocks'])
        ? { ...unfurled, blocks: withIds(world, unfurled['blocks']) }
        : unfurled;
    }
    ticket.unfurls = { ...ticket.unfurls, ...attached };
    const message = messageAt(world, ticket.channel, ticket.ts);
    if (message) message.unfurls = { ...message.unfurls, ...attached };
    world.watch.changed();
    return {};
  },
};

/** The links that a call may unfurl: named by `unfurl_id` and `source`, or by the message they stand in. */
function unfurlTicket(call: Call) {
  const { args, world } = call;
  const unfurlId = args.text('unfurl_id');
  const tickets = [...world.unfurlTickets.values()].filter((each) => each.teamId === call.workspace().id);
  if (unfurlId !== undefined || args.text('source') !== undefined) {
    const ticket = tickets.find((each) => each.id === unfurlId && each.source === args.text('source'));
    if (!ticket) throw new Refusal('cannot_find_message');
    return ticket;
  }
  const channel = args.text('channel');
  const ts = args.text('ts');
  if (channel === undefined) throw new Refusal('missing_channel');
  if (ts === undefined) throw new Refusal('missing_ts');
  if (!world.channels.has(channel)) throw new Refusal('cannot_find_channel');
  if (!messageAt(world, channel, ts)) throw new Refusal('cannot_find_message');
  const ticket = tickets.find((each) => each.channel === channel && each.ts === ts);
  if (!ticket) throw new Refusal('cannot_unfurl_url');
  return ticket;
}

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.unfurl': unfurl,
};
