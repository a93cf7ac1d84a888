import { MessageFlags } from 'discord-api-types/v10';
import type { Fields } from '../fields.ts';
import { fieldsOf, listOf, textOf } from '../fields.ts';
import { ApiError, invalidBody, refuseInvalid } from './api-error.ts';
import { mentionIssues } from './mentions.ts';
import { isEmptyMessage, messageIssues, messageRules } from './message-rules.ts';
import { may, speaking } from './permissions.ts';
import { addMessage, changeMessage, removeMessage } from './posting.ts';
import type { Call, Route } from './route.ts';
import { attachmentsOf, bodyOf, channelOf, done, limitOf, messageOf, need, ok, param } from './route.ts';
import { messageView } from './views.ts';
import type { Channel, Message } from './world.ts';

const hour = 3_600_000;
/** "Unique in the past few minutes": https://docs.discord.com/developers/resources/message#create-message */
const nonceMemory = 5 * 60_000;

/** https://docs.discord.com/developers/resources/message */
export const messageRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/:channel/messages', token: 'bot', run: list },
  { method: 'GET', path: '/channels/:channel/messages/:message', token: 'bot', run: read },
  { method: 'POST', path: '/channels/:channel/messages', token: 'bot', run: create },
  { method: 'PATCH', path: '/channels/:channel/messages/:message', token: 'bot', run: edit },
  { method: 'DELETE', path: '/channels/:channel/messages/:message', token: 'bot', run: remove },
  { method: 'POST', path: '/channels/:channel/messages/:message/crosspost', token: 'bot', run: crosspost },
  { method: 'PUT', path: '/channels/:channel/messages/:message/reactions/:emoji/@me', token: 'bot', run: react },
  { method: 'POST', path: '/channels/:channel/typing', token: 'bot', run: typing },
];

function list(call: Call) {
  const channel = channelOf(call);
  const limit = limitOf(call, 50, 100);
  const given = ['before', 'after', 'around'].filter((each) => call.query.has(each));
  if (given.length > 1) {
    throw invalidBody([
      {
        path: [given[1] ?? ''],
        code: 'MESSAGES_QUERY_EXCLUSIVE',
        message: 'before, after and around are mutually exclusive',
      },
    ]);
  }
  // Without the history a bot gets an empty list, not an error.
  if (!may(call.world, call.world.app.botId, channel, 'ReadMessageHistory')) return ok([]);
  const newest = [...call.world.messages.values()]
    .filter((each) => each.channelId === channel.id && !each.deleted && each.onlyFor === null)
    .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
  return ok(
    page(newest, call, limit).map((each) => messageView(call.world, each, call.world.app.allows.messageContent)),
  );
}

/** A page of messages, newest first whichever way it was asked for. */
function page(newest: readonly Message[], call: Call, limit: number): readonly Message[] {
  const at = (name: string) => {
    const text = call.query.get(name);
    if (text === null) return null;
    if (/^\d{1,20}$/.test(text)) return BigInt(text);
    throw invalidBody([{ path: [name], code: 'NUMBER_TYPE_COERCE', message: `Value "${text}" is not snowflake.` }]);
  };
  const [before, after, around] = [at('before'), at('after'), at('around')];
  if (before !== null) return newest.filter((each) => BigInt(each.id) < before).slice(0, limit);
  // The messages right after the point, not the newest ones of the channel.
  if (after !== null) return newest.filter((each) => BigInt(each.id) > after).slice(-limit);
  if (around === null) return newest.slice(0, limit);
  const middle = newest.findIndex((each) => BigInt(each.id) <= around);
  const start = Math.max(0, (middle < 0 ? newest.length : middle) - Math.floor(limit / 2));
  return newest.slice(start, start + limit);
}

function read(call: Call) {
  const channel = channelOf(call);
  need(call, channel, 'ReadMessageHistory');
  return ok(messageView(call.world, messageOf(call, channel), call.world.app.allows.messageContent));
}

function create(call: Call) {
  const channel = channelOf(call);
  const body = bodyOf(call);
  refuseInvalid([...messageIssues('MessageCreateRequest', body), ...mentionIssues(body)]);
  mayPost(call, channel, body);
  const answered = reference(call, channel, body);
  const earlier = withSameNonce(call, body);
  if (earlier) return ok(messageView(call.world, earlier));
  const message = addMessage(call.world, {
    channel,
    authorId: call.world.app.botId,
    body: { ...body, flags: Number(body['flags'] ?? 0) & ~MessageFlags.Ephemeral },
    via: 'create',
    attachments: attachmentsOf(call, body),
    repliesTo: answered,
  });
  return ok(messageView(call.world, message));
}

