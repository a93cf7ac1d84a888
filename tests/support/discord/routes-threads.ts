import { GatewayIntentBits } from 'discord-api-types/v10';
import type { Fields } from '../fields.ts';
import { fieldsOf, listOf, textOf } from '../fields.ts';
import { ApiError, invalidBody, refuseInvalid } from './api-error.ts';
import { mentionIssues } from './mentions.ts';
import { messageIssues, messageRules } from './message-rules.ts';
import { may } from './permissions.ts';
import { addMessage } from './posting.ts';
import type { Call, Route } from './route.ts';
import { attachmentsOf, bodyOf, channelOf, done, guildOf, limitOf, messageOf, need, ok } from './route.ts';
import { mayPost } from './routes-messages.ts';
import { schemaIssues } from './schema.ts';
import { addThread } from './settle.ts';
import { channelView, messageView } from './views.ts';
import type { Channel, World } from './world.ts';

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message and what follows it there */
export const threadRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    token: 'bot',
    run: (call) => ok(channelView(call.world, channelOf(call))),
  },
  { method: 'PATCH', path: '/channels/:channel', token: 'bot', run: change },
  { method: 'POST', path: '/channels/:channel/messages/:message/threads', token: 'bot', run: fromMessage },
  { method: 'POST', path: '/channels/:channel/threads', token: 'bot', run: start },
  { method: 'PUT', path: '/channels/:channel/thread-members/@me', token: 'bot', run: join },
  { method: 'GET', path: '/guilds/:guild/threads/active', token: 'bot', run: active },
  { method: 'GET', path: '/channels/:channel/threads/archived/public', token: 'bot', run: archived },
];

function fromMessage(call: Call) {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  const body = bodyOf(call);
  refuseInvalid(schemaIssues('CreateTextThreadWithMessageRequest', body));
  if (channel.kind !== 'text' && channel.kind !== 'announcement') throw new ApiError(50024);
  need(call, channel, 'CreatePublicThreads');
  if (message.threadId !== null) throw new ApiError(160004);
  // The thread has the id of its message.
  const thread = addThread(call.world, {
    id: message.id,
    parent: channel,
    ownerId: call.world.app.botId,
    ...threadOptions(body),
  });
  message.threadId = thread.id;
  tellThread(call.world, thread, 'THREAD_CREATE');
  return { status: 201, body: channelView(call.world, thread) };
}

function start(call: Call) {
  const channel = channelOf(call);
  return channel.kind === 'forum' ? startPost(call, channel) : startThread(call, channel);
}

function startThread(call: Call, channel: Channel) {
  const body = bodyOf(call);
  refuseInvalid(schemaIssues('CreateTextThreadWithoutMessageRequest', body));
  if (channel.kind !== 'text' && channel.kind !== 'announcement') throw new ApiError(50024);
  // Without a type it is a private one.
  const kind =
    ({ 10: 'announcement-thread', 11: 'public-thread', 12: 'private-thread' } as const)[Number(body['type'] ?? 12)] ??
    'private-thread';
  need(call, channel, kind === 'private-thread' ? 'CreatePrivateThreads' : 'CreatePublicThreads');
  const thread = addThread(call.world, {
    parent: channel,
    ownerId: call.world.app.botId,
    kind,
    ...threadOptions(body),
  });
  tellThread(call.world, thread, 'THREAD_CREATE');
  return { status: 201, body: channelView(call.world, thread) };
}

/** A post in a forum: a thread and its first message, which share one id. */
function startPost(call: Call, channel: Channel) {
  const body = bodyOf(call);
  refuseInvalid(schemaIssues('CreateForumThreadRequest', body));
  const first = fieldsOf(body['message']);
  const inside = [
    ...messageIssues('BaseCreateMessageCreateRequest', first),
    ...messageRules(first),
    ...mentionIssues(first),
  ];
  refuseInvalid(inside.map((each) => ({ ...each, path: ['message', ...each.path] })));
  mayPost(call, channel, first, true);
  const tags = listOf(body['applied_tags']).map(String);
  if (tags.length === 0 && channel.requiresTag) throw new ApiError(40067);
  for (const id of tags) {
    const tag = channel.tags.find((each) => each.id === id);
    if (!tag) throw new ApiError(10087);
    if (tag.moderated && !may(call.world, call.world.app.botId, channel, 'ManageThreads')) throw new ApiError(50013);
  }
  const thread = addThread(call.world, {
    parent: channel,
    ownerId: call.world.app.botId,
    appliedTags: tags,
    ...threadOptions(body),
  });
  tellThread(call.world, thread, 'THREAD_CREATE');
  const message = addMessage(call.world, {
    id: thread.id,
    channel: thread,
    authorId: call.world.app.botId,
    body: first,
    via: 'thread',
    attachments: attachmentsOf(call, first),
  });
  return { status: 201, body: { ...channelView(call.world, thread), message: messageView(call.world, message) } };
}

