import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { z } from 'zod';
import { readCommandLine, USAGE, type CommandLine } from './command-line.ts';
import { readConfig } from './config.ts';
import { FileProblem } from './file-problem.ts';
import { watchParent } from './parent.ts';
import { createPinoLog } from './pino-log.ts';
import type { PlatformModule } from './platforms/platform.ts';
import { cleanLine } from './platforms/terminal/clean.ts';
import { written } from './platforms/terminal/written.ts';
import { problemOf } from './problem.ts';
import type { Shell } from './shell.ts';
import { createSignals, type Signals } from './signals.ts';

/**
 * Runs the program once, as the process was asked to, and ends the process. The only place that reads its arguments and
 * its environment. Status 0 also after a signal that ended the service in order; 1 for a failure, 2 for arguments that
 * make no sense.
 */
export async function main(): Promise<void> {
  const signals = createSignals(
    { on: (name, listener) => process.on(name, listener), exit: (code) => process.exit(code) },
    () => performance.now(),
  );
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

  if (process.env['npm_lifecycle_event'] !== undefined) watchParent(process, () => signals.end());

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
  if (asked.kind === 'slack-manifest') {
    const { slackManifest } = await import('./platforms/slack/manifest.ts');
    const manifest = slackManifest(asked.http === null ? {} : { http: asked.http });
    await written(process.stdout, `${JSON.stringify(manifest, null, 2)}\n`);
    return 0;
  }
  if (asked.kind === 'discord-invite') {
    const { discordInvite } = await import('./discord-invite.ts');
    await written(process.stdout, `${await discordInvite(process.env)}\n`);
    return 0;
  }
  if (asked.kind === 'serve') {
    const { platformModules } = await import('./platforms/index.ts');
    const { serve } = await import('./serve.ts');
    await serve(createShell(platformModules, signals), asked.terminal);
    return 0;
  }
  // A command of a script needs no chat platform: it neither loads their libraries nor minds their settings.
  const shell = createShell([], signals);
  if (asked.kind === 'import') return (await import('./import-files.ts')).importFiles(shell, asked);
  if (asked.kind === 'ingest') return (await import('./ingest-sources.ts')).ingestSources(shell, asked);
  if (asked.kind === 'rejected') return (await import('./show-rejected.ts')).showRejected(shell);
  if (asked.kind === 'status') return (await import('./show-status.ts')).showStatus(shell);
  const log = shell.openLog({ service: false, write: (line) => process.stderr.write(line) });
  if (asked.kind === 'run') return (await import('./trec-run.ts')).trecRun(shell, log, asked);
  await (await import('./search-papers.ts')).searchPapers(shell, log, asked);
  return 0;
}

function createShell(modules: readonly PlatformModule[], signals: Signals): Shell {
  const config = readConfig(process.env, modules, workingFolder());
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

function workingFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new FileProblem('the working folder was deleted: go to another folder and start again', { cause });
  }
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