/** Whether the bot may put such a message there. Forum posts come by another route, with the same rules. */
export function mayPost(call: Call, channel: Channel, body: Fields, asPost = false): void {
  const { world } = call;
  if (channel.kind === 'forum' && !asPost) throw new ApiError(40058);
  if (channel.kind === 'category') throw new ApiError(50008);
  if (channel.kind === 'direct') mayWriteTo(call, channel);
  need(call, channel, speaking(channel));
  if (listOf(body['embeds']).length > 0) need(call, channel, 'EmbedLinks');
  if (call.files.length > 0) need(call, channel, 'AttachFiles');
  if (body['tts'] === true) need(call, channel, 'SendTTSMessages');
  if (channel.thread?.locked === true && !may(world, world.app.botId, channel, 'ManageThreads'))
    throw new ApiError(160005);
  if (isEmptyMessage(body, call.files.length)) throw new ApiError(50006);
}

function mayWriteTo(call: Call, channel: Channel): void {
  const { world } = call;
  const person = world.users.get(channel.recipients.find((each) => each !== world.app.botId) ?? '');
  if (!person || !person.acceptsDirect || person.isBot) throw new ApiError(50007);
  const shared = [...world.guilds.values()].some(
    (each) => each.members.has(person.id) && each.members.has(world.app.botId),
  );
  if (!shared && !person.hasInstalled) throw new ApiError(50278);
}

/** The message that is answered, or null. */
function reference(call: Call, channel: Channel, body: Fields): string | null {
  const given = fieldsOf(body['message_reference']);
  const id = textOf(given['message_id']);
  if (id === undefined) return null;
  if (!may(call.world, call.world.app.botId, channel, 'ReadMessageHistory')) throw new ApiError(160002);
  const found = call.world.messages.get(id);
  const there = found !== undefined && !found.deleted && found.onlyFor === null && found.channelId === channel.id;
  if (there) return id;
  if (given['fail_if_not_exists'] === false) return null;
  throw invalidBody([{ path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }]);
}

/** The message that an enforced nonce has already made. */
function withSameNonce(call: Call, body: Fields): Message | undefined {
  const nonce = body['nonce'];
  if (body['enforce_nonce'] !== true || (typeof nonce !== 'string' && typeof nonce !== 'number')) return undefined;
  const since = call.world.now() - nonceMemory;
  return [...call.world.messages.values()].find(
    (each) =>
      each.authorId === call.world.app.botId &&
      each.createdAt >= since &&
      !each.deleted &&
      each.nonce !== null &&
      String(each.nonce) === String(nonce),
  );
}

function edit(call: Call) {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  const body = bodyOf(call);
  const own = message.authorId === call.world.app.botId;
  // Of a message of somebody else only the previews can be taken away.
  if (!own && Object.keys(body).some((each) => each !== 'flags')) throw new ApiError(50005);
  if (!own) need(call, channel, 'ManageMessages');
  refuseInvalid(messageIssues('MessageEditRequestPartial', body));
  checkEdited(message, body);
  if (channel.thread?.archived === true) throw new ApiError(50083);
  if (listOf(body['embeds']).length > 0) need(call, channel, 'EmbedLinks');
  countLateEdit(call, message);
  changeMessage(call.world, message, body, attachmentsOf(call, body));
  return ok(messageView(call.world, message));
}

/** The rules hold for the message that comes out, not only for what is sent. */
export function checkEdited(message: Message, body: Fields): void {
  const kept = { content: message.content, embeds: message.embeds, components: message.components };
  const sent = Object.fromEntries(Object.entries(body).filter((each) => each[1] !== undefined));
  const after: Fields = { ...kept, ...sent, flags: message.flags | Number(body['flags'] ?? 0) };
  refuseInvalid(messageRules(after));
  if (isEmptyMessage({ ...after, attachments: body['attachments'] ?? message.attachments }, 0))
    throw new ApiError(50006);
}

function countLateEdit(call: Call, message: Message): void {
  const now = call.world.now();
  if (now - message.createdAt < hour) return;
  const recent = message.lateEdits.filter((each) => now - each < hour);
  if (recent.length >= call.world.lateEdits) {
    throw new ApiError(30046, { retryAfter: ((recent[0] ?? now) + hour - now) / 1_000 });
  }
  message.lateEdits.push(now);
}

function remove(call: Call) {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  if (message.authorId !== call.world.app.botId) {
    if (channel.kind === 'direct') throw new ApiError(50003);
    need(call, channel, 'ManageMessages');
  }
  removeMessage(call.world, message);
  return done;
}

function crosspost(call: Call) {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  if (channel.kind !== 'announcement') throw new ApiError(50024);
  need(call, channel, 'SendMessages');
  if (message.authorId !== call.world.app.botId) need(call, channel, 'ManageMessages');
  if (message.crossposted) throw new ApiError(40033);
  message.crossposted = true;
  call.world.watch.changed();
  return ok(messageView(call.world, message));
}

function react(call: Call) {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  need(call, channel, 'ReadMessageHistory', 'AddReactions');
  const reaction = { userId: call.world.app.botId, emoji: param(call, 'emoji') };
  if (!message.reactions.some((each) => each.userId === reaction.userId && each.emoji === reaction.emoji))
    message.reactions.push(reaction);
  call.world.watch.changed();
  return done;
}

function typing(call: Call) {
  const channel = channelOf(call);
  need(call, channel, speaking(channel));
  return done;
}
