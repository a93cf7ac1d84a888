import { createHash } from 'node:crypto';
import type { Query } from '../search/query.ts';
import type { Candidate, PickOptions, Preference, Scored, ScorePart } from './choice.ts';

type Weights = { readonly relevance: number; readonly freshness: number; readonly votes: number };

/**
 * In a blend the topic weighs as much as a paper of today with a thousand votes, so that neither carries a poor match
 * past a good one alone.
 */
const WEIGHTS: Readonly<Record<Preference, Weights>> = {
  blend: { relevance: 1, freshness: 0.5, votes: 0.5 },
  new: { relevance: 0, freshness: 1, votes: 0 },
  top: { relevance: 0, freshness: 0, votes: 1 },
};

/** A paper is half as fresh at this age as on its first day. */
const HALF_LIFE_DAYS = 30;
/** A paper without a date counts as one of this age: it is not news, and not the oldest either. */
const UNDATED_DAYS = 730;
/** This many votes count as 1; papers of the day seldom have more. */
const MANY_VOTES = 1000;
/** Smaller than what one day of age makes in a century, so that it decides only between equals. */
const TIE_BREAK = 1e-9;
const DAY_MS = 86_400_000;

/** What a query asks to be preferred. */
export function preferenceOf(query: Query): Preference {
  return query.sort === 'new' || query.sort === 'top' ? query.sort : 'blend';
}

/** The parts of a candidate's score and their sum. */
export function scoreOf(candidate: Candidate, options: PickOptions): Scored {
  const weights = WEIGHTS[options.preference];
  const parts: readonly ScorePart[] = [
    { name: 'relevance', value: weights.relevance * candidate.relevance },
    { name: 'freshness', value: weights.freshness * freshness(candidate.paper.published, options.date) },
    { name: 'votes', value: weights.votes * votes(candidate.paper.upvotes) },
    { name: 'tie-break', value: TIE_BREAK * lot(options.seed, candidate.paper.id) },
  ];
  return { candidate, parts, score: parts.reduce((sum, part) => sum + part.value, 0) };
}

/** 1 on the day of `date` (or for a later paper), 1/2 after the half-life, and never quite 0: old papers keep an order. */
function freshness(published: string | null, date: string): number {
  const day = firstDay(published);
  const age = day === null ? UNDATED_DAYS : Math.max(0, (Date.parse(date) - Date.parse(day)) / DAY_MS);
  return 1 / (1 + age / HALF_LIFE_DAYS);
}

/** The first day that a full or partial date can mean, so that a bare year never looks newer than it may be. */
export function firstDay(published: string | null): string | null {
  if (published === null) return null;
  const day = `${published}-01-01`.slice(0, 10);
  return Number.isNaN(Date.parse(day)) ? null : day;
}

function votes(upvotes: number | null): number {
  return Math.log1p(Math.max(0, upvotes ?? 0)) / Math.log1p(MANY_VOTES);
}

/** 0 to 1, the same for the same seed and paper, and without order between papers. */
function lot(seed: string, id: string): number {
  const digest = createHash('sha256').update(`${seed}\n${id}`).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
