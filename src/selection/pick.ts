import type { Paper } from '../paper/paper.ts';
import { reasonFor } from './reason.ts';
import { scoreOf } from './score.ts';
import type { Preference } from './score.ts';

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
  /** For a person: `matches "quantization"; newest of 12 unseen`. */
  readonly reason: string;
  readonly shownBefore: number;
};

export type ScorePart = { readonly name: 'relevance' | 'freshness' | 'votes' | 'tie-break'; readonly value: number };

/** A candidate with its score parts added up. */
export type Scored = {
  readonly candidate: Candidate;
  readonly parts: readonly ScorePart[];
  readonly score: number;
};

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
};

/** The best candidates, best first, with the reasons in words. The same candidates and options give the same choices. */
export function pick(candidates: readonly Candidate[], options: PickOptions): readonly Choice[] {
  let rest = candidates.map((candidate) => scoreOf(candidate, options));
  const choices: Choice[] = [];
  while (choices.length < options.top) {
    const rivals = mostMatching(rest);
    const best = rivals.reduce<Scored | null>(
      (found, next) => (found === null || beats(next, found) ? next : found),
      null,
    );
    if (best === null) break;
    rest = rest.filter((scored) => scored !== best);
    choices.push({
      paper: best.candidate.paper,
      score: best.score,
      parts: best.parts,
      reason: reasonFor(best, {
        rivals: rivals.filter((scored) => scored !== best),
        others: rest.length,
        earlier: choices.length,
        options,
      }),
      shownBefore: best.candidate.shown,
    });
  }
  return choices;
}

function mostMatching(scored: readonly Scored[]): readonly Scored[] {
  const most = Math.max(...scored.map(({ candidate }) => candidate.matched.length));
  return scored.filter(({ candidate }) => candidate.matched.length === most);
}

function beats(a: Scored, b: Scored): boolean {
  if (a.score !== b.score) return a.score > b.score;
  return a.candidate.paper.id < b.candidate.paper.id;
}
