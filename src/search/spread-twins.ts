import type { Scored } from './core/best.ts';
import type { Shelf } from './core/shelf.ts';
import { likeness } from './semantic/paper-vectors.ts';

/** A page, and what takes the place of those that leave it. */
const first = 10;
export const behind = 20;
/** Two versions of a paper share so many of their words; two papers on one thing share half of them at most. */
const same = 0.8;
/** So near lie the directions of two texts that share so many words. */
const sameWay = 0.85;
/** In fewer words there is nothing to tell two papers apart. */
const fewestWords = 20;

/**
 * Moves a paper of the first page that says the same as a better one (another version, a copy from another place) behind
 * the next page, so that every result there tells something new.
 */
export function spreadTwins(shelf: Shelf, ranked: readonly Scored[]): readonly Scored[] {
  const words = new Map<number, Uint32Array>();
  const areSame = (one: Scored, other: Scored): boolean =>
    mayBeTwins(shelf, one, other) && areTwins(wordsOf(shelf, one.slot, words), wordsOf(shelf, other.slot, words));
  const kept: Scored[] = [];
  const twins: Scored[] = [];
  for (const one of ranked.slice(0, first)) {
    (kept.some((other) => areSame(one, other)) ? twins : kept).push(one);
  }
  if (twins.length === 0) return ranked;
  const before = [...kept, ...ranked.slice(first, behind)];
  const least = before.at(-1)?.score ?? 0;
  const moved = twins.map(({ slot, score }): Scored => ({ slot, score: Math.min(score, least) }));
  return [...before, ...moved, ...ranked.slice(behind)];
}

/** The same words are worth the same, are as many, and point the same way: that rules out nearly all pairs without a look at the words. */
function mayBeTwins({ columns, semantics: { vectors } }: Shelf, one: Scored, other: Scored): boolean {
  const [a = 0, b = 0] = [columns.textLength[one.slot], columns.textLength[other.slot]];
  if (!isAbout(a, b) || !isAbout(one.score, other.score)) return false;
  return vectors === null || likeness(vectors, one.slot, other.slot) >= sameWay;
}

function isAbout(one: number, other: number): boolean {
  return Math.min(one, other) >= same * Math.max(one, other);
}

/** The different words of a paper, in order; kept for the next question. */
function wordsOf({ semantics }: Shelf, slot: number, known: Map<number, Uint32Array>): Uint32Array {
  const found = known.get(slot);
  if (found !== undefined) return found;
  const { stems, length } = semantics.reader.read(slot);
  const words = stems.slice(0, length).toSorted();
  known.set(slot, words);
  return words;
}

function areTwins(one: Uint32Array, other: Uint32Array): boolean {
  if (Math.min(one.length, other.length) < fewestWords || !isAbout(one.length, other.length)) return false;
  let [at, beside, shared] = [0, 0, 0];
  while (at < one.length && beside < other.length) {
    const [a = 0, b = 0] = [one[at], other[beside]];
    if (a === b) shared += 1;
    if (a <= b) at += 1;
    if (b <= a) beside += 1;
  }
  return shared >= same * (one.length + other.length - shared);
}
