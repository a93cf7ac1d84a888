import type { Paper } from '../paper/paper.ts';
import type { Block, Card } from './card.ts';
import { clamp } from './clamp.ts';
import { dotted } from './dotted.ts';
import { isVisible, line } from './line.ts';
import { paperActions } from './paper-actions.ts';
import { paperLine } from './paper-facts.ts';
import { paperTitle } from './paper-title.ts';

/** The longest real abstract we know has 16,262 characters. */
const MAX_ABSTRACT = 20_000;
const NO_ABSTRACT = 'No abstract is known.';

/** The abstract in one paragraph, or that none is known. */
export function wholeAbstract(paper: Paper): string {
  return isVisible(paper.abstract) ? clamp(line(paper.abstract), MAX_ABSTRACT) : NO_ABSTRACT;
}

/** The same as a block of a card; a quiet one when there is nothing to read. */
export function abstractBlock(paper: Paper): Block {
  return { kind: isVisible(paper.abstract) ? 'text' : 'note', spans: [{ text: wholeAbstract(paper) }] };
}

/** A paper with its whole abstract: one that was shown in short, opened. */
export function abstractCard(paper: Paper): Card {
  const facts = dotted(paperLine(paper));
  const blocks: Block[] = [abstractBlock(paper), { kind: 'actions', actions: paperActions(paper) }];
  return {
    title: paperTitle(paper),
    blocks: facts.length === 0 ? blocks : [{ kind: 'note', spans: facts }, ...blocks],
  };
}

/** The abstracts of the papers of a post, for the reply below it; null when none is known. */
export function abstractsCard(papers: readonly Paper[]): Card | null {
  const known = papers.filter(({ abstract }) => isVisible(abstract));
  if (known.length === 0) return null;
  const [only, ...others] = papers;
  if (only !== undefined && others.length === 0) return { title: { text: 'Abstract' }, blocks: [abstractBlock(only)] };
  return {
    title: { text: 'Abstracts' },
    blocks: known.flatMap((paper): readonly Block[] => [
      { kind: 'text', spans: [{ ...paperTitle(paper), style: 'strong' }] },
      abstractBlock(paper),
    ]),
  };
}
