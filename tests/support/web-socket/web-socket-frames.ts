/** RFC 6455, section 5.2. */
export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** More than any message of a chat app needs. */
const longestPayload = 16 * 1024 * 1024;

/** A final, unmasked frame: what a server sends. */
export function frame(opcode: number, payload: Buffer): Buffer {
  const short = payload.length < 126;
  const header = Buffer.alloc(short ? 2 : payload.length < 65_536 ? 4 : 10);
  header[0] = 0x80 | opcode;
  if (short) header[1] = payload.length;
  else if (header.length === 4) {
    header[1] = 126;
    header.writeUInt16BE(payload.length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(payload.length), 2);
  }
  return Buffer.concat([header, payload]);
}

export type FrameEvents = {
  readonly onText: (text: string) => void;
  readonly onPing: (payload: Buffer) => void;
  readonly onPong: () => void;
  readonly onClose: (payload: Buffer) => void;
  /** A frame that no client may send: unmasked, reserved bits, a text that is not UTF-8, far too long. */
  readonly onError: () => void;
};

type Frame = { readonly opcode: number; readonly final: boolean; readonly payload: Buffer; readonly size: number };

/** Takes bytes as they come and tells of whole messages. After an error it stays silent. */
export function createFrameReader(events: FrameEvents): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let pieces: Buffer[] | null = null;
  let broken = false;

  function take({ opcode, final, payload }: Frame): boolean {
    if (opcode === opcodes.ping) events.onPing(payload);
    else if (opcode === opcodes.pong) events.onPong();
    else if (opcode === opcodes.close) events.onClose(payload);
    else {
      // A message may come in pieces, and control frames between them.
      const begins = opcode === opcodes.text;
      if (begins === (pieces !== null) || opcode > opcodes.text) return false;
      pieces = [...(pieces ?? []), payload];
      if (!final) return true;
      const text = decode(Buffer.concat(pieces));
      pieces = null;
      if (text === null) return false;
      events.onText(text);
    }
    return true;
  }

  return (chunk) => {
    if (broken) return;
    rest = Buffer.concat([rest, chunk]);
    for (let next = readFrame(rest); next !== null; next = readFrame(rest)) {
      if (next === 'wrong' || !take(next)) {
        broken = true;
        events.onError();
        return;
      }
      rest = rest.subarray(next.size);
    }
  };
}

/** The first frame of the bytes; null while it is not all there; `wrong` when a client may not send it. */
function readFrame(bytes: Buffer): Frame | null | 'wrong' {
  if (bytes.length < 2) return null;
  const [first = 0, second = 0] = bytes;
  const masked = (second & 0x80) !== 0;
  if (!masked || (first & 0x70) !== 0) return 'wrong';
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + lengthBytes + 4;
  if (bytes.length < start) return null;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (length > longestPayload) return 'wrong';
  if (bytes.length < start + length) return null;
  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(bytes.subarray(start, start + length));
  for (let index = 0; index < payload.length; index += 1) {
    payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
  }
  return { opcode: first & 0x0f, final: (first & 0x80) !== 0, payload, size: start + length };
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
