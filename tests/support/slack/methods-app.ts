import type { Fields } from '../fields.ts';
import type { Method } from './method.ts';
import { Refusal } from './method.ts';
import { messageAt, visibleChannel } from './posting.ts';
import type { User } from './world.ts';

/* https://docs.slack.dev/reference/methods: what is about the app itself and the people. */

const authTest: Method = {
  takes: {},
  scopes: [],
  token: 'bot',
  run: (call) => {
    const { id, name, domain, botUserId, botId } = call.workspace();
    return {
      url: `https://${domain}.slack.com/`,
      team: name,
      user: call.world.users.get(botUserId)?.name,
      team_id: id,
      user_id: botUserId,
      bot_id: botId,
      is_enterprise_install: false,
    };
  },
};

const connectionsOpen: Method = {
  takes: {},
  scopes: ['connections:write'],
  token: 'app',
  run: (call) => ({ url: call.openConnection() }),
};

const botsInfo: Method = {
  takes: { bot: 'string' },
  scopes: ['users:read'],
  token: 'bot',
  run: (call) => {
    const workspace = call.workspace();
    const bot = call.args.text('bot');
    if (bot !== undefined && bot !== workspace.botId) throw new Refusal('bot_not_found');
    return {
      bot: {
        id: workspace.botId,
        deleted: false,
        name: call.world.app.name,
        app_id: call.world.app.id,
        user_id: workspace.botUserId,
        icons: {},
      },
    };
  },
};

const usersInfo: Method = {
  takes: { user: 'string!', include_locale: 'boolean' },
  scopes: ['users:read'],
  token: 'bot',
  run: (call) => {
    const user = call.world.users.get(call.args.text('user') ?? '');
    if (!user || user.teamId !== call.workspace().id) throw new Refusal('user_not_found');
    const locale = call.args.flag('include_locale') ? { locale: 'en-US' } : {};
    return { user: { ...userJson(user, call.world.now()), ...locale } };
  },
};

function userJson(user: User, now: number): Fields {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted,
    tz: user.tz,
    tz_label: zonePart(user.tz, now, 'long'),
    tz_offset: zoneOffset(user.tz, now),
    is_admin: user.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.isGuest,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: false,
    profile: {
      real_name: user.realName,
      display_name: user.name,
      real_name_normalized: user.realName,
      display_name_normalized: user.name,
    },
  };
}

function zonePart(zone: string, now: number, style: 'long' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style }).formatToParts(now);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** Seconds east of UTC at that instant. */
function zoneOffset(zone: string, now: number): number {
  const match = /([+-])(\d\d):(\d\d)/.exec(zonePart(zone, now, 'longOffset'));
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3_600 + Number(match[3]) * 60);
}

const reactionsAdd: Method = {
  takes: { channel: 'string!', timestamp: 'string!', name: 'string!' },
  scopes: ['reactions:write'],
  token: 'bot',
  run: (call) => {
    const channel = visibleChannel(call, call.args.text('channel') ?? '');
    const { botUserId } = call.workspace();
    if (channel.archived) throw new Refusal('is_archived');
    if (!channel.members.has(botUserId)) throw new Refusal('not_in_channel');
    const name = call.args.text('name') ?? '';
    if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new Refusal('invalid_name');
    const message = messageAt(call.world, channel.id, call.args.text('timestamp') ?? '');
    if (!message) throw new Refusal('message_not_found');
    if (message.reactions.some((each) => each.name === name && each.user === botUserId))
      throw new Refusal('already_reacted');
    message.reactions.push({ name, user: botUserId });
    call.world.watch.changed();
    return {};
  },
};

const oauthAccess: Method = {
  takes: { client_id: 'string', client_secret: 'string', code: 'string', redirect_uri: 'string', grant_type: 'string' },
  scopes: [],
  token: 'none',
  run: (call) => {
    const { args, world } = call;
    if (args.text('client_id') !== world.app.clientId) throw new Refusal('invalid_client_id');
    if (args.text('client_secret') !== world.app.clientSecret) throw new Refusal('bad_client_secret');
    const code = world.oauthCodes.get(args.text('code') ?? '');
    if (!code) throw new Refusal('invalid_code');
    if (code.used) throw new Refusal('code_already_used');
    if (code.redirectUri !== (args.text('redirect_uri') ?? null)) throw new Refusal('bad_redirect_uri');
    const workspace = world.workspaces.get(code.teamId);
    const token = workspace && world.tokens.get(workspace.botToken);
    if (!token) throw new Refusal('invalid_code');
    code.used = true;
    token.state = 'active';
    token.scopes = code.scopes;
    world.watch.changed();
    return {
      app_id: world.app.id,
      access_token: token.value,
      token_type: 'bot',
      scope: code.scopes.join(','),
      bot_user_id: workspace.botUserId,
      team: { id: workspace.id, name: workspace.name },
      enterprise: null,
      authed_user: { id: code.userId },
      is_enterprise_install: false,
    };
  },
};

export const appMethods: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'apps.connections.open': connectionsOpen,
  'bots.info': botsInfo,
  'users.info': usersInfo,
  'reactions.add': reactionsAdd,
  'oauth.v2.access': oauthAccess,
};
