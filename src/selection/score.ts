import { createHash } from 'node:crypto';
import type { Query } from '../search/query.ts';
import type { Candidate, PickOptions, Preference, Scored, ScorePart } from './choice.ts';
import { listVotes } from './list-votes.ts';
import { learnTaste, tasteOf } from './taste.ts';
import { dot, termSpace } from './term-space.ts';
import type { Vector } from './term-space.ts';
import { votesForAge } from './usual-votes.ts';

type Weights = Readonly<Record<Exclude<ScorePart['name'], 'topic' | 'tie-break'>, number>>;

/**
 * In a blend the match weighs as much as a paper of today with the most votes of its age, so that neither carries a poor
 * match past a good one alone.
 */
const WEIGHTS: Readonly<Record<Preference, Weights>> = {
  blend: { relevance: 1, freshness: 0.5, votes: 0.5, taste: 0.45, variety: 0.25 },
  new: { relevance: 0, freshness: 1, votes: 0, taste: 0, variety: 0 },
  top: { relevance: 0, freshness: 0, votes: 1, taste: 0, variety: 0 },
};
/**
 * Under a topic, taste weighs less: from its worst to its best it makes up for less than half of what the match can. The
 * channel asked for the topic, and taste is a guess.
 */
const TASTE_UNDER_TOPIC = 0.2;

/** More than all other parts together can make up, so that a paper with more of the topic goes before one with less. */
const TOPIC_WORD = 3;
/** A paper is half as fresh at this age as on its first day. */
const HALF_LIFE_DAYS = 30;
/** A paper without a date counts as one of this age: it is not news, and not the oldest either. */
const UNDATED_DAYS = 730;
/** This many votes count as 1 where the most voted is asked for; papers of the day seldom have more. */
const MANY_VOTES = 1000;
/** Smaller than what one day of age makes in a century, so that it decides only between equals. */
const TIE_BREAK = 1e-9;
const DAY_MS = 86_400_000;

/** What a query asks to be preferred. */
export function preferenceOf(query: Query): Preference {
  return query.sort === 'new' || query.sort === 'top' ? query.sort : 'blend';
}

/** The candidates with their scores, in their order. Reads no terms where they count for nothing. */
export function scoreAll(candidates: readonly Candidate[], options: PickOptions): readonly Scored[] {
  const weights = weightsFor(candidates, options);
  const blend = options.preference === 'blend' && candidates.length > 1;
  const vectorOf = blend ? termSpace(candidates.map(({ paper }) => paper)) : (): Vector => new Map();
  const vectors = candidates.map(({ paper }) => vectorOf(paper));
  const tastes = tasteOf(vectors, blend ? learnTaste(options.history.opinions, vectorOf) : new Map());
  const last = blend ? options.history.last.map(vectorOf) : [];
  return candidates.map((candidate, at) => {
    const vector = vectors[at] ?? new Map();
    const likeness = last.reduce((most, other) => Math.max(most, dot(vector, other)), 0);
    const { paper } = candidate;
    const days = daysSince(paper.published, options.date);
    const upvotes = listVotes(paper);
    const votes = options.preference === 'top' ? votesOfAll(upvotes) : votesForAge(upvotes, days);
    return added(candidate, vector, likeness, [
      { name: 'topic', value: TOPIC_WORD * candidate.matched.length },
      { name: 'relevance', value: weights.relevance * candidate.relevance },
      { name: 'freshness', value: weights.freshness / (1 + days / HALF_LIFE_DAYS) },
      { name: 'votes', value: weights.votes * votes },
      { name: 'taste', value: weights.taste * (tastes[at] ?? 0) },
      { name: 'variety', value: minus(weights.variety * likeness) },
      { name: 'tie-break', value: TIE_BREAK * lot(options.seed, paper.id) },
    ]);
  });
}

function weightsFor(candidates: readonly Candidate[], { preference }: PickOptions): Weights {
  const weights = WEIGHTS[preference];
  const hasTopic = candidates.some(({ matched }) => matched.length > 0);
  return hasTopic ? { ...weights, taste: Math.min(weights.taste, TASTE_UNDER_TOPIC) } : weights;
}

/** The score of a candidate once another is chosen for the same post. */
export function besides(scored: Scored, chosen: Scored, { preference }: PickOptions): Scored {
  const likeness = Math.max(scored.likeness, dot(scored.vector, chosen.vector));
  if (likeness === scored.likeness) return scored;
  const value = minus(WEIGHTS[preference].variety * likeness);
  const parts = scored.parts.map((part) => (part.name === 'variety' ? { ...part, value } : part));
  return added(scored.candidate, scored.vector, likeness, parts);
}

function added(candidate: Candidate, vector: Vector, likeness: number, parts: readonly ScorePart[]): Scored {
  return { candidate, vector, likeness, parts, score: parts.reduce((sum, part) => sum + part.value, 0) };
}

/** Without a negative zero, which is another value to whoever compares parts. */
function minus(value: number): number {
  return value === 0 ? 0 : -value;
}

/** 0 on the day of `date` and for a later paper. */
function daysSince(published: string | null, date: string): number {
  const day = firstDay(published);
  return day === null ? UNDATED_DAYS : Math.max(0, (Date.parse(date) - Date.parse(day)) / DAY_MS);
}

/** The first day that a full or partial date can mean, so that a bare year never looks newer than it may be. */
export function firstDay(published: string | null): string | null {
  if (published === null) return null;
  const day = `${published}-01-01`.slice(0, 10);
  return Number.isNaN(Date.parse(day)) ? null : day;
}

function votesOfAll(upvotes: number | null): number {
  return Math.log1p(Math.max(0, upvotes ?? 0)) / Math.log1p(MANY_VOTES);
}

/** 0 to 1, the same for the same seed and paper, and without order between papers. */
function lot(seed: string, id: string): number {
  const digest = createHash('sha256').update(`${seed}\n${id}`).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
