import type { Block, Card } from './card.ts';

/** The same card under the offer of another sentence, which the person may have meant. */
export function withOffer(card: Card, sentence: string): Card {
  const offer: readonly Block[] = [
    { kind: 'note', spans: [{ text: 'Did you mean ' }, { text: sentence, style: 'code' }, { text: '?' }] },
    { kind: 'actions', actions: [{ label: 'Yes, do that', says: sentence }] },
  ];
  return { title: card.title, blocks: [...offer, ...card.blocks] };
}
