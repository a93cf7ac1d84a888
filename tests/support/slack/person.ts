import type { Delivered } from './delivery.ts';
import type { Desk } from './desk.ts';
import { seat } from './desk.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf } from '../fields.ts';
import { messageAt, messageJson, storeMessage } from './posting.ts';
import type { Pressing } from './pressing.ts';
import { createPressing } from './pressing.ts';
import { directChannel, userOf, workspaceOf } from './settle.ts';
import type { Channel, Message, World } from './world.ts';
import { viewJson } from './methods-views.ts';

/** What somebody says, and what the app answered to each event that came of it. */
export type Said = { readonly message: Message; readonly events: readonly Delivered[] };

/** Everything a person can do that the app hears of. Each resolves with what the app answered. */
export type Person = Pressing & {
  readonly id: string;
  /** `/papers …` typed in a channel; Slack has no commands inside threads. */
  readonly command: (command: string, text: string, channel: string) => Promise<Delivered>;
  /** Says something in a channel, mentioning nobody unless the text does: `<@U…>`. */
  readonly say: (channel: string, text: string, thread?: string) => Promise<Said>;
  /** Says `@app text`. */
  readonly mention: (channel: string, text: string, thread?: string) => Promise<Said>;
  /** Says something to the app in its direct conversation. */
  readonly direct: (text: string, thread?: string) => Promise<Said>;
  /** Types an address in the composer: a preview is asked for before anything is sent. */
  readonly compose: (channel: string, urls: readonly string[]) => Promise<Delivered>;
  readonly openHome: (tab?: 'home' | 'messages') => Promise<Delivered>;
  readonly react: (message: Message, name: string) => Promise<Delivered>;
  readonly join: (channel: string) => Promise<Delivered>;
};

/** `domains`: the unfurl domains of the app's configuration, subdomains included. */
export function createPerson(desk: Desk, userId: string, domains: readonly string[]): Person {
  const { world } = desk;
  const user = userOf(world, userId);
  const workspace = workspaceOf(world, user.teamId);

  async function say(channelId: string, text: string, thread?: string): Promise<Said> {
    const { channel } = seat(world, userId, channelId);
    if (channel.archived) throw new Error(`${channel.name} is archived: nobody can write there`);
    const message = storeMessage(world, {
      text,
      blocks: [],
      attachments: [],
      metadata: null,
      options: {},
      teamId: user.teamId,
      channel: channel.id,
      user: userId,
      botId: null,
      thread: thread ?? null,
      onlyFor: null,
      via: 'person',
    });
    const events = eventsOf(world, channel, message, workspace.botUserId, domains).map(({ event, subscription }) =>
      desk.event({ teamId: user.teamId, userId, event, subscription }),
    );
    return { message, events: await Promise.all(events) };
  }

  return {
    ...createPressing(desk, userId),
    id: userId,
    say,
    mention: (channel, text, thread) => say(channel, `<@${workspace.botUserId}> ${text}`, thread),
    direct: (text, thread) => say(directChannel(world, userId).id, text, thread),
    command: async (command, text, channelId) => {
      const { channel } = seat(world, userId, channelId);
      const fields = {
        token: world.app.verificationToken,
        team_id: workspace.id,
        team_domain: workspace.domain,
        channel_id: channel.id,
        channel_name: channel.kind === 'private' ? 'privategroup' : channel.name,
        user_id: userId,
        user_name: user.name,
        command,
        text,
        api_app_id: world.app.id,
        is_enterprise_install: 'false',
      };
      return desk.interact({
        kind: 'slash_commands',
        user,
        channel,
        original: null,
        view: null,
        withTrigger: true,
        fields,
      });
    },
    compose: async (channelId, urls) => {
      seat(world, userId, channelId);
      const event = linkEvent(world, {
        teamId: user.teamId,
        userId,
        channel: 'COMPOSER',
        ts: null,
        urls,
        source: 'composer',
        member: false,
      });
      return desk.event({ teamId: user.teamId, userId, event });
    },
    openHome: (tab = 'home') => {
      const home = world.homes.get(userId);
      const view = home && tab === 'home' ? { view: viewJson(world, home) } : {};
      const event = { type: 'app_home_opened', user: userId, channel: directChannel(world, userId).id, tab, ...view };
      return desk.event({ teamId: user.teamId, userId, event });
    },
    react: (message, name) => {
      message.reactions.push({ name, user: userId });
      const item = { type: 'message', channel: message.channel, ts: message.ts };
      return desk.event({
        teamId: user.teamId,
        userId,
        event: { type: 'reaction_added', user: userId, reaction: name, item_user: message.user, item },
      });
    },
    join: async (channelId) => {
      const { channel } = seat(world, userId, channelId);
      channel.members.add(userId);
      const event = {
        type: 'member_joined_channel',
        user: userId,
        channel: channel.id,
        channel_type: channel.kind === 'private' ? 'G' : 'C',
        team: user.teamId,
      };
      return desk.event({ teamId: user.teamId, userId, event });
    },
  };
}

