import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes } from 'discord-api-types/v10';
import type { Fields } from '../fields.ts';
import { fieldsOf, isFields, parseJson, textOf } from '../fields.ts';
import { acceptSocket, refuseUpgrade } from '../web-socket/web-socket.ts';
import type { Connection, Line } from './gateway-line.ts';
import { hasRead, lineOf, opcodes } from './gateway-line.ts';
import { hasToken, membersChunk, readIdentify } from './gateway-rules.ts';
import type { Session } from './session.ts';
import { createSession } from './session.ts';
import { appView, guildCreateView, userView } from './views.ts';
import type { World } from './world.ts';

/*
 * https://docs.discord.com/developers/events/gateway
 */

/** Payloads that a connection may send in a minute; heartbeats count too. */
const mostSent = { count: 120, ms: 60_000 };

export type StartLimit = { total: number; remaining: number; resetAfterMs: number; maxConcurrency: number };

/** What a test bends. Each holds until it is changed back. */
export type GatewayModes = {
  /** Milliseconds between heartbeats, told in hello; 41,250 as Discord has it. */
  heartbeatMs: number;
  /** False: heartbeats stay without an answer, and the connection is a zombie. */
  acknowledges: boolean;
  /** `silence`: a resume is never answered. `invalid`: it is answered with Invalid Session. */
  resumes: 'as-usual' | 'silence' | 'invalid';
  /** False: connections are refused with 503, as when Discord is down. */
  accepts: boolean;
  /** False: nothing is said after the handshake, not even hello. */
  greets: boolean;
  /** Whether the bot's guilds come after READY. */
  sendsGuilds: boolean;
  /** The number of shards that `GET /gateway/bot` recommends. */
  shards: number;
};

export type Gateway = {
  readonly modes: GatewayModes;
  readonly startLimit: StartLimit;
  /** Everything that clients sent, but heartbeats. */
  readonly received: readonly { readonly connection: number; readonly op: number; readonly data: unknown }[];
  /** How each connection ended: the client's code, or null for a cut. */
  readonly ends: readonly { readonly connection: number; readonly code: number | null }[];
  readonly connections: () => readonly Connection[];
  /** How many connections there ever were. */
  readonly opened: () => number;
  readonly sessions: () => readonly Session[];
  /** Waits until that many shards (1 unless told) are identified, connected and have read what was sent. */
  readonly ready: (shards?: number) => Promise<void>;
  /** Waits until a session has been taken up again that often (1 unless told) since the start. */
  readonly resumed: (times?: number) => Promise<void>;
  /** Op 7: asks every connection to leave and resume. */
  readonly reconnect: () => void;
  /** Op 9. With `resumable` false the session is over. */
  readonly invalidate: (resumable: boolean) => void;
  /** Op 1: asks for a heartbeat at once. */
  readonly askHeartbeat: () => void;
  readonly close: (code: number) => void;
  readonly cut: () => void;
  /** What `GET /gateway/bot` answers. */
  readonly information: () => Fields;
  readonly upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void;
  readonly stop: () => void;
};

