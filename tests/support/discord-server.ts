import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Fault, FaultOptions, Faults, FaultScript } from './discord/faults.ts';
import { createFaults } from './discord/faults.ts';
import type { Gateway } from './discord/gateway.ts';
import { createGateway } from './discord/gateway.ts';
import type { Happenings } from './discord/happenings.ts';
import { createHappenings } from './discord/happenings.ts';
import { createInteractionDesk } from './discord/interactions.ts';
import type { Person } from './discord/person.ts';
import { createPerson } from './discord/person.ts';
import type { Limiter, RateLimits } from './discord/rate-limits.ts';
import { createLimiter, usualLimits } from './discord/rate-limits.ts';
import { jsonReply } from './discord/reply.ts';
import type { ApiCall, Rest } from './discord/rest.ts';
import { createRest, routeNames } from './discord/rest.ts';
import type { NewChannel, NewGuild, NewRole, NewThread, NewUser } from './discord/settle.ts';
import {
  addChannel,
  addGuild,
  addMember,
  addRole,
  addThread,
  addUser,
  directChannel,
  privateChannel,
} from './discord/settle.ts';
import type { App, Channel, Command, Guild, Member, Message, Role, User, World } from './discord/world.ts';
import { createWorld } from './discord/world.ts';
import { sendReply } from './http-reply.ts';
import { listenOnLoopback } from './loopback.ts';
import type { Listening } from './loopback.ts';
import type { Watch } from './watch.ts';
import { createWatch } from './watch.ts';

export type DiscordServerOptions = {
  /** Milliseconds since 1970: the clock of ids, deadlines, nonces, late edits and rate limits. */
  readonly now?: () => number;
  /** How long the app may take for its first response, in real milliseconds: 3,000 unless a test is impatient. */
  readonly deadlineMs?: number;
  /** The privileged intents that are switched on for the app; none unless told. */
  readonly allows?: Partial<App['allows']>;
  /** The first server. */
  readonly guild?: NewGuild;
  readonly appName?: string;
};

/** A Discord on loopback: it holds a world, speaks Discord's protocols, and lets tests act as people. */
export type DiscordServer = {
  /** What discord.js takes as `rest.api`: without the version. The gateway follows from it. */
  readonly apiUrl: string;
  readonly token: string;
  readonly app: App;
  readonly world: World;
  /** The first server, with the bot on it. */
  readonly guild: Guild;
  readonly gateway: Gateway;
  /** These arrange the world before the app looks; {@link happen} also tells the app. */
  readonly addGuild: (given?: NewGuild) => Guild;
  /** A new person; on the first server unless told which (null: on none). */
  readonly addUser: (given: NewUser, guild?: Guild | null) => User;
  readonly addRole: (guild: Guild, given: NewRole) => Role;
  readonly addMember: (guild: Guild, userId: string, roles?: readonly string[]) => Member;
  /** On the first server unless told. */
  readonly addChannel: (given: Omit<NewChannel, 'guild'> & { readonly guild?: Guild }) => Channel;
  readonly addThread: (given: NewThread) => Channel;
  readonly directChannel: (userId: string) => Channel;
  /** A direct conversation of two people, where the app comes only with somebody's own installation. */
  readonly privateChannel: (people: readonly [string, string]) => Channel;

  readonly person: (user: User | string) => Person;
  readonly happen: Happenings;

  /** Scripts what goes wrong with a route, such as `POST /channels/:channel/messages`, or with `*`. */
  readonly fault: (route: string, fault: Fault, options?: FaultOptions) => FaultScript;
  readonly clearFaults: () => void;
  /** Counts requests by the clock and refuses what is too much. Nothing is limited unless told. */
  readonly limitRate: (limits: true | false | Partial<RateLimits>) => void;

  /** Every request, or those of one route. */
  readonly calls: (route?: string) => readonly ApiCall[];
  /** What is visible in a channel, oldest first: to everybody, or also what only that person sees. */
  readonly messages: (channel: Channel | string, reader?: string) => readonly Message[];
  /** The registered commands: those that are everywhere, or those of a server. */
  readonly commands: (guildId?: string) => readonly Command[];
  /** Waits until `read` gives something; looked at again whenever anything here changes. */
  readonly until: Watch['until'];
  readonly stop: () => Promise<void>;
};

