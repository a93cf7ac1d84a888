import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { App } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { DeliveryError } from '../platform.ts';
import type { Handlers, Platform, PlatformModule } from '../platform.ts';
import { isBetweenTwo, isChannelId } from './address.ts';
import { createAnswered } from './answered.ts';
import { createAsk } from './ask.ts';
import type { Ask } from './ask.ts';
import type { Backoff } from '../../waiting/backoff.ts';
import { createChannelNames } from './channel-names.ts';
import type { ChannelNames } from './channel-names.ts';
import type { Connection } from './connection.ts';
import { createConversations } from './conversations.ts';
import { createDirect } from './direct.ts';
import { createHindrance } from './hindrance.ts';
import { createHome } from './home.ts';
import { createHttpConnection } from './http-connection.ts';
import { createInbound } from './inbound.ts';
import { limits } from './limits.ts';
import { bridgeLog } from './log-bridge.ts';
import { createMembers } from './members.ts';
import { createMessages } from './messages.ts';
import { createPacer } from './pacer.ts';
import type { Pacer } from './pacer.ts';
import { createPeople } from './people.ts';
import { createPoster, posterOptions } from './post.ts';
import type { Poster } from './post.ts';
import { createPlainLog } from './plain-log.ts';
import { createQuiet } from './quiet.ts';
import type { Quiet } from './quiet.ts';
import { register } from './register.ts';
import { createReply } from './reply.ts';
import { createRights } from './rights.ts';
import type { Rights } from './rights.ts';
import { readSettings } from './settings.ts';
import type { SlackSettings } from './settings.ts';
import { silentLog } from '../shared/silent-log.ts';
import { createSocketConnection } from './socket-connection.ts';
import { createThreads } from './threads.ts';
import { createUnfurl } from './unfurl.ts';
import { createViews } from './views.ts';
import { createWork } from './work.ts';
import { openWorkspace } from './workspace.ts';
import type { Workspace } from './workspace.ts';

export type SlackParts = {
  readonly now: () => Date;
  /** A new short name for a request. */
  readonly reference: () => string;
  readonly wait: (ms: number) => Promise<void>;
  /** Between two tries to connect again. */
  readonly backoff: Backoff;
  /** How long pongs may stay away before a connection counts as lost. */
  readonly pongMs: number;
  /** Over HTTP, how long a request may take to arrive. */
  readonly requestMs: number;
};

export type Slack = Platform & {
  /** The port that is listened on over HTTP, or null. */
  port(): number | null;
};

const ordinaryParts: SlackParts = {
  now: () => new Date(),
  reference: () => randomBytes(4).toString('hex'),
  wait: (ms) => sleep(ms),
  backoff: { firstMs: 500, mostMs: 60_000, random: Math.random },
  pongMs: 5_000,
  requestMs: 10_000,
};

/** What is being answered at the end may take this long, and a little more after the connection is closed. */
const drainMs = 1_500;
/** A post that comes before there is a connection is to be tried again after this. */
const notYetMs = 30_000;

/** Slack, from the environment: see settings.ts. */
export const slack: PlatformModule = {
  name: 'slack',
  fromEnv(env) {
    const settings = readSettings(env);
    return settings === null ? null : createSlack(settings);
  },
};

/** Slack as a chat platform. It can be started again after a start that failed. */
export function createSlack(settings: SlackSettings, given: Partial<SlackParts> = {}): Slack {
  const parts = { ...ordinaryParts, ...given };
  const work = createWork();
  let connection: Connection | null = null;
  let poster: Poster | null = null;
  let rights: Rights | null = null;
  let teamId: string | null = null;
  let stopping: Promise<void> | null = null;

  const ready = (): Poster => {
    if (poster !== null) return poster;
    throw new DeliveryError({ kind: 'busy', retryAfterMs: notYetMs }, 'Slack: not connected yet');
  };

  const end = async (): Promise<void> => {
    await work.idle(drainMs);
    await connection?.close();
    await work.idle(drainMs / 3);
  };

  return {
    name: 'slack',
    port: () => connection?.port() ?? null,
    async start(handlers) {
      const log = createPlainLog(handlers.log ?? silentLog, parts.now);
      const workspace = await openWorkspace({ botToken: settings.botToken, apiUrl: settings.apiUrl, log });
      const opening = createConnection(settings, parts, log);
      connection = opening;
      ({ teamId } = workspace);
      const turn = createPacer({ ...parts, gapMs: limits.channelGapMs });
      const quiet = createQuiet(parts);
      const names = createChannelNames({ ...workspace, now: parts.now, log });
      const shared = { log, turn, quiet, names };
      rights = await listen({ ...shared, settings, parts, workspace, handlers, connection: opening, work });
      await opening.open();
      poster = createPoster({ ...workspace, ...shared, now: parts.now, wait: parts.wait });
      if (stopping !== null) await opening.close();
    },
    post: async (place, card, key) => ready().post(place, card, key),
    find: async (place, key, since) => ready().find(place, key, since),
    tell: async (person, card) => ready().tell(person, card),
    sees: async ({ id }, { channel }) => ((await rights?.sees(id, channel, true)) ?? null) !== null,
    // Whether the bot is in that channel is found out by posting.
    placeOf: async (channel) =>
      teamId === null || !isChannelId(channel) ? null : { platform: 'slack', workspace: teamId, channel, thread: null },
    stop() {
      stopping ??= end();
      return stopping;
    },
  };
}

