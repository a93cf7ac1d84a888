import type { Logger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Log } from '../../log.ts';

/** What is said without anybody to hear it. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * Slack's libraries write here. Their `debug` holds whole payloads, with what people said, so it is never passed on, and
 * the level that they see is never `debug`.
 */
export function bridgeLog(log: Log): Logger {
  return {
    debug: () => undefined,
    info: (...message) => log.debug('slack.library', { text: text(message) }),
    warn: (...message) => log.info('slack.library', { text: text(message) }),
    error: (...message) => log.warn('slack.library', { text: text(message) }),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

function text(message: readonly unknown[]): string {
  return message.map(String).join(' ').slice(0, 1_000);
}
