import type { Paper } from '../paper/paper.ts';
import type { Block, Card, ListItem, Span } from './card.ts';
import { dateInWords } from './dates.ts';
import { reference } from './paper-actions.ts';
import { authorsInShort, votesInWords } from './paper-facts.ts';
import { paperTitle } from './paper-title.ts';

export type Recalled = {
  readonly paper: Paper;
  /** The local date of its last post in the place. */
  readonly date: string;
  readonly likes: number;
  readonly dislikes: number;
  /** How many people saved it there. */
  readonly saves: number;
};

export type Recap = {
  /** `the last week`. */
  readonly period: string;
  /** Those that are shown, best liked and most saved first; at least one. */
  readonly papers: readonly Recalled[];
  /** How many there are in all. */
  readonly total: number;
};

/** What was posted in a place in a time, and what its people thought of it. */
export function recapCard({ period, papers, total }: Recap): Card {
  const title =
    total === 1 ? `One paper was posted here in ${period}` : `${total} papers were posted here in ${period}`;
  const rest = total - papers.length;
  return {
    title: { text: title },
    blocks: [
      ...(total > 1 ? [note('Best liked and most saved first.')] : []),
      { kind: 'list', items: papers.map(item) },
      ...(rest > 0 ? [note(`And ${rest} more.`)] : []),
    ],
  };
}

function item({ paper, date, likes, dislikes, saves }: Recalled, index: number): ListItem {
  const facts: readonly (string | null)[] = [
    dateInWords(date),
    authorsInShort(paper.authors, 1),
    likes > 0 ? `👍 ${likes}` : null,
    dislikes > 0 ? `👎 ${dislikes}` : null,
    saves > 0 ? `saved ${saves === 1 ? 'once' : `${saves} times`}` : null,
    votesInWords(paper.upvotes),
  ];
  return {
    number: index + 1,
    title: paperTitle(paper),
    facts: facts.flatMap((text): readonly Span[] => (text === null ? [] : [{ text }])),
    text: [],
    actions: [
      { label: 'Abstract', says: `abstract ${reference(paper.id)}` },
      { label: 'Save', says: `save ${reference(paper.id)}` },
      { label: 'Why', says: `why ${reference(paper.id)} on ${date}` },
    ],
  };
}

function note(text: string): Block {
  return { kind: 'note', spans: [{ text }] };
}
