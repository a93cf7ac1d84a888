import { paperCount } from './core/shelf.ts';
import type { Shelf } from './core/shelf.ts';
import { endOf, startOf } from './paper-text.ts';
import type { WeightedTerm } from './query-terms.ts';

/** Enough to tell the topic; every further term costs time and says less. */
const maxTerms = 24;
const titleWeight = 3;

/**
 * The words that tell a paper from the rest of the corpus: the best by tf-idf of its title (which counts three times)
 * and abstract. Words that only this paper has find nothing and are left out.
 */
export function relatedTerms(shelf: Shelf, slot: number): readonly WeightedTerm[] {
  const { vocabulary } = shelf;
  const text = shelf.tokens.read(slot);
  const frequencies = new Map<number, number>();
  for (const section of ['title', 'abstract', 'joinedTitle', 'joinedText'] as const) {
    const weight = section === 'title' || section === 'joinedTitle' ? titleWeight : 1;
    const to = endOf(text, section);
    for (let place = startOf(text, section); place < to; place += 1) {
      const id = text.tokens[place] ?? 0;
      const kind = vocabulary.kind(id);
      const single = kind === 'cjk' && !section.startsWith('joined');
      if (id === 0 || single || kind === 'stop' || /^\d+$/.test(vocabulary.surface(id))) continue;
      const stem = vocabulary.stemOf(id);
      frequencies.set(stem, (frequencies.get(stem) ?? 0) + weight);
    }
  }
  return [...frequencies]
    .filter(([stem]) => vocabulary.papers('any', stem) > 1)
    .map(([stem, frequency]) => {
      const rarity = Math.log(1 + paperCount(shelf) / vocabulary.papers('any', stem));
      return {
        term: vocabulary.surface(stem),
        weight: 1 + Math.log(frequency),
        worth: (1 + Math.log(frequency)) * rarity,
      };
    })
    .toSorted((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
    .slice(0, maxTerms)
    .map(({ term, weight }) => ({ term, weight }));
}
