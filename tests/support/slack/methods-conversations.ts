import type { Fields } from '../fields.ts';
import type { Call, Method } from './method.ts';
import { needScopes, Refusal } from './method.ts';
import { messageAt, messageJson, needChannelScope, visibleChannel } from './posting.ts';
import { directChannel } from './settle.ts';
import type { Channel, Message } from './world.ts';
import { microsOf } from './world.ts';

/* https://docs.slack.dev/reference/methods?family=conversations */

const info: Method = {
  takes: { channel: 'string!', include_locale: 'boolean', include_num_members: 'boolean' },
  scopes: [],
  token: 'bot',
  run: (call) => {
    const channel = visibleChannel(call, call.args.text('channel') ?? '');
    needChannelScope(call, channel, 'read');
    const counted = call.args.flag('include_num_members') ? { num_members: channel.members.size } : {};
    return { channel: { ...channelJson(call, channel), ...counted } };
  },
};

const timeline = {
  channel: 'string!',
  cursor: 'string',
  latest: 'string',
  oldest: 'string',
  inclusive: 'boolean',
  limit: 'number',
  include_all_metadata: 'boolean',
} as const;

const history: Method = {
  takes: timeline,
  scopes: [],
  token: 'bot',
  run: (call) => {
    const channel = readableChannel(call);
    const found = readable(call, channel)
      .filter((each) => each.thread === null || each.broadcast)
      .toSorted((a, b) => microsOf(b.ts) - microsOf(a.ts));
    const { page, more } = pageOf(call, found, { usual: 100, most: 999 });
    return {
      messages: page.map((each) => shown(call, each)),
      has_more: more !== '',
      pin_count: 0,
      response_metadata: { next_cursor: more },
    };
  },
};

const replies: Method = {
  takes: { ...timeline, ts: 'string!' },
  scopes: [],
  token: 'bot',
  run: (call) => {
    const channel = readableChannel(call);
    const named = messageAt(call.world, channel.id, call.args.text('ts') ?? '');
    if (!named) throw new Refusal('thread_not_found');
    const root = named.thread ?? named.ts;
    const parent = messageAt(call.world, channel.id, root);
    const found = readable(call, channel)
      .filter((each) => each.thread === root)
      .toSorted((a, b) => microsOf(a.ts) - microsOf(b.ts));
    const { page, more } = pageOf(call, parent ? [parent, ...found] : found, { usual: 1_000, most: 1_000 });
    return {
      messages: page.map((each) => shown(call, each)),
      has_more: more !== '',
      response_metadata: { next_cursor: more },
    };
  },
};

function readableChannel(call: Call): Channel {
  const channel = visibleChannel(call, call.args.text('channel') ?? '');
  needChannelScope(call, channel, 'history');
  if (!channel.members.has(call.workspace().botUserId)) throw new Refusal('not_in_channel');
  return channel;
}

