import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

import { SourceError } from './source-error.ts';

// 32 KiB a step: deflate can grow a thousandfold at most, so a hostile file costs 32 MiB at a time and not more.
const STEP = 32 * 1024;

/**
 * The bytes of a file, unpacked when it begins as gzip does, whatever its name. Throws a {@link SourceError} when packed
 * data is cut or damaged, after everything before the damage was given; and the system's error when it cannot be read.
 */
export async function* fileBytes(path: string): AsyncGenerator<Buffer> {
  const chunks = createReadStream(path, { highWaterMark: STEP });
  try {
    let gunzip: Gunzip | null = null;
    let first = true;
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      if (first && isGzip(chunk)) gunzip = createUnpacker(path);
      first = false;
      if (gunzip === null) yield chunk;
      else yield* gunzip.write(chunk);
    }
    if (gunzip !== null) yield* gunzip.end();
  } finally {
    chunks.destroy();
  }
}

type Gunzip = {
  write(chunk: Buffer): AsyncGenerator<Buffer>;
  end(): AsyncGenerator<Buffer>;
};

/** The two magic bytes and the one method that there is: https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1. */
function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/**
 * Unpacks step by step. A plain pipe would drop what it holds when the data turn out to be damaged; this gives all of it
 * before it throws.
 */
function createUnpacker(path: string): Gunzip {
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
    if (failure !== undefined) throw damaged(path, failure);
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

function damaged(path: string, cause: Error): SourceError {
  const cut = 'code' in cause && cause.code === 'Z_BUF_ERROR';
  const what = cut ? 'the file is cut: its packed data end too early' : 'its packed data are damaged';
  return new SourceError(`${path}: ${what}. What came before was read; fetch the file again and repeat.`, { cause });
}
