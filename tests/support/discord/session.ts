import type { Fields } from '../fields.ts';
import type { Event } from './world.ts';

/** One dispatch, kept for a resume. */
type Dispatched = { readonly sequence: number; readonly message: Fields };

/** What a shard began with Identify, and may take up again after a lost connection. */
export type Session = {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  /** The connection that speaks for it now; null while there is none. */
  readonly connection: () => number | null;
  readonly attach: (connection: number, send: (message: Fields) => void) => void;
  readonly detach: () => void;
  /** Numbers an event, keeps it and sends it when somebody is there. */
  readonly dispatch: (name: string, data: Fields) => void;
  /** Whether an event is for this session: by its shard and its intents. */
  readonly hears: (event: Event) => boolean;
  readonly sequence: () => number;
  /** Sends again what came after that number. */
  readonly replay: (after: number) => void;
  /** False: Resume is answered with Invalid Session. */
  alive: boolean;
};

export function createSession(parts: { id: string; shard: readonly [number, number]; intents: number }): Session {
  const kept: Dispatched[] = [];
  const state: { connection: number | null; send: ((message: Fields) => void) | null } = {
    connection: null,
    send: null,
  };
  return {
    ...parts,
    alive: true,
    connection: () => state.connection,
    attach: (connection, send) => {
      state.connection = connection;
      state.send = send;
    },
    detach: () => {
      state.connection = null;
      state.send = null;
    },
    dispatch: (name, data) => {
      const sequence = kept.length + 1;
      const message = { op: 0, s: sequence, t: name, d: data };
      kept.push({ sequence, message });
      state.send?.(message);
    },
    hears: (event) => {
      // Direct messages come on the first shard: https://docs.discord.com/developers/events/gateway#sharding
      const shard = event.guildId === null ? 0 : Number((BigInt(event.guildId) >> 22n) % BigInt(parts.shard[1]));
      return shard === parts.shard[0] && (event.intent === 0 || (parts.intents & event.intent) !== 0);
    },
    sequence: () => kept.length,
    replay: (after) => {
      for (const each of kept) if (each.sequence > after) state.send?.(each.message);
    },
  };
}
