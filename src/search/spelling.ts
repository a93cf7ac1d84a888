import { mistakes } from './mistakes.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The corpus' own words for one that it does not have, or null: the most frequent word one mistake away; else two words
 * that were written as one; else the most frequent word that begins so; else the most frequent word two mistakes away
 * (eight letters and more); of those only that `counts` lets through, by their numbers. Only plain words of four letters and more are taken for mistakes: never ids or numbers.
 *
 * Every word of the corpus is looked at, but by its marks first (about 1 ns), which rule out nearly all.
 */
export function nearestWord(
  word: string,
  vocabulary: Vocabulary,
  counts: (id: number) => boolean = () => true,
): string | null {
  if (!/^\p{L}{4,40}$/u.test(word)) return null;
  const farthest = word.length < 8 ? 1 : 2;
  const [, one, two] = mostFrequent(word, farthest, vocabulary.alike(word, farthest), vocabulary, counts);
  return named(one) ?? splitWord(word, vocabulary, counts) ?? longer(word, vocabulary, counts) ?? named(two);
}

/** A word that so many times as many papers have is probably the one that was meant. */
const farMore = 10;
/** Rare words are like others by chance, so only a word that every so many papers have is offered. */
const everySoMany = 200;

/**
 * A word one mistake away (in nine letters and more: two), but not in its first letter, that far more papers have than the
 * word itself, and many of all `count`; or null. Only plain words of five letters and more are taken for mistakes.
 */
export function commonWordLike(word: string, count: number, vocabulary: Vocabulary): string | null {
  if (!/^\p{L}{5,40}$/u.test(word)) return null;
  const enough = Math.max(farMore * vocabulary.papers('any', vocabulary.findStem(word)), count / everySoMany);
  const isMeant = (id: number): boolean =>
    vocabulary.occurrences(id) >= enough && vocabulary.papers('any', vocabulary.stemOf(id)) >= enough;
  const farthest = word.length < 9 ? 1 : 2;
  const [, one, two] = mostFrequent(
    word,
    farthest,
    vocabulary.commonAlike(word, farthest, enough),
    vocabulary,
    isMeant,
  );
  return named(one) ?? named(two);
}

/** The most frequent of the words so many mistakes away, by the number of mistakes; farther ones only while none is nearer. */
function mostFrequent(
  word: string,
  farthest: 1 | 2,
  alike: readonly number[],
  vocabulary: Vocabulary,
  counts: (id: number) => boolean,
): readonly Best[] {
  const best: Best[] = Array.from({ length: farthest + 1 }, () => ({ surface: '', occurrences: 0 }));
  for (const id of alike) {
    const occurrences = vocabulary.occurrences(id);
    if (occurrences === 0 || !counts(id)) continue;
    const surface = vocabulary.surface(id);
    if (surface === word || surface.length < 3) continue;
    const limit = best[1]?.surface === '' ? farthest : 1;
    const slot = best[mistakes(word, surface, limit)];
    if (slot !== undefined && isBetter(slot, surface, occurrences) && /^\p{L}+$/u.test(surface)) {
      slot.surface = surface;
      slot.occurrences = occurrences;
    }
  }
  return best;
}

type Best = { surface: string; occurrences: number };

function isBetter(best: Best, surface: string, occurrences: number): boolean {
  return occurrences > best.occurrences || (occurrences === best.occurrences && surface < best.surface);
}

function named(best: Best | undefined): string | null {
  return best === undefined || best.surface === '' ? null : best.surface;
}

/** The most frequent word that begins so. */
function longer(word: string, vocabulary: Vocabulary, counts: (id: number) => boolean): string | null {
  const best: Best = { surface: '', occurrences: 0 };
  for (const id of vocabulary.beginning(word)) {
    const [surface, occurrences] = [vocabulary.surface(id), vocabulary.occurrences(id)];
    if (surface === word || occurrences === 0 || !isBetter(best, surface, occurrences) || !counts(id)) continue;
    best.surface = surface;
    best.occurrences = occurrences;
  }
  return named(best);
}

/** `lowrank` → `low rank`, where the corpus has both; the split whose rarer half is the most frequent. */
function splitWord(word: string, vocabulary: Vocabulary, counts: (id: number) => boolean): string | null {
  const best: Best = { surface: '', occurrences: 0 };
  for (let cut = 3; cut <= word.length - 3; cut += 1) {
    const halves = [word.slice(0, cut), word.slice(cut)];
    const ids = halves.map((half) => vocabulary.find(half) ?? 0);
    const occurrences = Math.min(...ids.map((id) => (counts(id) ? vocabulary.occurrences(id) : 0)));
    const joined = halves.join(' ');
    if (occurrences === 0 || !isBetter(best, joined, occurrences)) continue;
    best.surface = joined;
    best.occurrences = occurrences;
  }
  return named(best);
}
