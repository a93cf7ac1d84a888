import { mistakes } from './mistakes.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The corpus' own words for one that it does not have, or null: the most frequent word one mistake away; else two words
 * that were written as one; else the most frequent word that begins so; else the most frequent word two mistakes away
 * (six letters and more). Only plain words of four letters and more are taken for mistakes: never ids or numbers.
 *
 * Every word of the corpus is looked at, but by its marks first (about 1 ns), which rule out nearly all.
 */
export function nearestWord(word: string, vocabulary: Vocabulary): string | null {
  if (!/^\p{L}{4,40}$/u.test(word)) return null;
  const farthest = word.length < 6 ? 1 : 2;
  const best: Best[] = Array.from({ length: farthest + 1 }, () => ({ surface: '', occurrences: 0 }));
  for (const id of vocabulary.alike(word, farthest)) {
    const surface = vocabulary.surface(id);
    const occurrences = vocabulary.occurrences(id);
    if (surface === word || surface.length < 3 || occurrences === 0) continue;
    // The farther ones matter only while there is no nearer one.
    const limit = best[1]?.surface === '' ? farthest : 1;
    const slot = best[mistakes(word, surface, limit)];
    if (slot !== undefined && isBetter(slot, surface, occurrences) && /^\p{L}+$/u.test(surface)) {
      slot.surface = surface;
      slot.occurrences = occurrences;
    }
  }
  const [, one, two] = best;
  return named(one) ?? splitWord(word, vocabulary) ?? longer(word, vocabulary) ?? named(two);
}

type Best = { surface: string; occurrences: number };

function isBetter(best: Best, surface: string, occurrences: number): boolean {
  return occurrences > best.occurrences || (occurrences === best.occurrences && surface < best.surface);
}

function named(best: Best | undefined): string | null {
  return best === undefined || best.surface === '' ? null : best.surface;
}

/** The most frequent word that begins so. */
function longer(word: string, vocabulary: Vocabulary): string | null {
  const best: Best = { surface: '', occurrences: 0 };
  for (const id of vocabulary.beginning(word)) {
    const [surface, occurrences] = [vocabulary.surface(id), vocabulary.occurrences(id)];
    if (surface === word || occurrences === 0 || !isBetter(best, surface, occurrences)) continue;
    best.surface = surface;
    best.occurrences = occurrences;
  }
  return named(best);
}

/** `lowrank` → `low rank`, where the corpus has both; the split whose rarer half is the most frequent. */
function splitWord(word: string, vocabulary: Vocabulary): string | null {
  const best: Best = { surface: '', occurrences: 0 };
  for (let cut = 3; cut <= word.length - 3; cut += 1) {
    const halves = [word.slice(0, cut), word.slice(cut)];
    const occurrences = Math.min(...halves.map((half) => vocabulary.occurrences(vocabulary.find(half) ?? 0)));
    const joined = halves.join(' ');
    if (occurrences === 0 || !isBetter(best, joined, occurrences)) continue;
    best.surface = joined;
    best.occurrences = occurrences;
  }
  return named(best);
}
