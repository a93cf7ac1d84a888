import type { Block, Card, ListItem, Span } from '../../cards/card.ts';

export type Change = {
  readonly block?: (block: Block) => readonly Block[];
  readonly item?: (item: ListItem) => ListItem;
  readonly span?: (span: Span) => Span;
};

/** The card with its parts changed: of each block first what is left of it, then its items, then their spans. */
export function mapped(card: Card, { block = (one) => [one], item = (one) => one, span = (one) => one }: Change): Card {
  const changed = (one: Block): Block => {
    if (one.kind === 'list') {
      const items = one.items.map(item).map((it) => ({
        ...it,
        title: span(it.title),
        facts: it.facts.map(span),
        text: it.text.map(span),
      }));
      return { ...one, items };
    }
    if (one.kind === 'text' || one.kind === 'note') return { ...one, spans: one.spans.map(span) };
    if (one.kind !== 'facts') return one;
    return { ...one, facts: one.facts.map((fact) => ({ ...fact, value: fact.value.map(span) })) };
  };
  return { ...card, title: span(card.title), blocks: card.blocks.flatMap(block).map(changed) };
}
