import type { Card, Span } from '../../cards/card.ts';
import { isBetweenTwo } from './address.ts';
import { mapped } from './map-card.ts';

/**
 * The card without ids that only Slack can read: where a channel is named by its id, its `text` is words, which people hear
 * and see where Slack does not show the name of the channel.
 */
export function withChannelWords(card: Card): Card {
  return mapped(card, { span: inWords });
}

function inWords(span: Span): Span {
  const { text, channel } = span;
  if (channel === undefined || text !== channel) return span;
  return { ...span, text: isBetweenTwo(channel) ? 'your direct messages' : 'that channel' };
}
