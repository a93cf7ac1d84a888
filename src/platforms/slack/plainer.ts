import type { Card } from '../../cards/card.ts';
import { DeliveryError } from '../platform.ts';
import { renderMessage, renderText } from './render.ts';
import type { SlackMessage } from './render.ts';

/** A message as it is drawn, or its words alone. */
export type Drawn = SlackMessage | Pick<SlackMessage, 'text'>;

/**
 * Sends a card, and once more as words alone where Slack refused its blocks: that is our mistake, and the reader still gets
 * the paper, without buttons. `send` rejects with a DeliveryError; what the last try rejects with is passed on.
 */
export async function sendPlainer<T>(card: Card, send: (message: Drawn) => Promise<T>): Promise<T> {
  try {
    return await send(renderMessage(card));
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.failure.kind !== 'rejected') throw error;
    return await send({ text: renderText(card) });
  }
}
