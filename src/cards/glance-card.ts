import type { Paper } from '../paper/paper.ts';
import { abstractBlock } from './abstract-card.ts';
import type { Block, Card } from './card.ts';
import { dotted } from './dotted.ts';
import { itemActions } from './paper-actions.ts';
import { paperLine, paperLinks } from './paper-facts.ts';
import { paperTitle } from './paper-title.ts';
import { tldr } from './tldr.ts';

/** A paper in passing, where somebody else spoke of it: enough to decide whether to read on, and the way to do so. */
export function glanceCard(paper: Paper): Card {
  const facts = dotted([...paperLine(paper), ...paperLinks(paper)]);
  const short = tldr(paper);
  const blocks: readonly Block[] = [
    short === null ? abstractBlock(paper) : { kind: 'text', spans: [{ text: short }] },
    { kind: 'actions', actions: itemActions(paper) },
  ];
  return {
    title: paperTitle(paper),
    blocks: facts.length === 0 ? blocks : [{ kind: 'note', spans: facts }, ...blocks],
  };
}
