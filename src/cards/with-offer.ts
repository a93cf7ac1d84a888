import type { Block, Card } from './card.ts';

/** The same card under the offer of what the person may have meant: how they would say it, and what the button says. */
export function withOffer(card: Card, meant: string, says: string): Card {
  const offer: readonly Block[] = [
    { kind: 'note', spans: [{ text: 'Did you mean ' }, { text: meant, style: 'code' }, { text: '?' }] },
    { kind: 'actions', actions: [{ label: 'Yes, do that', says }] },
  ];
  return { ...card, blocks: [...offer, ...card.blocks] };
}
