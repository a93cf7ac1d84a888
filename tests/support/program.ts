import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const launcher = join(root, 'bin', 'paperboy.js');

/** How a program ended: its status, or the signal that killed it. */
type Ending = { readonly status: number | null; readonly signal: NodeJS.Signals | null };

/** A program that runs, and what it said so far. */
export type Running = {
  readonly child: ChildProcessWithoutNullStreams;
  output(): string;
  errors(): string;
  /** Resolves when the output holds the text; rejects when the program ends without having said it. */
  says(text: string): Promise<void>;
  /** The end: the status, or the signal that killed it. Every process that holds the output has ended too. */
  readonly ended: Promise<Ending>;
};

/**
 * The environment of a newcomer: nothing of ours, no settings of the machine that runs the tests. The sources on the web are
 * switched off, for no test goes outside; one that brings a server of its own switches them on.
 */
export function environment(home: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    PAPERBOY_HOME: join(home, 'state'),
    TZ: 'UTC',
    PAPERBOY_SOURCES: 'none',
    ...more,
  };
}

export function start(command: string, args: readonly string[], env: Record<string, string>, folder = root): Running {
  const child = spawn(command, args, { cwd: folder, env });
  let output = '';
  let errors = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  // A program that ended does not read any more; that is seen by its end.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve({ status, signal }));
  });
  return {
    child,
    output: () => output,
    errors: () => errors,
    ended,
    says(text) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (output.includes(text)) resolve();
        };
        listeners.add(look);
        look();
        const missing = () => reject(new Error(`It ended without saying ${JSON.stringify(text)}:\n${output}${errors}`));
        ended.then(missing, reject);
      });
    },
  };
}

/** Runs Paperboy under the Node that runs the tests. */
export function startPaperboy(
  home: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Running {
  return start(process.execPath, [launcher, ...args], environment(home, env));
}

/** Runs Paperboy to its end with `input` on its standard input. */
export async function paperboy(
  home: string,
  args: readonly string[] = [],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly status: number | null; readonly output: string; readonly errors: string }> {
  const running = startPaperboy(home, args, options.env);
  running.child.stdin.end(options.input ?? '');
  const { status } = await running.ended;
  return { status, output: running.output(), errors: running.errors() };
}

/** A folder of its own for one test. */
export async function temporaryHome(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'paperboy-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
