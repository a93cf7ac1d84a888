import { closeSync, constants, createReadStream, open, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

import { SourceError } from './source-error.ts';

/** As much as a pipe gives at a time. Deflate can grow a thousandfold at most, so a hostile file costs 64 MiB a step. */
const STEP = 64 * 1024;

/**
 * The bytes of a file or a named pipe. Rejects with the system's error when it cannot be opened, and with a
 * {@link SourceError} when it is neither.
 */
export async function openInput(path: string, signal: AbortSignal | undefined): Promise<Readable> {
  const found = await stat(path);
  if (found.isFIFO()) return openPipe(path, signal);
  if (found.isFile() || found.isCharacterDevice()) return createReadStream(path, { highWaterMark: STEP });
  throw new SourceError(`${path}: it is not a file. Save it to a file first.`);
}

/**
 * Read as a socket: a file that waits for data holds one of Node's threads, and with it the end of the process. So does
 * opening, which waits for a writer: when it shall end we are that writer ourselves.
 */
async function openPipe(path: string, signal: AbortSignal | undefined): Promise<Readable> {
  signal?.throwIfAborted();
  let waiting = true;
  const release = (): void => {
    try {
      closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK));
    } catch {
      // The other thread does not wait yet, or does not any more.
      if (waiting) setTimeout(release, 10);
    }
  };
  signal?.addEventListener('abort', release, { once: true });
  try {
    return new Socket({ fd: await promisify(open)(path, 'r'), writable: false });
  } finally {
    waiting = false;
    signal?.removeEventListener('abort', release);
  }
}