function threadOptions(body: Fields): { name: string; autoArchiveMinutes?: number } {
  const minutes = body['auto_archive_duration'];
  return { name: textOf(body['name']) ?? '', ...(typeof minutes === 'number' ? { autoArchiveMinutes: minutes } : {}) };
}

/** Of a thread what a bot changes: name, archived, locked, tags. Everything else is not ours to change. */
function change(call: Call) {
  const channel = channelOf(call);
  const body = bodyOf(call);
  const { thread } = channel;
  if (thread === null) throw new ApiError(50013);
  const known = ['name', 'archived', 'locked', 'applied_tags', 'auto_archive_duration'];
  refuseInvalid(
    Object.keys(body)
      .filter((each) => !known.includes(each))
      .map((each) => ({
        path: [each],
        code: 'UNKNOWN_KEY',
        message: 'This field is not in the description of the request.',
      })),
  );
  const own = thread.ownerId === call.world.app.botId && !thread.locked && body['locked'] === undefined;
  if (!own) need(call, channel, 'ManageThreads');
  const name = body['name'];
  if (name !== undefined) {
    if (typeof name !== 'string' || name.length < 1 || name.length > 100) {
      throw invalidBody([
        { path: ['name'], code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 100 in length.' },
      ]);
    }
    channel.name = name;
  }
  if (typeof body['archived'] === 'boolean') thread.archived = body['archived'];
  if (typeof body['locked'] === 'boolean') thread.locked = body['locked'];
  if (Array.isArray(body['applied_tags'])) thread.appliedTags = body['applied_tags'].map(String);
  tellThread(call.world, channel, 'THREAD_UPDATE');
  return ok(channelView(call.world, channel));
}

/** Of the whole server, as far as the bot sees them. */
function active(call: Call) {
  const { id } = guildOf(call);
  return ok({
    threads: threadsOf(call, (each) => each.guildId === id && each.thread?.archived === false),
    members: [],
  });
}

function archived(call: Call) {
  const channel = channelOf(call);
  if (channel.thread !== null) throw new ApiError(50024);
  need(call, channel, 'ReadMessageHistory');
  const limit = limitOf(call, 50, 100);
  const all = threadsOf(
    call,
    (each) => each.parentId === channel.id && each.thread?.archived === true && each.kind !== 'private-thread',
  );
  return ok({ threads: all.slice(0, limit), members: [], has_more: all.length > limit });
}

/** The newest first. */
function threadsOf({ world }: Call, wanted: (channel: Channel) => boolean): readonly Fields[] {
  return [...world.channels.values()]
    .filter((each) => !each.deleted && wanted(each) && may(world, world.app.botId, each, 'ViewChannel'))
    .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
    .map((each) => channelView(world, each));
}

function join(call: Call) {
  const channel = channelOf(call);
  if (channel.thread === null) throw new ApiError(50024);
  if (channel.thread.archived) throw new ApiError(50083);
  channel.thread.members.add(call.world.app.botId);
  call.world.watch.changed();
  return done;
}

export function tellThread(
  world: World,
  thread: Channel,
  name: 'THREAD_CREATE' | 'THREAD_UPDATE' | 'THREAD_DELETE',
): void {
  const view = channelView(world, thread);
  world.emit({
    name,
    guildId: thread.guildId,
    intent: GatewayIntentBits.Guilds,
    data: () => (name === 'THREAD_CREATE' ? { ...view, newly_created: true } : view),
  });
}
