import type { ReadStream, WriteStream } from 'node:tty';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { Signals } from './signals.ts';

/** What the process gives to a run of the program. Only main.ts makes one. */
export type Shell = {
  readonly config: Config;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  readonly signals: Signals;
  readonly now: () => Date;
  /** A new short name for a request or a failure. */
  readonly reference: () => string;
  /** A log that writes its lines by `write`; `service`: nobody watches, so it tells more. */
  openLog(options: { readonly service: boolean; readonly write: (line: string) => void }): Log;
};

/** Whether to colour what is written to a stream. */
export function coloured(shell: Shell, stream: WriteStream): boolean {
  const { colour } = shell.config;
  return colour === 'auto' ? stream.isTTY : colour === 'always';
}

/** Columns of a terminal, or null for a file or a pipe. */
export function columnsOf(stream: WriteStream): number | null {
  return stream.isTTY && stream.columns > 0 ? stream.columns : null;
}
