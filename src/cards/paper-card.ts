import type { Paper } from '../paper/paper.ts';
import { abstractBlock } from './abstract-card.ts';
import type { Block, Card } from './card.ts';
import { clamp } from './clamp.ts';
import { isVisible, line } from './line.ts';
import { paperActions } from './paper-actions.ts';
import { paperFacts } from './paper-facts.ts';
import { paperTitle } from './paper-title.ts';

/** Everything we know of one paper. `note` is a quiet line above it: how it was found. */
export function paperCard(paper: Paper, options: { readonly note?: string } = {}): Card {
  const blocks: Block[] = [];
  if (options.note !== undefined) blocks.push({ kind: 'note', spans: [{ text: options.note }] });
  const facts = paperFacts(paper);
  if (facts.length > 0) blocks.push({ kind: 'facts', facts });
  if (paper.summary !== null && isVisible(paper.summary)) {
    blocks.push({ kind: 'text', spans: [{ text: 'In short: ', style: 'strong' }, { text: line(paper.summary) }] });
  }
  blocks.push(abstractBlock(paper));
  if (paper.keywords.some(isVisible)) {
    const words = paper.keywords.filter(isVisible).slice(0, 12).map(line).join(', ');
    blocks.push({ kind: 'note', spans: [{ text: `Keywords: ${clamp(words, 300)}` }] });
  }
  blocks.push({ kind: 'actions', actions: paperActions(paper) });
  return { title: paperTitle(paper), blocks };
}
