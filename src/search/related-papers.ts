import { withTerms } from './candidates.ts';
import { collect } from './collect.ts';
import type { Collected } from './collect.ts';
import type { Scored } from './core/best.ts';
import type { Pile } from './core/pile.ts';
import type { Shelf } from './core/shelf.ts';
import { relatedTerms } from './related-terms.ts';
import { joinLikeness } from './semantic/join-likeness.ts';

/** As many papers with the words of a paper are compared by where they point. */
const compared = 200;

/** Papers like the one in a slot, best first, by its words and by where it points; the pile holds the answer until it is cleared. */
export function relatedPapers(
  shelf: Shelf,
  pile: Pile,
  slot: number,
  needed: number,
): { readonly found: Collected; readonly best: readonly Scored[] } {
  const terms = relatedTerms(shelf, slot);
  const words = terms.map(({ term }) => ({ word: term, all: [term], grams: [], any: [], forms: [], counts: true }));
  const others = withTerms(shelf, pile, { words, terms, instead: [], names: [] });
  const isOther = (other: number): boolean => other !== slot;
  const { vectors } = shelf.semantics;
  const found = collect(others, shelf.columns, isOther, 'relevance', Math.max(needed, compared));
  return {
    found,
    best: vectors === null ? found.best : joinLikeness(vectors, slot, found.best, compared, shelf.columns),
  };
}
