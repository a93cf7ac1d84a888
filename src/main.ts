import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { z } from 'zod';
import { readCommandLine, USAGE, type CommandLine } from './command-line.ts';
import { readConfig, type Config } from './config.ts';
import { importFiles } from './import-files.ts';
import { createPinoLog } from './pino-log.ts';
import { platformModules } from './platforms/index.ts';
import { cleanLine } from './platforms/terminal/clean.ts';
import { written } from './platforms/terminal/written.ts';
import { problemOf } from './problem.ts';
import { searchPapers } from './search-papers.ts';
import { serve } from './serve.ts';
import type { Shell } from './shell.ts';
import { createSignals, type Signals } from './signals.ts';
import { trecRun } from './trec-run.ts';

/**
 * Runs the program once, as the process was asked to, and ends the process. The only place that reads its arguments and
 * its environment. Status 0 also after a signal that ended the service in order; 1 for a failure, 2 for arguments that
 * make no sense.
 */
export async function main(): Promise<void> {
  const signals = createSignals(process, () => performance.now());
  let outputGone = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read our answers (`| head`) has gone: that is an end, not a failure. Anything else fails the write itself.
    if (error.code !== 'EPIPE') return;
    outputGone = true;
    signals.end();
  });
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', (error) => {
    fail(error);
    process.exit(1);
  });

  let status: number;
  try {
    status = await run(readCommandLine(process.argv.slice(2)), signals);
    await written(process.stdout, '');
  } catch (error) {
    status = outputGone ? 0 : fail(error);
  }
  process.exit(status);
}

async function run(asked: CommandLine, signals: Signals): Promise<number> {
  if (asked.kind === 'help' || asked.kind === 'version') {
    await written(process.stdout, asked.kind === 'help' ? USAGE : `${version()}\n`);
    return 0;
  }
  const modules = asked.kind === 'serve' ? platformModules : [];
  const shell = createShell(readConfig(process.env, modules, process.cwd()), signals);
  const log = shell.openLog({ service: false, write: (line) => process.stderr.write(line) });
  if (asked.kind === 'import') return importFiles(shell, asked);
  if (asked.kind === 'search') await searchPapers(shell, log, asked);
  else if (asked.kind === 'run') await trecRun(shell, log, asked);
  else await serve(shell, asked.terminal);
  return 0;
}

function createShell(config: Config, signals: Signals): Shell {
  const { stdin, stdout, stderr } = process;
  return {
    config,
    stdin,
    stdout,
    stderr,
    signals,
    now: () => new Date(),
    reference,
    openLog({ service, write }) {
      const level = config.logLevel ?? (service ? 'info' : 'warn');
      return createPinoLog({ level, stacks: service || level === 'debug', write });
    },
  };
}

/** Tells a failure in one line, and in the log with everything that is known of it. Returns the exit status. */
function fail(error: unknown): number {
  const level = process.env['LOG_LEVEL'] === 'debug' ? 'debug' : 'silent';
  const log = createPinoLog({ level, stacks: true, write: (line) => process.stderr.write(line) });
  const problem = problemOf(error, log, reference());
  process.stderr.write(`paperboy: ${cleanLine(problem.line)}\n`);
  return problem.status;
}

/** Short enough to be read out on the telephone, long enough not to meet another one in a log. */
function reference(): string {
  return randomBytes(4).toString('hex');
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
