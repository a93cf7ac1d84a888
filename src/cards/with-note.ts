import type { Card } from './card.ts';

/** The same card under a quiet line. */
export function withNote(card: Card, text: string): Card {
  return { ...card, blocks: [{ kind: 'note', spans: [{ text }] }, ...card.blocks] };
}
