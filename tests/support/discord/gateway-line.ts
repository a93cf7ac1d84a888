import type { Fields } from '../fields.ts';
import type { ServerSocket } from '../web-socket/web-socket.ts';
import type { Session } from './session.ts';
import type { World } from './world.ts';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
export const opcodes = {
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  requestMembers: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;

export type Connection = {
  readonly number: number;
  readonly isOpen: () => boolean;
  readonly session: () => Session | null;
  readonly heartbeats: () => number;
  readonly send: (message: Fields) => void;
  readonly close: (code: number) => void;
  /** The network goes away. */
  readonly cut: () => void;
};

/** A connection as the gateway keeps it. */
export type Line = Connection & {
  /** The session that it speaks for. */
  held: Session | null;
  /** When it sent what it sent in the last minute. */
  sent: number[];
};

/** Asks for a heartbeat and waits for it: whatever was sent before has been read by then. */
export async function hasRead(world: World, line: Line): Promise<void> {
  const before = line.heartbeats();
  line.send({ op: opcodes.heartbeat, d: null });
  await world.watch.until(() => line.heartbeats() > before || !line.isOpen(), 'a heartbeat that was asked for');
}

export function lineOf(number: number, socket: ServerSocket, heartbeats: () => number): Line {
  const line: Line = {
    number,
    held: null,
    sent: [],
    isOpen: socket.isOpen,
    session: () => line.held,
    heartbeats,
    send: (message) => socket.send(JSON.stringify(message)),
    close: (code) => socket.close(code),
    cut: socket.destroy,
  };
  return line;
}
