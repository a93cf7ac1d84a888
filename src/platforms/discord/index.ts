import { randomBytes } from 'node:crypto';
import { Events } from 'discord.js';
import type { Client } from 'discord.js';
import type { Log } from '../../log.ts';
import { DeliveryError } from '../platform.ts';
import type { Handlers, Platform, PlatformModule, Sentences } from '../platform.ts';
import { createAnswerRest } from './answer-rest.ts';
import { createApplication } from './application.ts';
import type { Application } from './application.ts';
import type { Backoff } from '../../waiting/backoff.ts';
import { createCall } from './call.ts';
import type { Call } from './call.ts';
import { changedBy } from './changes.ts';
import type { ClientParts } from './client.ts';
import { createConnection } from './connection.ts';
import type { Connection } from './connection.ts';
import { endsWithin } from '../../waiting/ends-within.ts';
import { createHindrance } from './hindrance.ts';
import { createInbound } from './inbound.ts';
import type { Inbound } from './inbound-parts.ts';
import { placeOf } from './where.ts';
import { createPoster } from './post.ts';
import type { Poster } from './post.ts';
import { keepRegistered } from './register.ts';
import { createRemembered } from './remembered.ts';
import { createRights } from './rights.ts';
import { readSettings } from './settings.ts';
import type { DiscordSettings } from './settings.ts';
import type { Patience } from './sharding.ts';
import { createTurns } from './turns.ts';
import type { TurnsParts } from './turns.ts';
import { silentLog } from '../shared/silent-log.ts';

export type DiscordParts = Pick<ClientParts, 'buildIdentifyThrottler'> & {
  readonly now: () => Date;
  /** A new short name for a request. */
  readonly reference: () => string;
  /** Between two tries to connect, to register commands, and to show an answer. */
  readonly backoff: Backoff;
  readonly patience: Patience;
  /** An answer that takes longer is announced first. */
  readonly answerMs: number;
  /** The first try to respond at all may take this long. */
  readonly hastyMs: number;
  /** How long replies to messages wait for their turn. */
  readonly turns: Partial<TurnsParts>;
};

const ordinaryParts: DiscordParts = {
  now: () => new Date(),
  reference: () => randomBytes(4).toString('hex'),
  // Discord takes 1,000 new sessions a day: at this pace a loop of refused ones comes to about 640.
  backoff: { firstMs: 500, mostMs: 180_000, random: Math.random },
  patience: { lookMs: 5_000, resumeMs: 20_000, openMs: 45_000, lostMs: 300_000 },
  // Discord waits three seconds for a first response, on its way here and back included.
  answerMs: 1_000,
  hastyMs: 1_000,
  turns: {},
};

/** What is being answered at the end may take this long, and a little more after the connection is closed. */
const drainMs = 1_500;
/** Whoever tries something out does so on a few servers. Of more nobody wants to hear one by one. */
const mostTried = 10;
/** A post that comes before there is a connection is to be tried again after this. */
const notYetMs = 30_000;

/** Nothing is kept, and no button is offered that would need it. */
const noSentences: Sentences = { keep: () => Promise.resolve(''), find: () => Promise.resolve(null) };

/** Discord, from the environment: see settings.ts. */
export const discord: PlatformModule = {
  name: 'discord',
  fromEnv(env) {
    const settings = readSettings(env);
    return settings === null ? null : createDiscord(settings);
  },
};

/** Discord as a chat platform. It can be started again after a start that failed. */
export function createDiscord(settings: DiscordSettings, given: Partial<DiscordParts> = {}): Platform {
  const parts = { ...ordinaryParts, ...given };
  const call = createCall({ token: settings.token, ...(settings.apiUrl === null ? {} : { api: settings.apiUrl }) });
  const rest = createAnswerRest({ apiUrl: settings.apiUrl, hastyMs: parts.hastyMs });
  const patiently: Call = (options) => call({ ...options, patient: true });
  const asking = createRemembered(call, parts.now);
  const rights = createRights({ call, asking: asking.call, admins: settings.admins });
  const inTurn = createTurns(parts.turns);
  const ending = new AbortController();
  let application: (() => Promise<Application>) | null = null;
  let connection: Connection | null = null;
  let inbound: Inbound | null = null;
  let poster: Poster | null = null;
  let servers: readonly string[] = [];
  let stopping: Promise<void> | null = null;

  const ready = (): Poster => {
    if (poster !== null) return poster;
    throw new DeliveryError({ kind: 'busy', retryAfterMs: notYetMs }, 'Discord: not connected yet');
  };

  const end = async (): Promise<void> => {
    ending.abort();
    await endsWithin(drainMs, inbound?.settled() ?? Promise.resolve());
    await connection?.close();
    await endsWithin(drainMs / 3, inbound?.settled() ?? Promise.resolve());
  };

  /** What a new client hears, and whatever changes for places that failed. */
  const listen = (
    client: Client<true>,
    { botName, readsMessages }: Application,
    handlers: Handlers,
    log: Log,
  ): void => {
    const userId = client.user.id;
    const sentences = handlers.sentences ?? noSentences;
    const { now } = parts;
    const posting = (poster ??= createPoster({
      call: patiently,
      ask: (options) => asking.call({ ...options, patient: true }),
      userId,
      sentences,
      now,
      botName,
      backoff: parts.backoff,
      log,
    }));
    const ways = createInbound({
      client,
      handlers,
      settings,
      now,
      log,
      sentences,
      hindrance: createHindrance({ call: asking.call, userId, botName }),
      call,
      asking: asking.call,
      rights,
      guarded: posting.guarded,
      inTurn,
      tell: posting.tell,
      readsMessages,
      reference: parts.reference,
      answerMs: parts.answerMs,
      backoff: parts.backoff,
      rest,
    });
    inbound = ways;
    servers = [...client.guilds.cache.keys()];
    client.on(Events.InteractionCreate, (interaction) => void ways.interaction(interaction));
    client.on(Events.MessageCreate, (message) => void ways.message(message));
    client.on(Events.Raw, (event: unknown) => {
      for (const id of changedBy(event, userId)) {
        asking.changed(id);
        posting.changed(id);
      }
    });
  };

  return {
    name: 'discord',
    async start(handlers) {
      const log = handlers.log ?? silentLog;
      // A start that is tried again says nothing twice.
      application ??= createApplication({ call, settings, log });
      const opening = createConnection({
        ...parts,
        token: settings.token,
        apiUrl: settings.apiUrl,
        messages: settings.messages,
        application,
        onReady: (client, app) => listen(client, app, handlers, log),
        log,
      });
      connection = opening;
      const { id } = await opening.open();
      const { commands } = handlers;
      const { guildId } = settings;
      const others = servers.length > mostTried ? [] : servers;
      await keepRegistered({ ...parts, call, applicationId: id, guildId, others, commands, log }, ending.signal);
      if (stopping !== null) await opening.close();
    },
    post: async (place, card, key) => ready().post(place, card, key),
    find: async (place, key, since, card) => ready().find(place, key, since, card),
    tell: async (person, card) => ready().tell(person, card),
    sees: async ({ id }, place) => (await rights.sees(id, place)) !== null,
    placeOf: (channel) => placeOf(call, channel),
    stop() {
      stopping ??= end();
      return stopping;
    },
  };
}
