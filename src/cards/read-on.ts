import type { Action, Block, Card, ListItem, Span } from './card.ts';

/**
 * The card for a platform that shows at most so many characters of a paragraph and of an item: a longer text that can be
 * read on elsewhere ends after a whole part of it, and a button leads to the rest. Nothing in the result can be cut so again.
 */
export function readOn(card: Card, most: { readonly text: number; readonly item: number }): Card {
  return { ...card, blocks: card.blocks.flatMap((block) => blocksOf(block, most)) };
}

function blocksOf(block: Block, most: { readonly text: number; readonly item: number }): readonly Block[] {
  if (block.kind === 'list') return [{ ...block, items: block.items.map((item) => itemOf(item, most.item)) }];
  if (block.kind !== 'text' || block.rest === undefined) return [block];
  const { spans, next } = within(block.spans, block.rest, most.text);
  return [{ kind: 'text', spans }, ...(next === null ? [] : [{ kind: 'actions', actions: [next] } as const])];
}

function itemOf({ rest, ...item }: ListItem, most: number): ListItem {
  if (rest === undefined) return item;
  const { spans, next } = within(item.text, rest, most);
  return { ...item, text: spans, actions: next === null ? item.actions : [next, ...item.actions] };
}

/** Where not even the first part has room, it is left to be cut, and the button leads to all of it. */
function within(
  spans: readonly Span[],
  rest: readonly Action[],
  most: number,
): { readonly spans: readonly Span[]; readonly next: Action | null } {
  let length = 0;
  const shown = spans.findIndex(({ text }) => (length += text.length) > most);
  if (shown === -1) return { spans, next: null };
  const next = rest[shown] ?? null;
  return shown === 0 ? { spans: spans.slice(0, 1), next } : { spans: [...spans.slice(0, shown), { text: '…' }], next };
}
