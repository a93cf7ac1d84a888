import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import type { Log, LogFields } from '../../log.ts';
import { DeliveryError } from '../platform.ts';
import { createMemory } from '../shared/memory.ts';
import { deliveryError, slackCode } from './errors.ts';
import { isDeadToken, startFailure } from './start-failure.ts';

/** Everything fails while a token is refused: that is said again after this long. Our own choice. */
const againMs = 3_600_000;

/**
 * The log of the adapter: what Slack says, or does not say, is one plain line without a stack, which would show nothing but
 * our own call. Other errors keep theirs. That Slack takes the bot token no more is said as at a start.
 */
export function createPlainLog(log: Log, now: () => Date): Log {
  const said = createMemory<true>({ most: 1, lifeMs: againMs, now });

  const tellRefused = (error: unknown): void => {
    const cause = error instanceof DeliveryError ? error.cause : error;
    if (!isDeadToken(slackCode(cause)) || said.get('refused') !== undefined) return;
    said.set('refused', true);
    log.error('slack.token-refused', { reason: startFailure(cause, 'SLACK_BOT_TOKEN').message });
  };

  const line =
    (level: keyof Log) =>
    (event: string, fields: LogFields = {}): void => {
      const { error, ...others } = fields;
      tellRefused(error);
      log[level](event, isFromSlack(error) ? { ...others, reason: deliveryError(error).message } : fields);
    };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}

function isFromSlack(error: unknown): boolean {
  return [DeliveryError, WebAPIPlatformError, WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError].some(
    (kind) => error instanceof kind,
  );
}
