import type { Block, Card, ListItem } from '../../cards/card.ts';
import { clampSpans } from '../../cards/clamp-spans.ts';
import { plainText } from '../../cards/plain-text.ts';
import { fallbackText, wholeText } from './fallback-text.ts';

/** A text of a card is not shortened below this; an item of a list, which has a title, can do without one. */
const least = 80;

/**
 * A card in words, at most `max` long as it is sent: for notifications and screen readers, beside blocks that have its
 * buttons. What does not fit gives way evenly: the texts first, then what is said of the items; the titles stay.
 */
export function reading(card: Card, max: number): string {
  const quiet: Card = { ...card, blocks: card.blocks.flatMap(withoutButtons) };
  for (let most = max; most >= least / 2; most = Math.floor(most * 0.6)) {
    const text = whole(withTexts(quiet, most), max);
    if (text !== null) return text;
  }
  return fallbackText(plainText(titles(quiet)), max);
}

/** The same where there are no blocks: with the sentences of its buttons, to type, if there is room for them. */
export function readingAlone(card: Card, max: number): string {
  return whole(card, max) ?? reading(card, max);
}

/** Null where it is longer than `max`. */
function whole(card: Card, max: number): string | null {
  const text = plainText(card);
  // Cleaning takes little away, and is slow on what is much too long.
  if (text.length > 2 * max) return null;
  const sent = wholeText(text);
  return sent.length <= max ? sent : null;
}

function withoutButtons(block: Block): readonly Block[] {
  if (block.kind === 'actions' || block.kind === 'hint') return [];
  return [block.kind === 'list' ? { ...block, items: block.items.map((item) => ({ ...item, actions: [] })) } : block];
}

function withTexts(card: Card, most: number): Card {
  const item = (one: ListItem): ListItem => ({ ...one, text: most < least ? [] : clampSpans(one.text, most) });
  const shorter = (block: Block): Block => {
    if (block.kind === 'list') return { ...block, items: block.items.map(item) };
    return block.kind === 'text' ? { ...block, spans: clampSpans(block.spans, Math.max(least, most)) } : block;
  };
  return { ...card, blocks: card.blocks.map(shorter) };
}

function bare(item: ListItem): ListItem {
  return { ...item, title: { text: item.title.text }, text: [], facts: [] };
}

function titles(card: Card): Card {
  return {
    ...card,
    blocks: card.blocks.map((block) => (block.kind === 'list' ? { ...block, items: block.items.map(bare) } : block)),
  };
}
