import type { Paper } from '../paper/paper.ts';
import { analyse, isCjk, isStopWord, stem, untex } from './terms.ts';

/** A choice reads a hundred papers, and many choices of one morning read the same. */
const known = new WeakMap<Paper, ReadonlySet<string>>();

/**
 * What a paper is about, in stems, each once: the words of its title, its keywords and its categories. Numbers and stop
 * words tell nothing; an abstract tells much, and costs ten times as much to read.
 */
export function paperTerms(paper: Paper): ReadonlySet<string> {
  const terms = known.get(paper) ?? readTerms(paper);
  known.set(paper, terms);
  return terms;
}

function readTerms(paper: Paper): ReadonlySet<string> {
  const terms = new Set<string>();
  for (const text of [untex(paper.title), ...paper.keywords]) {
    const { tokens, joined, grams } = analyse(text);
    for (const { surface } of [...tokens, ...joined, ...grams]) {
      if (isCjk(surface) && surface.length < 2) continue;
      if (!isStopWord(surface) && /\p{L}/u.test(surface)) terms.add(stem(surface));
    }
  }
  for (const category of paper.categories) terms.add(category.toLowerCase());
  return terms;
}
