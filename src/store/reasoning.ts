import type { PaperId } from '../paper/paper.ts';

/** What counts for or against a paper. The parts of a score add up to it. */
export type ScorePart = {
  readonly name: 'topic' | 'relevance' | 'freshness' | 'votes' | 'taste' | 'variety' | 'tie-break';
  readonly value: number;
};

/** How a paper did in a choice. */
export type Ranked = { readonly id: PaperId; readonly score: number; readonly parts: readonly ScorePart[] };

/** What a choice was made from: plain data, kept with its slot, so that `why` tells what was so then. */
export type Reasoning = {
  /** In the order of the post. */
  readonly chosen: readonly Ranked[];
  /** The best of the rest, best first; at most two. */
  readonly runnersUp: readonly Ranked[];
  readonly counts: Counts;
};

/** How many papers were left after each stage. */
export type Counts = {
  /** Those that match the topic and pass every filter. */
  readonly matching: number;
  /** Those of them that came to the corpus after the previous slot; null where the wish takes older ones, too. */
  readonly fresh: number | null;
  /** Those of them that the place has not seen, and that wait until their list is settled; as far as it was looked at. */
  readonly waiting?: number;
  /** Those of them that the place has not seen, and that do not wait; a lower bound where not all were looked at. */
  readonly unseen: number;
  /** Those whose scores were compared. */
  readonly compared: number;
};