export function createGateway(parts: { world: World; origin: () => string }): Gateway {
  const { world } = parts;
  const open = new Map<number, Line>();
  const sessions: Session[] = [];
  const received: { connection: number; op: number; data: unknown }[] = [];
  const ends: { connection: number; code: number | null }[] = [];
  const state = { opened: 0, resumed: 0 };
  const modes: GatewayModes = {
    heartbeatMs: 41_250,
    acknowledges: true,
    resumes: 'as-usual',
    accepts: true,
    greets: true,
    sendsGuilds: true,
    shards: 1,
  };
  const startLimit: StartLimit = { total: 1_000, remaining: 1_000, resetAfterMs: 86_400_000, maxConcurrency: 1 };
  const address = () => parts.origin().replace(/^http/, 'ws');

  world.listeners.push((event) => {
    for (const each of sessions)
      if (each.alive && each.hears(event)) each.dispatch(event.name, event.data(each.intents));
  });

  function identify(line: Line, data: unknown): void {
    if (line.held) return line.close(GatewayCloseCodes.AlreadyAuthenticated);
    const read = readIdentify(world, data);
    if ('close' in read) return line.close(read.close);
    if (startLimit.remaining <= 0) {
      // Discord ends all sessions and resets the token of a bot that identifies too often.
      world.app.tokenState = 'reset';
      for (const each of open.values()) each.close(GatewayCloseCodes.AuthenticationFailed);
      return;
    }
    startLimit.remaining -= 1;
    const session = createSession({ id: `session-${sessions.length + 1}`, ...read });
    // Whoever identifies anew has given up the session before, if the shard is the same one.
    for (const each of sessions) {
      if (each.shard[0] === read.shard[0] && each.connection() === null) each.alive = false;
    }
    sessions.push(session);
    line.held = session;
    session.attach(line.number, line.send);
    greet(session);
    world.watch.changed();
  }

  function greet(session: Session): void {
    const bot = world.users.get(world.app.botId);
    const guilds = [...world.guilds.values()].filter(
      (each) =>
        each.members.has(world.app.botId) && session.hears({ name: '', guildId: each.id, intent: 0, data: () => ({}) }),
    );
    session.dispatch('READY', {
      v: 10,
      user: bot ? userView(bot) : null,
      guilds: guilds.map((each) => ({ id: each.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${address()}/resume`,
      shard: session.shard,
      application: { id: world.app.id, flags: appView(world)['flags'] },
      session_type: 'normal',
      private_channels: [],
      presences: [],
      relationships: [],
    });
    if (!modes.sendsGuilds || (session.intents & 1) === 0) return;
    for (const guild of guilds) {
      if (!guild.unavailable) session.dispatch('GUILD_CREATE', guildCreateView(world, guild));
    }
  }

  function resume(line: Line, data: unknown): void {
    if (line.held) return line.close(GatewayCloseCodes.AlreadyAuthenticated);
    if (!isFields(data)) return line.close(GatewayCloseCodes.DecodeError);
    if (!hasToken(world, data)) return line.close(GatewayCloseCodes.AuthenticationFailed);
    if (modes.resumes === 'silence') return;
    const session = sessions.find((each) => each.id === textOf(data['session_id']));
    const after = Number(data['seq']);
    if (modes.resumes === 'invalid' || !session?.alive) {
      line.send({ op: opcodes.invalidSession, d: false });
      return;
    }
    if (!Number.isInteger(after) || after > session.sequence()) return line.close(GatewayCloseCodes.InvalidSeq);
    // A session has one connection: the earlier one is closed.
    const earlier = open.get(session.connection() ?? -1);
    if (earlier) {
      earlier.held = null;
      earlier.close(GatewayCloseCodes.SessionTimedOut);
    }
    line.held = session;
    session.attach(line.number, line.send);
    session.replay(after);
    session.dispatch('RESUMED', {});
    state.resumed += 1;
    world.watch.changed();
  }

  function heard(line: Line, text: string): void {
    const message = parseJson(text);
    if (!isFields(message) || typeof message['op'] !== 'number') return line.close(GatewayCloseCodes.DecodeError);
    const { op, d: data } = message;
    const now = performance.now();
    line.sent = [...line.sent.filter((each) => now - each < mostSent.ms), now];
    if (line.sent.length > mostSent.count) return line.close(GatewayCloseCodes.RateLimited);
    if (op !== opcodes.heartbeat) {
      received.push({ connection: line.number, op, data });
      world.watch.changed();
    }
    if (op === opcodes.heartbeat) {
      if (modes.acknowledges) line.send({ op: opcodes.heartbeatAck });
    } else if (op === opcodes.identify) identify(line, data);
    else if (op === opcodes.resume) resume(line, data);
    else if (!line.held) line.close(GatewayCloseCodes.NotAuthenticated);
    else if (op === opcodes.requestMembers) {
      const chunk = membersChunk(world, fieldsOf(data));
      if (chunk) line.held.dispatch('GUILD_MEMBERS_CHUNK', chunk);
    } else if (op !== opcodes.presence && op !== opcodes.voice) line.close(GatewayCloseCodes.UnknownOpcode);
  }

  function ended(line: Line, code: number | null): void {
    open.delete(line.number);
    ends.push({ connection: line.number, code });
    const session = line.held;
    if (session?.connection() === line.number) {
      session.detach();
      // The client's own 1000 and 1001 end the session; every other end lets it be resumed.
      if (code === 1000 || code === 1001) session.alive = false;
    }
    world.watch.changed();
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    if (!modes.accepts) return refuseUpgrade(stream, 503);
    const query = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams;
    const number = state.opened + 1;
    const told: { line: Line | null; heartbeats: number } = { line: null, heartbeats: 0 };
    const socket = acceptSocket(request, stream, head, {
      onText: (text) => {
        if (fieldsOf(parseJson(text))['op'] === opcodes.heartbeat) told.heartbeats += 1;
        if (told.line) heard(told.line, text);
        world.watch.changed();
      },
      onPong: () => {},
      onClose: (code) => {
        if (told.line) ended(told.line, code);
      },
      answersPings: () => true,
    });
    if (!socket) return;
    state.opened = number;
    const line = lineOf(number, socket, () => told.heartbeats);
    told.line = line;
    open.set(number, line);
    if (query.get('v') !== '10') line.close(GatewayCloseCodes.InvalidAPIVersion);
    else if (query.get('encoding') !== 'json' || query.has('compress')) line.close(GatewayCloseCodes.DecodeError);
    else if (modes.greets) line.send({ op: opcodes.hello, d: { heartbeat_interval: modes.heartbeatMs } });
    world.watch.changed();
  }

  const listening = () => [...open.values()].filter((each) => each.held !== null);
  const everyLine = (act: (line: Line) => void) => {
    for (const each of open.values()) act(each);
  };

  return {
    modes,
    startLimit,
    received,
    ends,
    connections: () => [...open.values()],
    opened: () => state.opened,
    sessions: () => sessions,
    ready: async (shards = 1) => {
      await world.watch.until(() => listening().length >= shards, `${shards} ready shards`, 15_000);
      await Promise.all(listening().map((each) => hasRead(world, each)));
    },
    resumed: async (times = 1) => {
      await world.watch.until(() => state.resumed >= times, `${times} resumed sessions`, 15_000);
      await Promise.all(listening().map((each) => hasRead(world, each)));
    },
    reconnect: () => everyLine((each) => each.send({ op: opcodes.reconnect, d: null })),
    invalidate: (resumable) =>
      everyLine((each) => {
        if (!resumable && each.held) each.held.alive = false;
        const { held } = each;
        each.held = null;
        held?.detach();
        each.send({ op: opcodes.invalidSession, d: resumable });
      }),
    askHeartbeat: () => everyLine((each) => each.send({ op: opcodes.heartbeat, d: null })),
    close: (code) => everyLine((each) => each.close(code)),
    cut: () => everyLine((each) => each.cut()),
    information: () => ({
      url: address(),
      shards: modes.shards,
      session_start_limit: {
        total: startLimit.total,
        remaining: startLimit.remaining,
        reset_after: startLimit.resetAfterMs,
        max_concurrency: startLimit.maxConcurrency,
      },
    }),
    upgrade,
    stop: () => everyLine((each) => each.cut()),
  };
}
