import type { Paper } from '../paper/paper.ts';
import type { Ranked, ScorePart } from '../store/reasoning.ts';
import type { Opinion } from './taste.ts';
import type { Vector } from './term-space.ts';

export type { Counts, Ranked, Reasoning, ScorePart } from '../store/reasoning.ts';

/** A paper that could be chosen. */
export type Candidate = {
  readonly paper: Paper;
  /** How well it fits the topic: 0 to 1; 1 for all when there is no topic. */
  readonly relevance: number;
  /** How often it was shown in the place before. */
  readonly shown: number;
  /** What of the topic it has, in the topic's own words and order. More of it always goes before less. */
  readonly matched: readonly string[];
};

/** A chosen paper, and why. */
export type Choice = {
  readonly paper: Paper;
  /** The sum of the parts. */
  readonly score: number;
  readonly parts: readonly ScorePart[];
  /** For a person: `matches “quantization”; newest of 12 unseen`. */
  readonly reason: string;
  readonly shownBefore: number;
};

/** The papers chosen, and those that were not. */
export type Picked = {
  /** Best first, all different; fewer than asked for when there are fewer candidates. */
  readonly choices: readonly Choice[];
  /** All the others, best first. */
  readonly others: readonly Ranked[];
};

/** What a place has shown of itself. */
export type History = {
  readonly opinions: readonly Opinion[];
  /** The papers that it was shown last. */
  readonly last: readonly Paper[];
};

/** A candidate with its score parts added up. */
export type Scored = {
  readonly candidate: Candidate;
  readonly vector: Vector;
  /** 0 to 1: how like it is to the paper most like it of those shown last, and chosen before it. */
  readonly likeness: number;
  readonly parts: readonly ScorePart[];
  readonly score: number;
};

/** What is preferred: the newest, the most voted, or what fits best together with both (`blend`). */
export type Preference = 'blend' | 'new' | 'top';

export type PickOptions = {
  /** Decides between papers that are equal in everything else; the same seed decides in the same way. */
  readonly seed: string;
  /** How many different papers are wanted; fewer come back when there are fewer candidates. */
  readonly top: number;
  /** `YYYY-MM-DD`: the day that freshness is counted from. */
  readonly date: string;
  readonly preference: Preference;
  /** The candidates are all there are; false: only the first of them in the order of the preference. */
  readonly whole: boolean;
  readonly history: History;
};
