import { array, assert, integer, property, string, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameReader, frame, opcodes } from './web-socket-frames.ts';

/** A frame as a client sends it: masked. */
function masked(opcode: number, payload: Buffer, { mask = Buffer.from([1, 2, 3, 4]), final = true } = {}): Buffer {
  const plain = frame(opcode, payload);
  const header = plain.subarray(0, plain.length - payload.length);
  header[0] = (final ? 0x80 : 0) | opcode;
  header[1] = (header[1] ?? 0) | 0x80;
  const hidden = Buffer.from(payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
  return Buffer.concat([header, mask, hidden]);
}

function read(chunks: readonly Buffer[]): readonly string[] {
  const seen: string[] = [];
  const reader = createFrameReader({
    onText: (text) => seen.push(text),
    onPing: (payload) => seen.push(`ping ${payload.toString()}`),
    onPong: () => seen.push('pong'),
    onClose: () => seen.push('close'),
    onError: () => seen.push('error'),
  });
  for (const chunk of chunks) reader(chunk);
  return seen;
}

describe('frames', () => {
  it('are read the same however the bytes are cut', () => {
    assert(
      property(
        array(string({ unit: 'grapheme', maxLength: 70_000 }), { maxLength: 4 }),
        integer({ min: 1, max: 5_000 }),
        uint8Array({ minLength: 4, maxLength: 4 }),
        (texts, size, mask) => {
          const bytes = Buffer.concat(
            texts.map((text) => masked(opcodes.text, Buffer.from(text), { mask: Buffer.from(mask) })),
          );
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          );
          expect(read(chunks)).toEqual(texts);
        },
      ),
      { seed: 20261124, numRuns: 50 },
    );
  });

  it('have short, medium and long headers', () => {
    for (const length of [0, 125, 126, 65_535, 65_536]) {
      expect(read([masked(opcodes.text, Buffer.alloc(length, 'x'))])).toEqual(['x'.repeat(length)]);
    }
  });

  it('may come in pieces with a ping between them', () => {
    const pieces = [
      masked(opcodes.text, Buffer.from('in '), { final: false }),
      masked(opcodes.ping, Buffer.from('?')),
      masked(opcodes.continuation, Buffer.from('pieces')),
    ];
    expect(read(pieces)).toEqual(['ping ?', 'in pieces']);
  });

  it.each([
    ['without a mask', frame(opcodes.text, Buffer.from('x'))],
    ['of binary data', masked(opcodes.binary, Buffer.from('x'))],
    ['that go on with nothing', masked(opcodes.continuation, Buffer.from('x'))],
    ['that are not UTF-8', masked(opcodes.text, Buffer.from([0xff]))],
    ['of an unknown kind', masked(5, Buffer.from('x'))],
  ])('%s end the conversation', (_, bytes) => {
    expect(read([bytes, masked(opcodes.pong, Buffer.alloc(0))])).toEqual(['error']);
  });
});
