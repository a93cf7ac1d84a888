import type { Paper } from '../paper/paper.ts';

/** A paper that could be chosen. */
export type Candidate = {
  readonly paper: Paper;
  /** How well it fits the topic: 0 to 1; 1 for all when there is no topic. */
  readonly relevance: number;
  /** How often it was shown in the place before. */
  readonly shown: number;
};

/** A chosen paper, and why. */
export type Choice = {
  readonly paper: Paper;
  /** The sum of the parts. */
  readonly score: number;
  readonly parts: readonly ScorePart[];
  /** For a person: `matches "quantization"; newest of 12 unseen`. */
  readonly reason: string;
  readonly shownBefore: number;
};

export type ScorePart = { readonly name: 'relevance' | 'freshness' | 'votes' | 'tie-break'; readonly value: number };
