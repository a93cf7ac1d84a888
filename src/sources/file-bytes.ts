import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { SourceError } from './source-error.ts';

/**
 * The bytes of a stream, unpacked when they begin as gzip does. Closes the stream at its end. Throws a {@link SourceError}
 * that begins with `name` when packed data are cut or damaged, after everything before the damage was given.
 */
export async function* fileBytes(name: string, chunks: Readable): AsyncGenerator<Buffer> {
  try {
    let gunzip: Gunzip | null = null;
    let first = true;
    for await (const chunk of withWholeMagic(chunks)) {
      if (first && isGzip(chunk)) gunzip = createUnpacker(name);
      first = false;
      if (gunzip === null) yield chunk;
      else yield* gunzip.write(chunk);
    }
    if (gunzip !== null) yield* gunzip.end();
  } finally {
    chunks.destroy();
  }
}

const MAGIC_BYTES = 3;

type Gunzip = {
  write(chunk: Buffer): AsyncGenerator<Buffer>;
  end(): AsyncGenerator<Buffer>;
};

/** A pipe may give its first bytes one by one: the first chunk is made long enough to tell by. */
async function* withWholeMagic(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer | null = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const all: Buffer = held === null ? chunk : Buffer.concat([held, chunk]);
    held = held === null || all.length >= MAGIC_BYTES ? null : all;
    if (held === null) yield all;
  }
  if (held !== null) yield held;
}

/** The two magic bytes and the one method that there is: https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1. */
function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/**
 * Unpacks step by step. A plain pipe would drop what it holds when the data turn out to be damaged; this gives all of it
 * before it throws.
 */
function createUnpacker(name: string): Gunzip {
  const stream = createGunzip();
  const unpacked: Buffer[] = [];
  const failures: Error[] = [];
  stream.on('data', (chunk: Buffer) => unpacked.push(chunk));
  stream.on('error', (error) => failures.push(error));

  async function* step(act: (done: () => void) => void): AsyncGenerator<Buffer> {
    const { promise, resolve } = Promise.withResolvers<void>();
    stream.once('error', resolve);
    act(resolve);
    await promise;
    stream.off('error', resolve);
    yield* unpacked.splice(0);
    const [failure] = failures;
    if (failure !== undefined) throw damaged(name, failure);
  }

  return {
    write: (chunk) => step((done) => void stream.write(chunk, done)),
    end: () =>
      step((done) => {
        stream.once('end', done);
        stream.end();
      }),
  };
}

function damaged(name: string, cause: Error): SourceError {
  const cut = 'code' in cause && cause.code === 'Z_BUF_ERROR';
  const what = cut ? 'the file is cut: its packed data end too early' : 'its packed data are damaged';
  return new SourceError(`${name}: ${what}. What came before was read; fetch the file again and repeat.`, { cause });
}
