import type { Block, Card, ListItem, Span } from '../../cards/card.ts';
import { clampSpans, clampText } from '../../cards/clamp-spans.ts';
import { mapped } from './map-card.ts';

/** A reading of a card in which no text is longer than `most`. */
export type Reading = (most: number) => Card;

/** What is left of a text before anything else gives way, and the longest that any has. Our own choices. */
export const textLengths = { least: 120, most: 16_000 } as const;
/** How long a title may be in each shorter reading. */
const titles = [300, 150, 75];

/**
 * A card in ever shorter readings, for a text without buttons: what matters least goes first, and of every paper its
 * title stays to the last. `typed`: what buttons say stands in the first of them, for a message that has none.
 */
export function* readings(card: Card, typed: boolean): Iterable<Reading> {
  if (typed) yield (most) => withTexts(card, most);
  const bare = mapped(card, { block: (block) => (isForTyping(block) ? [] : [block]), item: withoutActions });
  const unlinked = mapped(bare, { span: ({ text }) => ({ text }) });
  for (const one of [bare, ...titles.map((most) => withTitles(bare, most))]) yield (most) => withTexts(one, most);
  for (const longest of titles) yield (most) => withTexts(withTitles(unlinked, longest), most);
  const titled = mapped(unlinked, { item: (item) => ({ ...item, facts: [], text: [] }) });
  for (const one of [titled, ...titles.map((most) => withTitles(titled, most))]) {
    yield () => withTexts(one, textLengths.least);
  }
}

function withTitles(card: Card, most: number): Card {
  return mapped(card, { item: (item) => ({ ...item, title: shorter(item.title, most) }) });
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
