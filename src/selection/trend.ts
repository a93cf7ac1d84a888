import type { PaperId } from '../paper/paper.ts';
import type { VoteCount, VoteHistory } from '../store/store.ts';
import { shareAt } from './vote-growth.ts';
import type { VoteGrowth } from './vote-growth.ts';

/** A paper that gained votes within a time. */
export type Trend = {
  readonly id: PaperId;
  readonly gained: number;
  /** What it gained against what is usual at its age; 1 is usual. */
  readonly score: number;
  /** Its votes at even times, from the beginning of the time to its end; empty where too little was counted to draw a line. */
  readonly votes: readonly number[];
};

export type Span = { readonly from: Date; readonly to: Date };

const DAY_MS = 86_400_000;
/**
 * Added to both sides of the comparison, in votes: of two votes instead of none nothing follows. Between 1 and 20 it makes no
 * difference to how well the lists of February 2026 are foretold (`bench/trending.ts`).
 */
const PRIOR = 5;
/** Points of a line. */
const POINTS = 8;
/** Fewer counts make no line. */
const FEWEST_COUNTS = 3;

/**
 * The papers that gained votes in the time, the most unusual gain first; of equal ones that with the larger gain, and then
 * in the order of their ids. A paper whose votes are not known, or only from one count in the middle of its life, is not
 * among them: nothing is guessed. Pure.
 */
export function trendsIn(histories: readonly VoteHistory[], span: Span, growth: VoteGrowth): readonly Trend[] {
  return histories
    .flatMap((history) => trendOf(history, span, growth) ?? [])
    .toSorted((a, b) => b.score - a.score || b.gained - a.gained || (a.id < b.id ? -1 : 1));
}

function trendOf({ id, listedOn, counts }: VoteHistory, span: Span, growth: VoteGrowth): Trend | null {
  const [from, to] = [span.from.getTime(), span.to.getTime()];
  const known = counts.filter(({ at }) => Date.parse(at) <= to);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return null;
  const born = Date.parse(listedOn ?? first.at);
  if (born > to) return null;
  const base = baseOf(known, first, listedOn === null ? null : born, from);
  const gained = last.upvotes - base.votes;
  if (gained <= 0) return null;
  const share = (at: number): number => shareAt(growth, (at - born) / DAY_MS);
  const usual = growth.total * (share(to) - share(base.at));
  const score = (gained + PRIOR) / (usual + PRIOR);
  return { id, gained, score, votes: known.length < FEWEST_COUNTS ? [] : lineOf(known, base, to) };
}

type Base = { readonly at: number; readonly votes: number };

/** From which count the gain is measured. */
function baseOf(known: readonly VoteCount[], first: VoteCount, born: number | null, from: number): Base {
  // On the day on which it comes on the list a paper has no votes.
  if (born !== null && born >= from) return { at: born, votes: 0 };
  const before = known.findLast(({ at }) => Date.parse(at) <= from);
  return before === undefined
    ? { at: Date.parse(first.at), votes: first.upvotes }
    : { at: from, votes: before.upvotes };
}

/** A count holds until the next one. */
function lineOf(known: readonly VoteCount[], base: Base, to: number): readonly number[] {
  return Array.from({ length: POINTS }, (_, index) => {
    const time = base.at + ((to - base.at) * index) / (POINTS - 1);
    return known.findLast(({ at }) => Date.parse(at) <= time)?.upvotes ?? base.votes;
  });
}
