import type { Logger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Log } from '../../log.ts';

/**
 * How lines of the libraries begin that tell of a failure which they also hand to us: we say it ourselves, in plain words.
 * Should a library change its words, its line is seen beside ours again, and nothing is lost.
 */
const saidByUs = /^(?:http request failed|Failed to retrieve a new WSS URL|WebSocket error|Failed to send a )/u;

/**
 * Slack's libraries write here. Their `debug` holds whole payloads, with what people said, so it is never passed on, and
 * the level that they see is never `debug`.
 */
export function bridgeLog(log: Log): Logger {
  const line =
    (level: keyof Log) =>
    (...message: readonly unknown[]): void => {
      const text = message.map(String).join(' ').slice(0, 1_000);
      log[saidByUs.test(text) ? 'debug' : level]('slack.library', { text });
    };
  return {
    debug: () => undefined,
    info: line('debug'),
    warn: line('info'),
    error: line('warn'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
