import type { Block, Card, ListItem, Span } from '../../cards/card.ts';
import { clampSpans, clampText } from '../../cards/clamp-spans.ts';
import { mapped } from './map-card.ts';

/** How long a text and a title may be in each shorter reading. */
const texts = [1_500, 500, 120];
const titles = [300, 150, 75];

/**
 * A card in ever shorter readings, for a text without buttons: what matters least goes first, and of every paper its
 * title stays to the last. `typed`: what buttons say stands in the first of them, for a message that has none.
 */
export function* readings(card: Card, typed: boolean): Iterable<Card> {
  if (typed) yield card;
  const bare = mapped(card, { block: (block) => (isForTyping(block) ? [] : [block]), item: withoutActions });
  yield bare;
  const shortest = Math.min(...texts);
  for (const most of texts) yield withTexts(bare, most);
  const unlinked = withTexts(mapped(bare, { span: ({ text }) => ({ text }) }), shortest);
  yield unlinked;
  const titled = mapped(unlinked, { item: (item) => ({ ...item, facts: [], text: [] }) });
  yield titled;
  for (const most of titles) yield mapped(titled, { item: (item) => ({ ...item, title: shorter(item.title, most) }) });
}

function withTexts(card: Card, most: number): Card {
  const block = (one: Block): readonly Block[] =>
    one.kind === 'text' ? [{ ...one, spans: clampSpans(one.spans, most) }] : [one];
  return mapped(card, { block, item: (item) => ({ ...item, text: clampSpans(item.text, most) }) });
}

function isForTyping({ kind }: Block): boolean {
  return kind === 'actions' || kind === 'hint';
}

function withoutActions(item: ListItem): ListItem {
  return { ...item, actions: [] };
}

function shorter(span: Span, most: number): Span {
  return { ...span, text: clampText(span.text, most) };
}
