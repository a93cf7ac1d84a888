import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Attempt, Delivery, Outcome, Transport } from './delivery.ts';
import type { Fields } from '../fields.ts';
import { isFields, parseJson } from '../fields.ts';
import type { ServerSocket } from '../web-socket/web-socket.ts';
import { acceptSocket, refuseUpgrade } from '../web-socket/web-socket.ts';
import type { World } from './world.ts';

/*
 * Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode
 */

/** Ten connections an app. */
const mostConnections = 10;

/** Tickets of apps.connections.open; the documentation gives no number, clients connect at once. */
const ticketMs = 30_000;

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

export type Connection = {
  readonly number: number;
  readonly isOpen: () => boolean;
  /** How many pongs the client has sent. */
  readonly pongs: () => number;
  readonly ping: () => void;
  readonly send: (message: Fields) => void;
  /** The closing handshake, as the server begins it. */
  readonly close: (code?: number) => void;
  /** The network goes away. */
  readonly cut: () => void;
};

export type SocketMode = {
  readonly transport: Transport;
  readonly connections: () => readonly Connection[];
  /** How many connections there ever were. */
  readonly opened: () => number;
  /**
   * Waits until there have been that many connections and the last one answers a ping: it has read its hello. A client
   * that is stopped before that may fail on its way (the SDK's does, with a rejection that nobody handles).
   */
  readonly connected: (count?: number) => Promise<Connection>;
  /** Acknowledgements that named no envelope, came twice, or carried what was not asked for. */
  readonly oddities: readonly string[];
  /** A new single-use address. */
  readonly openTicket: () => string;
  /** Every ticket given out so far opens nothing any more. */
  readonly expireTickets: () => void;
  /** False: pings of the client stay without pong. */
  readonly answerPings: (answers: boolean) => void;
  /** Asks every connection to leave, as Slack does. `link_disabled` also closes the door until {@link enable}. */
  readonly disconnect: (reason: DisconnectReason) => void;
  readonly enable: () => void;
  readonly isEnabled: () => boolean;
  /** An upgrade request of the HTTP server. */
  readonly upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void;
  readonly stop: () => void;
};

export type SocketModeParts = {
  readonly world: World;
  readonly origin: () => string;
  /** How long an envelope waits for its acknowledgement, in real milliseconds. */
  readonly deadlineMs: number;
  /**
   * What is brought again after a lost connection, and waits while there is none: everything (Slack promises it for
   * events only) or events alone; then a command fails as Slack tells the person that it did. Before
   * the first connection nothing waits.
   */
  readonly redeliver: 'everything' | 'events-only';
};

type Waiting = {
  delivery: Delivery;
  attempt: Attempt;
  connection: number | null;
  sentAt: number;
  settle: (outcome: Outcome) => void;
  timer: NodeJS.Timeout | null;
};

