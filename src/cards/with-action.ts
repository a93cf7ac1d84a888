import type { Action, Card } from './card.ts';

/** The card above one more button. */
export function withAction(card: Card, action: Action): Card {
  return { ...card, blocks: [...card.blocks, { kind: 'actions', actions: [action] }] };
}
