import type { Card } from '../../cards/card.ts';
import { DeliveryError } from '../platform.ts';
import { slackCode } from './errors.ts';
import { renderMessage, renderText } from './render.ts';
import type { SlackMessage } from './render.ts';

/** A message as it is drawn, or its words alone. */
export type Drawn = SlackMessage | Pick<SlackMessage, 'text'>;

/** Refusals of the metadata: the words and blocks may well be good. */
const aboutMetadata: ReadonlySet<string> = new Set([
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_too_large',
  'metadata_must_be_sent_from_app',
]);

/**
 * Sends a card, and once more with less where Slack refused it: without its mark where that was refused, else as words
 * alone. That is our mistake, and the reader still gets the paper. `send` rejects with a DeliveryError, and is told whether
 * the message may carry metadata; what the last try rejects with is passed on.
 */
export async function sendPlainer<T>(card: Card, send: (message: Drawn, isMarked: boolean) => Promise<T>): Promise<T> {
  try {
    return await send(renderMessage(card), true);
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.failure.kind !== 'rejected') throw error;
    if (aboutMetadata.has(slackCode(error.cause) ?? '')) return await send(renderMessage(card), false);
    return await send({ text: renderText(card) }, true);
  }
}