export function createSocketMode(parts: SocketModeParts): SocketMode {
  const { world } = parts;
  const open = new Map<number, Connection>();
  const tickets = new Map<string, number>();
  const waiting = new Map<string, Waiting>();
  const answered = new Set<string>();
  const oddities: string[] = [];
  const state = { opened: 0, turn: 0, pongs: true, enabled: true };
  const odd = (what: string) => {
    oddities.push(what);
    world.watch.changed();
  };

  function settle(each: Waiting, outcome: Pick<Outcome, 'acknowledged' | 'payload' | 'reason'>): void {
    if (each.timer) clearTimeout(each.timer);
    waiting.delete(each.delivery.id);
    const elapsedMs = performance.now() - each.sentAt;
    each.attempt.outcome = {
      status: null,
      ...outcome,
      elapsedMs,
      late: outcome.reason === 'timeout' || elapsedMs > parts.deadlineMs,
    };
    each.settle(each.attempt.outcome);
    world.watch.changed();
  }

  /** Sends over one of the connections in turn, or leaves it waiting for one. */
  function bring(each: Waiting): void {
    const ready = [...open.values()].filter((connection) => connection.isOpen());
    const chosen = ready[state.turn++ % Math.max(1, ready.length)];
    const waits = state.opened > 0 && (parts.redeliver === 'everything' || each.delivery.kind === 'events_api');
    if (!chosen) {
      if (!waits) settle(each, { acknowledged: false, payload: null, reason: 'not_connected' });
      return;
    }
    each.connection = chosen.number;
    each.sentAt = performance.now();
    each.timer = setTimeout(
      () => settle(each, { acknowledged: false, payload: null, reason: 'timeout' }),
      parts.deadlineMs,
    );
    chosen.send(envelope(each));
  }

  function acknowledged(text: string): void {
    const message = parseJson(text);
    const id = isFields(message) ? message['envelope_id'] : undefined;
    if (typeof id !== 'string' || !isFields(message)) {
      odd(`not an acknowledgement: ${text.slice(0, 200)}`);
      return;
    }
    const each = waiting.get(id);
    if (!each) {
      odd(`${answered.has(id) ? 'acknowledged again' : 'late or unknown envelope'}: ${id}`);
      return;
    }
    answered.add(id);
    const payload =
      isFields(message['payload']) && Object.keys(message['payload']).length > 0 ? message['payload'] : null;
    if (payload && each.delivery.kind === 'events_api') odd(`an event takes no response payload: ${id}`);
    settle(each, { acknowledged: true, payload, reason: null });
  }

  function lost(number: number): void {
    open.delete(number);
    for (const each of [...waiting.values()].filter((one) => one.connection === number)) {
      each.connection = null;
      if (each.timer) clearTimeout(each.timer);
      if (parts.redeliver === 'events-only' && each.delivery.kind !== 'events_api') {
        settle(each, { acknowledged: false, payload: null, reason: 'connection_lost' });
      }
    }
    world.watch.changed();
    redeliver();
  }

  /** Brings again what a lost connection left without an answer. */
  function redeliver(): void {
    if (![...open.values()].some((each) => each.isOpen())) return;
    for (const each of [...waiting.values()].filter((one) => one.connection === null)) {
      if (each.sentAt > 0) {
        const again: Attempt = {
          ...each.attempt,
          retry: each.attempt.retry + 1,
          retryReason: 'timeout',
          startedAt: world.now(),
          outcome: null,
        };
        each.attempt.outcome = {
          acknowledged: false,
          payload: null,
          status: null,
          elapsedMs: performance.now() - each.sentAt,
          late: false,
          reason: 'connection_lost',
        };
        each.delivery.attempts.push(again);
        each.attempt = again;
      }
      bring(each);
    }
  }

  function welcome(socket: ServerSocket, connection: Connection): void {
    state.opened += 1;
    if (open.size >= mostConnections) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: debugInfo() }));
      socket.close(1000);
      return;
    }
    open.set(connection.number, connection);
    connection.send({
      type: 'hello',
      num_connections: open.size,
      debug_info: debugInfo(),
      connection_info: { app_id: world.app.id },
    });
    world.watch.changed();
    redeliver();
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? '';
    const issuedAt = tickets.get(ticket);
    tickets.delete(ticket);
    // Slack's pages do not say how a spent ticket is refused; any status but 101 is the same to a client.
    if (issuedAt === undefined || world.now() - issuedAt > ticketMs || !state.enabled)
      return refuseUpgrade(stream, 403);
    const number = state.opened + 1;
    let pongs = 0;
    const socket = acceptSocket(request, stream, head, {
      onText: acknowledged,
      onPong: () => {
        pongs += 1;
        world.watch.changed();
      },
      onClose: () => lost(number),
      answersPings: () => state.pongs,
    });
    if (!socket) return;
    welcome(socket, {
      number,
      isOpen: socket.isOpen,
      pongs: () => pongs,
      ping: socket.ping,
      send: (message) => socket.send(JSON.stringify(message)),
      close: (code = 1000) => socket.close(code),
      cut: socket.destroy,
    });
  }

  return {
    connections: () => [...open.values()].filter((each) => each.isOpen()),
    opened: () => state.opened,
    connected: async (count = 1) => {
      const last = await world.watch.until(
        () => state.opened >= count && [...open.values()].at(-1),
        `connection ${count}`,
      );
      const before = last.pongs();
      last.ping();
      await world.watch.until(() => last.pongs() > before, 'a pong');
      return last;
    },
    oddities,
    openTicket: () => {
      const ticket = randomUUID();
      tickets.set(ticket, world.now());
      return `${parts.origin().replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${world.app.id}`;
    },
    expireTickets: () => tickets.clear(),
    answerPings: (answers) => {
      state.pongs = answers;
    },
    disconnect: (reason) => {
      if (reason === 'link_disabled') state.enabled = false;
      for (const each of open.values()) each.send({ type: 'disconnect', reason, debug_info: debugInfo() });
    },
    enable: () => {
      state.enabled = true;
    },
    isEnabled: () => state.enabled,
    upgrade,
    transport: {
      name: 'socket',
      send: (delivery, attempt) =>
        new Promise((resolve) => {
          const before = waiting.get(delivery.id);
          if (before) settle(before, { acknowledged: false, payload: null, reason: 'timeout' });
          const each: Waiting = { delivery, attempt, connection: null, sentAt: 0, settle: resolve, timer: null };
          waiting.set(delivery.id, each);
          bring(each);
        }),
    },
    stop: () => {
      for (const each of waiting.values()) settle(each, { acknowledged: false, payload: null, reason: 'stopped' });
      for (const each of open.values()) each.cut();
    },
  };
}

/** Events carry the number and the reason of a retry; commands and interactions may be answered in place. */
function envelope({ delivery, attempt }: Waiting): Fields {
  return {
    envelope_id: delivery.id,
    type: delivery.kind,
    payload: delivery.payload,
    accepts_response_payload: delivery.kind !== 'events_api',
    ...(delivery.kind === 'events_api'
      ? { retry_attempt: attempt.retry, retry_reason: attempt.retryReason ?? '' }
      : {}),
  };
}

const debugInfo = (): Fields => ({ host: 'applink-loopback', build_number: 1, approximate_connection_time: 18_060 });
