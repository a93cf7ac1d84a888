import type { Paper } from '../paper/paper.ts';
import type { Action, Block, Card, Span } from './card.ts';
import { clamp } from './clamp.ts';
import { splitSpans } from './clamp-spans.ts';
import { textOf } from './clean-spans.ts';
import { dotted } from './dotted.ts';
import { isVisible, line } from './line.ts';
import { paperActions, reference } from './paper-actions.ts';
import { paperLine } from './paper-facts.ts';
import { paperTitle } from './paper-title.ts';

/** The longest real abstract we know has 16,262 characters. */
const MAX_ABSTRACT = 20_000;
const NO_ABSTRACT = 'No abstract is known.';

/** A part has room in a message of any platform, escapes and all else included. */
const MAX_PART = 900;

/** An abstract as the text of a block or an item: in parts, with a button for each that leads there. */
export type AbstractText = { readonly spans: readonly Span[]; readonly rest: readonly Action[] };

/** The whole abstract, or that none is known; from its part `from` on, counted from 1. */
export function abstractText(paper: Paper, from = 1): AbstractText {
  if (!isVisible(paper.abstract)) return { spans: [{ text: NO_ABSTRACT }], rest: [] };
  const all = partsOf(clamp(line(paper.abstract), MAX_ABSTRACT)).map((text, at) => ({ text, number: at + 1 }));
  const wanted = all.slice(Math.min(from, all.length) - 1);
  return {
    spans: wanted.map(({ text }) => ({ text })),
    rest: wanted.map(({ number }) => restAction(paper, number)),
  };
}

/** The same as a block of a card; a quiet one when there is nothing to read. */
export function abstractBlock(paper: Paper, from = 1): Block {
  const text = abstractText(paper, from);
  return isVisible(paper.abstract) ? { kind: 'text', ...text } : { kind: 'note', spans: text.spans };
}

function restAction(paper: Paper, part: number): Action {
  const says = `abstract ${reference(paper.id)}`;
  return part === 1
    ? { label: 'Whole abstract', says }
    : { label: 'Rest of the abstract', says: `${says} from ${part}` };
}

/** The text in parts that end with a sentence where one ends near; together they are the text. */
function partsOf(text: string): readonly string[] {
  let end = 0;
  const starts = splitSpans([{ text }], MAX_PART).map((piece) => {
    const start = text.indexOf(textOf(piece), end);
    end = start + textOf(piece).length;
    return start;
  });
  return starts.map((start, at) => text.slice(start, starts[at + 1]));
}

/** A paper with its abstract, whole or from one of its parts on: one that was shown in short, opened. */
export function abstractCard(paper: Paper, from = 1): Card {
  const facts = dotted(paperLine(paper));
  const blocks: Block[] = [abstractBlock(paper, from), { kind: 'actions', actions: paperActions(paper) }];
  if (from > 1) blocks.unshift({ kind: 'note', spans: [{ text: `The abstract from part ${from} on` }] });
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
