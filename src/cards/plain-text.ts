import type { Action, Block, Card, ListItem, Span } from './card.ts';
import { unknownBlock } from './unknown-block.ts';

/**
 * The whole card as plain text, for screens that draw nothing, notifications and screen readers: links are shown, and a
 * button is shown as the sentence to type.
 */
export function plainText(card: Card): string {
  const blocks = card.blocks.map(blockText).filter((text) => text !== '');
  return [spanText(card.title), ...blocks].join('\n\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return spansText(block.spans);
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${spansText(value)}`).join('\n');
    case 'list':
      return block.items.map(itemText).join('\n\n');
    case 'code':
    case 'hint':
      return block.text;
    case 'divider':
      return '---';
    case 'actions':
      return actionsText(block.actions);
    default:
      return unknownBlock(block);
  }
}

function itemText(item: ListItem): string {
  const lines = [
    `${item.number}. ${spanText(item.title)}`,
    item.facts.map(spanText).join(' · '),
    spansText(item.text),
    actionsText(item.actions),
  ];
  return lines
    .filter((text) => text !== '')
    .map((text, index) => (index === 0 ? text : indent(text)))
    .join('\n');
}

function actionsText(actions: readonly Action[]): string {
  const sentences = actions.flatMap((action) => ('says' in action ? [action.says] : []));
  const links = actions.flatMap((action) => ('url' in action ? [`${action.label}: ${action.url}`] : []));
  return [...(sentences.length > 0 ? [`Type: ${sentences.join(' | ')}`] : []), ...links].join('\n');
}

function spansText(spans: readonly Span[]): string {
  return spans.map(spanText).join('');
}

function spanText({ text, url }: Span): string {
  return url === undefined || url === text ? text : `${text} (${url})`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((row) => `   ${row}`)
    .join('\n');
}
