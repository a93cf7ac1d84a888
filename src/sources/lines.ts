import { TextDecoder } from 'node:util';

/** One line of a file, counted from 1, or why it cannot be read. Blank lines are counted and left out. */
export type Line =
  { readonly number: number; readonly text: string } | { readonly number: number; readonly problem: string };

/** No real record comes near it; a line without an end must not fill the memory. */
export const MAX_LINE_BYTES = 10 * 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * Cuts bytes into lines at `\n` alone: a raw U+2028 inside a JSON text is no end of a line, though `node:readline` takes
 * it for one. A `\r` before the end and a byte order mark are no part of a line. Holds one line at a time.
 */
export async function* lines(chunks: AsyncIterable<Buffer>, maxBytes = MAX_LINE_BYTES): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;

  const take = (part: Buffer): void => {
    length += part.length;
    if (length <= maxBytes) parts.push(part);
    else parts = [];
  };
  const finish = (): Line | null => {
    number += 1;
    const line = length > maxBytes ? tooLong(number, maxBytes) : decode(number, Buffer.concat(parts), decoder);
    parts = [];
    length = 0;
    return line;
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end));
      start = end + 1;
      const line = finish();
      if (line !== null) yield line;
    }
    take(chunk.subarray(start));
  }
  const last = length > 0 ? finish() : null;
  if (last !== null) yield last;
}

function tooLong(number: number, maxBytes: number): Line {
  return { number, problem: `the line is longer than ${Math.round(maxBytes / 1024 / 1024)} MiB` };
}

function decode(number: number, bytes: Buffer, decoder: TextDecoder): Line | null {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { number, problem: 'the line is not valid UTF-8' };
  }
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  return line.trim() === '' ? null : { number, text: line };
}
