import type { Ranked } from '../store/reasoning.ts';
import type { Candidate, Choice, Picked, PickOptions, Scored } from './choice.ts';
import { reasonFor } from './reason.ts';
import { besides, scoreAll } from './score.ts';

/** The best candidates, with the reasons in words. The same candidates and options give the same choices. */
export function pick(candidates: readonly Candidate[], options: PickOptions): Picked {
  let rest = ranked(scoreAll(candidates, options));
  let beaten: readonly Scored[] = rest;
  const choices: Choice[] = [];
  while (choices.length < options.top) {
    const [best, ...others] = rest;
    if (best === undefined) break;
    const alike = others.filter(({ candidate }) => candidate.matched.length === best.candidate.matched.length);
    const field = { rivals: alike, others: others.length, earlier: choices.length, options };
    const { paper, shown } = best.candidate;
    choices.push({
      paper,
      score: best.score,
      parts: best.parts,
      reason: reasonFor(best, field),
      shownBefore: shown,
    });
    beaten = others;
    rest = ranked(others.map((other) => besides(other, best, options)));
  }
  return { choices, others: beaten.map(asRanked) };
}

function ranked(scored: readonly Scored[]): readonly Scored[] {
  return scored.toSorted((a, b) => b.score - a.score || (a.candidate.paper.id < b.candidate.paper.id ? -1 : 1));
}

function asRanked({ candidate, score, parts }: Scored): Ranked {
  return { id: candidate.paper.id, score, parts };
}
