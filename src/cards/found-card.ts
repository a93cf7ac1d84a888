import type { Paper } from '../paper/paper.ts';
import type { Block, Card, Fact } from './card.ts';
import { clamp } from './clamp.ts';
import { paperTitle } from './paper-title.ts';

export type FoundWord = {
  readonly word: string;
  /** What stands in the paper for it; null when it is the word itself. */
  readonly as: string | null;
  readonly places: readonly ('title' | 'abstract' | 'labels' | 'authors' | 'date')[];
  /** 0 to 1. */
  readonly share: number;
};

export type WhyFound = {
  readonly paper: Paper;
  readonly words: readonly FoundWord[];
  /** 0 to 1; null when nothing can be said of the topic. */
  readonly nearness: number | null;
};

/** A pasted text has hundreds of words. */
const maxWords = 8;
const inWords = { title: 'title', abstract: 'abstract', labels: 'keywords', authors: 'authors', date: 'date' } as const;

/** Why a paper is among the results: which words of the search it has, where, and how much each of them counts. */
export function foundCard({ paper, words, nearness }: WhyFound): Card {
  const found = words.filter(({ places }) => places.length > 0).toSorted((a, b) => b.share - a.share);
  const missing = words.filter(({ places }) => places.length === 0).map(({ word }) => clamp(word, 40));
  const facts: Fact[] = found.slice(0, maxWords).map(({ word, as, places, share }) => {
    const where = places.map((place) => inWords[place]).join(', ');
    const said = as === null ? '' : `as “${as}” `;
    return { label: clamp(word, 40), value: [{ text: `${said}in ${where}: ${Math.round(100 * share)} %` }] };
  });
  if (missing.length > 0) facts.push({ label: 'Not in it', value: [{ text: clamp(missing.join(', '), 300) }] });
  if (nearness !== null) facts.push({ label: 'Topic', value: [{ text: topic(nearness) }] });
  const blocks: Block[] = [
    { kind: 'text', spans: [paperTitle(paper)] },
    { kind: 'facts', facts },
    {
      kind: 'note',
      spans: [{ text: 'The percentages are what each word adds to the match. Rare words add more than common ones.' }],
    },
  ];
  return { title: { text: 'Why this result' }, blocks };
}

function topic(nearness: number): string {
  const how = nearness >= 0.5 ? 'near' : nearness >= 0.2 ? 'related to' : 'far from';
  return `${how} that of the search`;
}