/** The messages of a channel between `oldest` and `latest`; those two only when `inclusive`. */
function readable(call: Call, channel: Channel): readonly Message[] {
  const bound = (name: string, otherwise: number) => {
    const given = call.args.text(name);
    const micros = given === undefined ? otherwise : microsOf(given);
    if (Number.isNaN(micros)) throw new Refusal(name === 'oldest' ? 'invalid_ts_oldest' : 'invalid_ts_latest');
    return micros;
  };
  const oldest = bound('oldest', 0);
  const latest = bound('latest', Number.POSITIVE_INFINITY);
  const inclusive = call.args.flag('inclusive');
  return call.world.messages.filter((each) => {
    if (each.channel !== channel.id || each.deleted || each.onlyFor !== null) return false;
    const at = microsOf(each.ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

const shown = (call: Call, message: Message): Fields =>
  messageJson(call.world, message, call.args.flag('include_all_metadata') ? 'all' : 'type');

/** One page and the cursor of the next, empty on the last one. Throws `invalid_cursor` and `invalid_limit`. */
function pageOf<T>(
  call: Call,
  found: readonly T[],
  limits: { usual: number; most: number },
): { page: readonly T[]; more: string } {
  const cursor = call.args.text('cursor');
  const start = cursor ? /^from:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1] : '0';
  if (start === undefined) throw new Refusal('invalid_cursor');
  const limit = call.args.number('limit') ?? limits.usual;
  if (limit < 1 || limit > limits.most) throw new Refusal('invalid_limit');
  const end = Number(start) + limit;
  return {
    page: found.slice(Number(start), end),
    more: end < found.length ? Buffer.from(`from:${end}`).toString('base64') : '',
  };
}

const open: Method = {
  takes: { channel: 'string', users: 'string', return_im: 'boolean', prevent_creation: 'boolean' },
  scopes: ['im:write'],
  token: 'bot',
  run: (call) => {
    const { args, world } = call;
    const named = args.text('channel');
    if (named !== undefined)
      return { no_op: true, already_open: true, channel: { id: visibleChannel(call, named).id } };
    const users = (args.text('users') ?? '').split(',').filter((each) => each !== '');
    const [user] = users;
    if (user === undefined) throw new Refusal('users_list_not_supplied');
    if (users.length > 1) needScopes(call.token, ['mpim:write']);
    const person = world.users.get(user);
    if (!person || person.teamId !== call.workspace().id) throw new Refusal('user_not_found');
    if (person.deleted) throw new Refusal('user_disabled');
    if (person.isBot) throw new Refusal('cannot_dm_bot');
    const channel = directChannel(world, user);
    return { channel: args.flag('return_im') ? channelJson(call, channel) : { id: channel.id } };
  },
};

const members: Method = {
  takes: { channel: 'string!', cursor: 'string', limit: 'number' },
  scopes: [],
  token: 'bot',
  run: (call) => {
    const channel = visibleChannel(call, call.args.text('channel') ?? '');
    needChannelScope(call, channel, 'read');
    const { page, more } = pageOf(call, [...channel.members], { usual: 100, most: 999 });
    return { members: page, response_metadata: { next_cursor: more } };
  },
};

const scopeOfType: Readonly<Record<string, string>> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
};

const listing = { cursor: 'string', exclude_archived: 'boolean', limit: 'number', types: 'string' } as const;

const list: Method = {
  takes: listing,
  scopes: [],
  token: 'bot',
  run: (call) => {
    const { page, more } = pageOf(call, channelsOfTypes(call), { usual: 100, most: 999 });
    return { channels: page.map((each) => channelJson(call, each)), response_metadata: { next_cursor: more } };
  },
};

/** Of another person: the public channels, and of the others those that the bot is in too. */
const listOfPerson: Method = {
  takes: { ...listing, user: 'string' },
  scopes: [],
  token: 'bot',
  run: (call) => {
    const { id: teamId, botUserId } = call.workspace();
    const user = call.args.text('user') ?? botUserId;
    if (call.world.users.get(user)?.teamId !== teamId) throw new Refusal('user_not_found');
    const wanted = channelsOfTypes(call).filter((channel) => channel.members.has(user));
    const { page, more } = pageOf(call, wanted, { usual: 100, most: 999 });
    const channels = page.map((each) => ({ ...channelJson(call, each), is_member: undefined }));
    return { channels, response_metadata: { next_cursor: more } };
  },
};

/** What the bot can know of, of the types that the call names. */
function channelsOfTypes(call: Call): readonly Channel[] {
  const types = (call.args.text('types') ?? 'public_channel').split(',').map((each) => each.trim());
  const scopes = types.map((type) => scopeOfType[type]);
  if (scopes.includes(undefined)) throw new Refusal('invalid_types');
  needScopes(
    call.token,
    scopes.filter((each) => each !== undefined),
  );
  const { id: teamId, botUserId } = call.workspace();
  return [...call.world.channels.values()].filter((channel) => {
    const type = channel.kind === 'im' || channel.kind === 'mpim' ? channel.kind : `${channel.kind}_channel`;
    const seen = channel.kind === 'public' || channel.members.has(botUserId);
    return (
      channel.teamId === teamId &&
      !channel.deleted &&
      types.includes(type) &&
      seen &&
      !(channel.archived && call.args.flag('exclude_archived'))
    );
  });
}

function channelJson(call: Call, channel: Channel): Fields {
  const { botUserId } = call.workspace();
  if (channel.kind === 'im') {
    const user = [...channel.members].find((each) => each !== botUserId);
    return {
      id: channel.id,
      is_im: true,
      user,
      is_archived: false,
      is_org_shared: false,
      context_team_id: channel.teamId,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind !== 'mpim',
    is_group: false,
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_archived: channel.archived,
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_org_shared: false,
    is_read_only: channel.posting === 'read-only',
    is_member: channel.members.has(botUserId),
    context_team_id: channel.teamId,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.info': info,
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.open': open,
  'conversations.members': members,
  'conversations.list': list,
  'users.conversations': listOfPerson,
};
