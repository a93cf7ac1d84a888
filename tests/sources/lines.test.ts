import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { lines } from '../../src/sources/lines.ts';
import type { Line } from '../../src/sources/lines.ts';

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(bytes: Buffer, size = 7, maxBytes?: number): Promise<readonly Line[]> {
  const all: Line[] = [];
  for await (const line of lines(inChunks(bytes, size), maxBytes)) all.push(line);
  return all;
}

describe('lines', () => {
  it('ends a line at \\n alone and counts the blank ones', async () => {
    expect(await read(Buffer.from('\ufeffa\u2028b\r\n\n \nc\u0085d\rx'))).toEqual([
      { number: 1, text: 'a\u2028b' },
      { number: 4, text: 'c\u0085d\rx' },
    ]);
    expect(await read(Buffer.from(''))).toEqual([]);
    expect(await read(Buffer.from('a\n'))).toEqual([{ number: 1, text: 'a' }]);
  });

  it('names a line that is not UTF-8 and goes on', async () => {
    const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.from([0x62, 0xff, 0x0a]), Buffer.from('c')]);
    expect(await read(bytes)).toEqual([
      { number: 1, text: 'a' },
      { number: 2, problem: 'the line is not valid UTF-8' },
      { number: 3, text: 'c' },
    ]);
  });

  it('names a line that is too long and goes on', async () => {
    const megabyte = 1024 * 1024;
    const bytes = Buffer.from(`a\n${'b'.repeat(2 * megabyte + 1)}\nc\n${'d'.repeat(2 * megabyte)}`);
    const all = await read(bytes, 64 * 1024, 2 * megabyte);
    expect(all.slice(0, 3)).toEqual([
      { number: 1, text: 'a' },
      { number: 2, problem: 'the line is longer than 2 MiB' },
      { number: 3, text: 'c' },
    ]);
    expect(all[3]).toEqual({ number: 4, text: 'd'.repeat(2 * megabyte) });
  });

  it('gives the same lines however the bytes are cut', async () => {
    const text = fc.array(fc.constantFrom('a', 'é', '大', '😀', '\n', '\r\n', '\u2028', ' '), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (parts, size) => {
        const bytes = Buffer.from(parts.join(''));
        expect(await read(bytes, size)).toEqual(await read(bytes, 1000));
      }),
      { seed: 20261124 },
    );
  });
});
