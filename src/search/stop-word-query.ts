import type { PaperId } from '../paper/paper.ts';
import { spanOf } from './entry.ts';
import type { Entry } from './entry.ts';
import type { Ranked } from './ranked.ts';
import { analyse, untex } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Ranks by words that are not indexed because they say nothing (`to be or not to be`, `the who`): how many of them a
 * paper has in its title, and in all. Reads every paper once, so it is for queries that have no other words.
 */
export function rankByStopWords(
  { entries, vocabulary }: { readonly entries: ReadonlyMap<PaperId, Entry>; readonly vocabulary: Vocabulary },
  words: readonly string[],
): Ranked[] {
  const wanted = new Map<number, string>();
  let distinct = 0;
  for (const word of new Set(words)) {
    for (const { surface } of analyse(untex(word)).tokens) {
      distinct += 1;
      const id = vocabulary.find(surface);
      if (id !== undefined) wanted.set(vocabulary.stemOf(id), word);
    }
  }
  const ranked: Ranked[] = [];
  for (const entry of entries.values()) {
    const title = new Set<number>();
    const all = new Set<number>();
    const titleEnd = spanOf(entry, 'title').to;
    const { to } = spanOf(entry, 'abstract');
    for (let place = 0; place < to; place += 1) {
      const stem = vocabulary.stemOf(entry.tokens[place] ?? 0);
      if (!wanted.has(stem)) continue;
      all.add(stem);
      if (place < titleEnd) title.add(stem);
    }
    if (all.size === 0) continue;
    const has = [...wanted].filter(([stem]) => all.has(stem)).map(([, word]) => word);
    // A long title has many of them by chance: the share that they are of the title breaks the tie.
    const score = 3 * title.size + all.size + title.size / (titleEnd + 1);
    ranked.push({ entry, score, words: [...new Set(has)], complete: all.size >= distinct });
  }
  return ranked;
}