export async function createDiscordServer(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const watch = createWatch();
  const world = createWorld({
    now: options.now ?? Date.now,
    watch,
    appName: options.appName ?? 'Paperboy',
    token: 'MTAxMDEwMTAxMDEwMTAxMDEw.loopback.discord-bot-token',
  });
  Object.assign(world.app.allows, options.allows);
  const guild = addGuild(world, options.guild);
  const faults = createFaults(routeNames);
  const state: { origin: string; limiter: Limiter | undefined } = { origin: '', limiter: undefined };
  const gateway = createGateway({ world, origin: () => state.origin });
  const rest = createRest({ world, faults, limiter: () => state.limiter, gateway: gateway.information });
  const desk = createInteractionDesk({ world, deadlineMs: options.deadlineMs ?? 3_000 });
  const listening = await listen(rest, gateway);
  state.origin = listening.origin;
  return {
    apiUrl: `${listening.origin}/api`,
    token: world.app.token,
    app: world.app,
    world,
    guild,
    gateway,
    ...settling(world, guild),
    person: (user) => createPerson(world, desk, typeof user === 'string' ? user : user.id),
    happen: createHappenings(world),
    ...breaking(faults),
    limitRate: (limits) => {
      const given = limits === true ? usualLimits : { ...usualLimits, ...(limits === false ? {} : limits) };
      state.limiter = limits === false ? undefined : createLimiter(world.now, given);
    },
    ...looking(world, rest),
    until: watch.until,
    stop: async () => {
      gateway.stop();
      await listening.close();
    },
  };
}

function settling(
  world: World,
  first: Guild,
): Pick<
  DiscordServer,
  'addGuild' | 'addUser' | 'addRole' | 'addMember' | 'addChannel' | 'addThread' | 'directChannel' | 'privateChannel'
> {
  return {
    addGuild: (given) => addGuild(world, given),
    addUser: (given, guild = first) => {
      const user = addUser(world, given);
      if (guild) addMember(world, guild, user.id);
      return user;
    },
    addRole: (guild, given) => addRole(world, guild, given),
    addMember: (guild, userId, roles) => addMember(world, guild, userId, roles),
    addChannel: (given) => addChannel(world, { guild: first, ...given }),
    addThread: (given) => addThread(world, given),
    directChannel: (userId) => directChannel(world, userId),
    privateChannel: (people) => privateChannel(world, people),
  };
}

function breaking(faults: Faults): Pick<DiscordServer, 'fault' | 'clearFaults'> {
  return { fault: faults.add, clearFaults: faults.clear };
}

function looking(world: World, rest: Rest): Pick<DiscordServer, 'calls' | 'messages' | 'commands'> {
  return {
    calls: (route) => (route === undefined ? rest.calls : rest.calls.filter((each) => each.route === route)),
    messages: (channel, reader) => {
      const id = typeof channel === 'string' ? channel : channel.id;
      return [...world.messages.values()].filter(
        (each) => each.channelId === id && !each.deleted && (each.onlyFor === null || each.onlyFor === reader),
      );
    },
    commands: (guildId) => [...world.app.commands.values()].filter((each) => each.guildId === (guildId ?? null)),
  };
}

/** Listens on a free port of 127.0.0.1: the API below `/api`, and WebSocket upgrades for the gateway. */
function listen(rest: Rest, gateway: Gateway): Promise<Listening> {
  const server = createServer((request, response) => {
    void serve(rest, request, response);
  });
  server.on('upgrade', (request, stream, head) => gateway.upgrade(request, stream, head));
  return listenOnLoopback(server);
}

async function serve(rest: Rest, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = await buffer(request)
    .then((bytes) =>
      rest.handle({
        method: request.method ?? 'GET',
        url: new URL(request.url ?? '/', 'http://127.0.0.1'),
        headers: request.headers,
        bytes,
      }),
    )
    // A mistake of this server must be seen as one, not as an answer of Discord.
    .catch((error: unknown) => jsonReply(500, { message: `The test server failed: ${String(error)}`, code: 0 }));
  sendReply(response, reply);
}
