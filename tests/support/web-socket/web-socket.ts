import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createFrameReader, frame, opcodes } from './web-socket-frames.ts';

/** The server's side of one WebSocket (RFC 6455), as far as chat servers need it: text, ping, pong, close. */
export type ServerSocket = {
  readonly send: (text: string) => void;
  readonly ping: () => void;
  /** Begins the closing handshake. */
  readonly close: (code: number, reason?: string) => void;
  /** Cuts the connection without a word. */
  readonly destroy: () => void;
  readonly isOpen: () => boolean;
};

export type SocketEvents = {
  readonly onText: (text: string) => void;
  readonly onPong: () => void;
  /** The client's close code; null where the connection ended without one. */
  readonly onClose: (code: number | null) => void;
  /** Whether a ping is answered: false makes the pongs go missing. */
  readonly answersPings: () => boolean;
};

/** RFC 6455, section 1.3. */
const handshakeKey = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Refuses an upgrade with a bare HTTP status. */
export function refuseUpgrade(stream: Duplex, status: number): void {
  stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Answers the handshake and speaks the protocol from there. Null (and refused) when it is no WebSocket handshake. */
export function acceptSocket(
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
  events: SocketEvents,
): ServerSocket | null {
  const key = request.headers['sec-websocket-key'];
  if (
    key === undefined ||
    request.headers['sec-websocket-version'] !== '13' ||
    request.headers.upgrade?.toLowerCase() !== 'websocket'
  ) {
    refuseUpgrade(stream, 400);
    return null;
  }
  const accept = createHash('sha1').update(`${key}${handshakeKey}`).digest('base64');
  stream.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  return speak(stream, head, events);
}

function speak(stream: Duplex, head: Buffer, events: SocketEvents): ServerSocket {
  let state: 'open' | 'closing' | 'closed' = 'open';
  const write = (opcode: number, payload: Buffer) => {
    if (!stream.destroyed && stream.writable) stream.write(frame(opcode, payload));
  };
  const closed = (code: number | null = null) => {
    if (state === 'closed') return;
    state = 'closed';
    events.onClose(code);
  };
  const destroy = () => {
    stream.destroy();
    closed();
  };
  const reader = createFrameReader({
    onText: (text) => {
      if (state === 'open') events.onText(text);
    },
    onPing: (payload) => {
      if (events.answersPings()) write(opcodes.pong, payload);
    },
    onPong: events.onPong,
    onClose: (payload) => {
      if (state === 'open') write(opcodes.close, payload.subarray(0, 2));
      stream.end();
      closed(payload.length >= 2 ? payload.readUInt16BE(0) : null);
    },
    onError: destroy,
  });
  stream.on('data', (chunk: Buffer) => reader(chunk));
  stream.on('error', destroy);
  stream.on('close', () => closed());
  stream.on('end', destroy);
  if (head.length > 0) reader(head);
  return {
    send: (text) => write(opcodes.text, Buffer.from(text)),
    ping: () => write(opcodes.ping, Buffer.from('ping')),
    close: (code, reason = '') => {
      if (state !== 'open') return;
      state = 'closing';
      const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
      payload.writeUInt16BE(code);
      payload.write(reason, 2);
      write(opcodes.close, payload);
    },
    destroy,
    isOpen: () => state === 'open',
  };
}
