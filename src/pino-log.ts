import pino from 'pino';
import type { Log, LogFields } from './log.ts';
import { redact } from './redact.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** The names that a line has of itself; a field with such a name is written as `field.NAME`. */
const OWN_NAMES: ReadonlySet<string> = new Set(['level', 'time', 'event']);

/**
 * A log of one JSON object a line: `{ level, time, event, …fields }`. Being JSON, no text in a field can begin another
 * line; being redacted, no token in a field is written. Stacks of errors are kept where `stacks` is true.
 */
export function createPinoLog(options: {
  readonly level: LogLevel;
  readonly stacks: boolean;
  readonly write: (line: string) => void;
}): Log {
  const lines = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: options.write },
  );
  const line = (level: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    if (!lines.isLevelEnabled(level)) return;
    lines[level]({ event, ...plainFields(fields ?? {}, options.stacks) });
  };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}

function plainFields(fields: LogFields, stacks: boolean): LogFields {
  const plain = redact({ ...fields }, { stacks });
  if (typeof plain !== 'object' || plain === null) return {};
  return Object.fromEntries(
    Object.entries(plain).map(([name, value]) => [OWN_NAMES.has(name) ? `field.${name}` : name, value]),
  );
}
