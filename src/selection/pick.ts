import type { Candidate, Choice, PickOptions, Scored } from './choice.ts';
import { reasonFor } from './reason.ts';
import { scoreOf } from './score.ts';

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
