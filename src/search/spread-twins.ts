import type { Scored } from './core/best.ts';
import type { Shelf } from './core/shelf.ts';

/** A page, and what takes the place of those that leave it. */
const first = 10;
export const behind = 20;
/** Two versions of a paper share so many of their words; two papers on one thing share half of them at most. */
const same = 0.8;
/** In fewer words there is nothing to tell two papers apart. */
const fewestWords = 20;

/**
 * Moves a paper of the first page that says the same as a better one (another version, a copy from another place) behind
 * the next page, so that every result there tells something new.
 */
export function spreadTwins(shelf: Shelf, ranked: readonly Scored[]): readonly Scored[] {
  const kept: Scored[] = [];
  const twins: Scored[] = [];
  const known: Uint32Array[] = [];
  for (const one of ranked.slice(0, first)) {
    const words = wordsOf(shelf, one.slot);
    if (known.some((other) => areTwins(words, other))) {
      twins.push(one);
      continue;
    }
    known.push(words);
    kept.push(one);
  }
  if (twins.length === 0) return ranked;
  const before = [...kept, ...ranked.slice(first, behind)];
  const least = before.at(-1)?.score ?? 0;
  const moved = twins.map(({ slot, score }): Scored => ({ slot, score: Math.min(score, least) }));
  return [...before, ...moved, ...ranked.slice(behind)];
}

/** The different words of a paper, in order. */
function wordsOf({ semantics }: Shelf, slot: number): Uint32Array {
  const { stems, length } = semantics.reader.read(slot);
  return stems.slice(0, length).sort();
}

function areTwins(one: Uint32Array, other: Uint32Array): boolean {
  const [less, more] = [Math.min(one.length, other.length), Math.max(one.length, other.length)];
  if (less < fewestWords || less < same * more) return false;
  let [at, beside, shared] = [0, 0, 0];
  while (at < one.length && beside < other.length) {
    const [a = 0, b = 0] = [one[at], other[beside]];
    if (a === b) shared += 1;
    if (a <= b) at += 1;
    if (b <= a) beside += 1;
  }
  return shared >= same * (one.length + other.length - shared);
}