/** The events of a message: itself, a mention, links. The app hears only of channels that its bot is in. */
function eventsOf(
  world: World,
  channel: Channel,
  message: Message,
  botUserId: string,
  domains: readonly string[],
): { event: Fields; subscription: string }[] {
  const inside = channel.members.has(botUserId);
  const body = messageEvent(world, channel, message);
  const found = inside ? [body] : [];
  // A mention reaches the app where it is a member; in a direct conversation, also one of many, it is only a message.
  if (inside && channel.kind !== 'im' && channel.kind !== 'mpim' && message.text.includes(`<@${botUserId}>`)) {
    found.push({ event: { ...body.event, type: 'app_mention', channel_type: undefined }, subscription: 'app_mention' });
  }
  const urls = linksOf(message.text).filter((url) => domains.some((domain) => isUnder(url, domain)));
  if (urls.length > 0) {
    const event = linkEvent(world, {
      teamId: message.teamId,
      userId: message.user,
      channel: channel.id,
      ts: message.ts,
      urls,
      source: 'conversations_history',
      member: inside,
    });
    found.push({
      event: message.thread === null ? event : { ...event, thread_ts: message.thread },
      subscription: 'link_shared',
    });
  }
  return found;
}

/** The `message` event of a channel, and the subscription that it goes by. */
export function messageEvent(
  world: World,
  channel: Channel,
  message: Message,
): { event: Fields; subscription: string } {
  const parent = message.thread === null ? undefined : messageAt(world, channel.id, message.thread);
  const [type, subscription] = (
    {
      public: ['channel', 'message.channels'],
      private: ['group', 'message.groups'],
      mpim: ['mpim', 'message.mpim'],
      im: ['im', 'message.im'],
    } as const
  )[channel.kind];
  const event = {
    ...messageJson(world, message),
    channel: channel.id,
    channel_type: type,
    event_ts: message.ts,
    ...(parent ? { parent_user_id: parent.user } : {}),
  };
  return { event, subscription };
}

/** https://docs.slack.dev/reference/events/link_shared: in the composer, channel and time are no real ones. */
function linkEvent(
  world: World,
  given: {
    teamId: string;
    userId: string;
    channel: string;
    ts: string | null;
    urls: readonly string[];
    source: 'composer' | 'conversations_history';
    member: boolean;
  },
): Fields {
  const id = `${given.source === 'composer' ? 'Cx' : 'Ux'}${world.nextId('')}`;
  const ts = given.ts ?? id;
  world.unfurlTickets.set(id, {
    id,
    teamId: given.teamId,
    source: given.source,
    channel: given.channel,
    ts,
    urls: given.urls,
    unfurls: {},
  });
  return {
    type: 'link_shared',
    user: given.userId,
    channel: given.channel,
    message_ts: ts,
    unfurl_id: id,
    source: given.source,
    is_bot_user_member: given.member,
    links: given.urls.map((url) => ({ url, domain: new URL(url).hostname })),
  };
}

/** The addresses in a text: bare, or in Slack's angle brackets. Each once. */
function linksOf(text: string): string[] {
  const found = [...text.matchAll(/<(https?:\/\/[^|>]+)(?:\|[^>]*)?>|(https?:\/\/[^\s<>]+)/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  return [...new Set(found)].filter((url) => URL.canParse(url));
}

function isUnder(url: string, domain: string): boolean {
  const host = fieldsOf({ host: new URL(url).hostname })['host'];
  return typeof host === 'string' && (host === domain || host.endsWith(`.${domain}`));
}
