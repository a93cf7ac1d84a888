import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, type Line } from '../../../src/platforms/terminal/lines.ts';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, options: { limit?: number; size?: number } = {}): Promise<readonly Line[]> {
  const chunks = chunksOf(new TextEncoder().encode(text), options.size ?? 7);
  const lines: Line[] = [];
  for await (const line of linesOf(chunks, options.limit ?? 1000)) lines.push(line);
  return lines;
}

const whole = (text: string): Line => ({ text, cut: false });

describe('linesOf', () => {
  it('needs no end on the last line', async () => {
    expect(await read('one\ntwo')).toEqual([whole('one'), whole('two')]);
    expect(await read('one\ntwo\n')).toEqual([whole('one'), whole('two')]);
    expect(await read('')).toEqual([]);
  });

  it('keeps empty lines, takes the ends of Windows, and forgets a byte order mark', async () => {
    expect(await read('\ufeffone\r\n\r\ntwo\r\n')).toEqual([whole('one'), whole(''), whole('two')]);
  });

  it('ends a line at a line feed only', async () => {
    expect(await read('a\u2028b\u2029c\u0085d\u000be\nf')).toEqual([
      whole('a\u2028b\u2029c\u0085d\u000be'),
      whole('f'),
    ]);
  });

  it('holds a huge line to its limit, and goes on with the next', async () => {
    const lines = await read(`${'x'.repeat(100_000)}\nnext\n`, { limit: 50, size: 4096 });
    expect(lines).toEqual([{ text: 'x'.repeat(50), cut: true }, whole('next')]);
  });

  it('cuts no character in half', async () => {
    const [line] = await read(`${'👩'.repeat(100)}\n`, { limit: 51, size: 64 });
    expect(line?.cut).toBe(true);
    expect(line?.text.isWellFormed()).toBe(true);
  });

  it('reads the same lines however the bytes arrive', async () => {
    const lines = fc.array(
      fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n\ufeff]/.test(text) && text !== ''),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 40 }), async (expected, size) => {
        expect((await read(expected.join('\n'), { size })).map((line) => line.text)).toEqual(expected);
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });
});
