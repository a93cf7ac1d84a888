import type { Log } from '../../log.ts';

/** What is said without anybody to hear it. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
