import type { Writable } from 'node:stream';

/** Writes a text. Resolves when the stream has taken it, rejects when it cannot. */
export function written(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
