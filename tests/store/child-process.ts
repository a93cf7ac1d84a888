import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export type Child = {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  /** Every line that it prints. */
  readonly lines: AsyncIterableIterator<string>;
  /** The exit code, or the name of the signal that ended it. */
  ended(): Promise<unknown>;
};

/** Runs a file of `children/` in a process of its own; its errors go to the output of the tests. */
export function startChild(name: string, ...args: readonly string[]): Child {
  const file = fileURLToPath(new URL(`children/${name}`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  return {
    process: child,
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    async ended() {
      const [code, signal]: unknown[] = await ended;
      return code ?? signal;
    },
  };
}
