import type { Block, Card } from './card.ts';

export type Offer = {
  /** How the person would say it. */
  readonly meant: string;
  /** What the button says. */
  readonly says: string;
  /** How many papers it finds, where it is a search. */
  readonly papers?: number;
};

/** The same card under the offer of what the person may have meant. */
export function withOffer(card: Card, { meant, says, papers }: Offer): Card {
  const count = papers === undefined ? '' : papers === 1 ? ' 1 paper' : ` ${papers} papers`;
  const label = papers === undefined ? 'Yes, do that' : 'Search for that';
  const offer: readonly Block[] = [
    { kind: 'note', spans: [{ text: 'Did you mean ' }, { text: meant, style: 'code' }, { text: `?${count}` }] },
    { kind: 'actions', actions: [{ label, says }] },
  ];
  return { ...card, blocks: [...offer, ...card.blocks] };
}
