import { UsageError } from './command-line.ts';
import { ConfigError } from './config.ts';
import type { Log } from './log.ts';
import { FileProblem, fileProblem } from './file-problem.ts';
import { redactText } from './redact.ts';
import { SourceError } from './sources/source-error.ts';
import { StartError } from './start-error.ts';
import { StoreError } from './store/store.ts';

/** How a failed run is told: what a person reads, and the exit status. */
export type Problem = { readonly line: string; readonly status: 1 | 2 };

/** Their messages are written for a person and say what to do. */
const FORESEEN = [StoreError, SourceError, StartError, FileProblem];

/**
 * A failure in one line. Those that we foresaw say what to do; any other gets a reference, under which the log has it
 * with its stack (`LOG_LEVEL=debug`).
 */
export function problemOf(error: unknown, log: Log, reference: string): Problem {
  if (error instanceof UsageError) return { line: `${error.message}. See paperboy --help.`, status: 2 };
  if (error instanceof ConfigError) return { line: `wrong settings: ${error.message}`, status: 1 };
  const known = isFullOutput(error) ? fileProblem('the output', error) : error;
  if (FORESEEN.some((kind) => known instanceof kind) && known instanceof Error) {
    log.debug('stopped', { reference, error });
    return { line: oneLine(known.message), status: 1 };
  }
  log.debug('failed', { reference, error });
  const said = error instanceof Error ? error.message : String(error);
  return {
    line: `something went wrong that nobody foresaw: ${oneLine(said)} (reference ${reference}; LOG_LEVEL=debug tells more)`,
    status: 1,
  };
}

/** A write that names no file is one to a stream of the process. */
function isFullOutput(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC' && !('path' in error);
}

function oneLine(text: string): string {
  return redactText(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