function createConnection({ way, apiUrl }: SlackSettings, parts: SlackParts, log: Log): Connection {
  if (way.kind === 'http') return createHttpConnection({ ...way, log, requestMs: parts.requestMs });
  return createSocketConnection({ appToken: way.appToken, apiUrl, log, ...parts });
}

/** Builds what answers in one workspace, behind a Bolt app that knows its token and asks nobody for it. */
async function listen(given: {
  readonly settings: SlackSettings;
  readonly parts: SlackParts;
  readonly workspace: Workspace;
  readonly handlers: Handlers;
  readonly log: Log;
  readonly connection: Connection;
  readonly work: ReturnType<typeof createWork>;
  readonly turn: Pacer;
  readonly quiet: Quiet;
  readonly names: ChannelNames;
}): Promise<Rights> {
  const { settings, parts, workspace, handlers, log, connection, work, turn, quiet, names } = given;
  const { client, teamId, botToken, botId, botUserId } = workspace;
  const common = { client, now: parts.now, log };
  const people = createPeople({ ...common, teamId, zone: settings.zone });
  const { answer } = handlers;
  const direct = createDirect(common);
  const conversations = createConversations({ ...common, scopes: workspace.scopes });
  const members = createMembers({ ...common, conversations });
  const rights = createRights({ people, members, conversations, direct, admins: settings.admins });
  const hindrance = createHindrance({ ...workspace, names, log });
  const views = createViews({ ...common, wait: parts.wait });
  const justAsk = createAsk({ teamId, answer, people, rights, hindrance, reference: parts.reference });
  const home = createHome({ ask: justAsk, direct, views, now: parts.now });
  const reply = createReply({ ...parts, workspace, names, log, turn, quiet });
  const ask: Ask = async (text, speaker) => {
    const answered = await justAsk(text, speaker);
    // Nobody waits for it who asked.
    if (answered.outcome === 'ok') void work.run(() => home.said(text, speaker.user));
    const { told } = answered;
    if (told !== undefined) {
      const { channel } = told.place;
      // Of conversations of two, a person sees their own and no other.
      const address = { user: speaker.user, channel, direct: isBetweenTwo(channel), thread: null, responseUrl: null };
      void work.run(() => reply.say(address, told.card));
    }
    return answered;
  };
  const threads = createThreads({ ...common, botUserId });
  const inbound = createInbound({
    ask,
    rights,
    reply,
    direct,
    botUserId,
    now: parts.now,
    views,
    home,
    messages: createMessages({
      ask,
      reply,
      threads,
      direct,
      answered: createAnswered({ client, teamId, log }),
      commands: handlers.commands,
      botUserId,
      now: parts.now,
    }),
    unfurl: createUnfurl({ ...common, ask, direct, wait: parts.wait }),
  });
  const app = new App({
    receiver: connection.receiver,
    authorize: () => Promise.resolve({ botToken, botId, botUserId, teamId }),
    // An object of its own: the libraries write into it.
    clientOptions: { ...posterOptions, ...(settings.apiUrl === null ? {} : { slackApiUrl: settings.apiUrl }) },
    convoStore: false,
    deferInitialization: true,
    extendedErrorHandler: true,
    logger: bridgeLog(log),
  });
  await app.init();
  register(app, { inbound, work, now: parts.now, log });
  return rights;
}
