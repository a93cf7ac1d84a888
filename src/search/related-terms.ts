import { spanOf } from './entry.ts';
import type { Entry } from './entry.ts';
import type { WeightedTerm } from './query-terms.ts';
import { isCjk, isStopWord } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Enough to tell the topic; every further term costs time and says less. */
const maxTerms = 24;
const titleWeight = 3;

/**
 * The words that tell a paper from the rest of the corpus: the best by tf-idf of its title (which counts three times)
 * and abstract. Words that only this paper has find nothing and are left out.
 */
export function relatedTerms(entry: Entry, vocabulary: Vocabulary, papers: number): readonly WeightedTerm[] {
  const frequencies = new Map<number, number>();
  for (const section of ['title', 'abstract', 'joinedTitle', 'joinedText'] as const) {
    const { from, to } = spanOf(entry, section);
    const weight = section === 'title' || section === 'joinedTitle' ? titleWeight : 1;
    for (let place = from; place < to; place += 1) {
      const id = entry.tokens[place] ?? 0;
      const surface = vocabulary.surface(id);
      const single = !section.startsWith('joined') && isCjk(surface);
      if (id === 0 || single || isStopWord(surface) || /^\d+$/.test(surface)) continue;
      const stem = vocabulary.stemOf(id);
      frequencies.set(stem, (frequencies.get(stem) ?? 0) + weight);
    }
  }
  return [...frequencies]
    .filter(([stem]) => vocabulary.papersWith(stem) > 1)
    .map(([stem, frequency]) => {
      const rarity = Math.log(1 + papers / vocabulary.papersWith(stem));
      return {
        term: vocabulary.stem(stem),
        weight: 1 + Math.log(frequency),
        worth: (1 + Math.log(frequency)) * rarity,
      };
    })
    .toSorted((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
    .slice(0, maxTerms)
    .map(({ term, weight }) => ({ term, weight }));
}
