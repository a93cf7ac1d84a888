import { TextDecoder } from 'node:util';

/** One line of the input. `cut` tells that it was longer than the limit and that the rest of it was left out. */
export type Line = { readonly text: string; readonly cut: boolean };

/**
 * The lines of a stream of UTF-8, without their ends (`\n` or `\r\n`). The last one needs no end. Lines end nowhere else:
 * U+2028 and its like occur inside titles. Never more than `limit` UTF-16 units of a line are held.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array | string>, limit: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let held = '';
  let cut = false;
  for await (const chunk of input) {
    const [first = '', ...others] = textOf(chunk, decoder).split('\n');
    ({ held, cut } = hold(held, cut, first, limit));
    for (const other of others) {
      yield line(held, cut);
      ({ held, cut } = hold('', false, other, limit));
    }
  }
  ({ held, cut } = hold(held, cut, decoder.decode(), limit));
  if (held !== '') yield line(held, cut);
}

function textOf(chunk: Uint8Array | string, decoder: TextDecoder): string {
  return typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
}

function hold(held: string, cut: boolean, more: string, limit: number): { held: string; cut: boolean } {
  const all = held + more;
  // One unit above the limit may be the `\r` that belongs to the end of the line.
  return all.length > limit + 1 ? { held: all.slice(0, limit), cut: true } : { held: cut ? held : all, cut };
}

function line(held: string, cut: boolean): Line {
  const text = held.endsWith('\r') && !cut ? held.slice(0, -1) : held;
  // The limit may have fallen between the halves of a character.
  return { text: text.toWellFormed(), cut };
}
