/**
 * Whether similar papers are those that belong together: papers of one group of authors, one small venue (a workshop, a
 * shared task), one topic (all their categories, where there are two or more). Prints how many of the first ten belong to
 * the paper that was asked for, by words and meaning and, beside it, by the words alone.
 *
 *     npx node bench/similar.ts [PAPERS [QUESTIONS]]
 */
import type { Paper } from '../src/paper/paper.ts';
import { withTerms } from '../src/search/candidates.ts';
import { collect } from '../src/search/collect.ts';
import { createPile } from '../src/search/core/pile.ts';
import { createShelf, putPaper } from '../src/search/core/shelf.ts';
import { relatedPapers } from '../src/search/related-papers.ts';
import { relatedTerms } from '../src/search/related-terms.ts';
import { corpusLines, percentile, seededRandom, skipWithoutCorpus } from './corpus.ts';
import { corpusPaper } from './corpus-paper.ts';

const shown = 10;

/** What papers have in common that belong together. */
type Groups = (paper: Paper, venue: string) => readonly string[];

const groupings: Readonly<Record<string, Groups>> = {
  // Two persons who write together; a name alone may be that of many.
  authors: ({ authors }) =>
    authors.slice(0, 8).flatMap((a, at) => authors.slice(at + 1, 8).map((b) => [a, b].toSorted().join('+'))),
  venue: (_, venue) => (venue === '' || venue.startsWith('arXiv') ? [] : [venue]),
  topic: ({ categories }) => (categories.length > 1 ? [categories.toSorted().join('+')] : []),
};
/** A group is small enough to be about one thing, and large enough to be found. */
const sizes: Readonly<Record<string, readonly [number, number]>> = {
  authors: [4, 40],
  venue: [8, 60],
  topic: [15, 400],
};

skipWithoutCorpus();
const [count = 20_000, questions = 1000] = process.argv.slice(2).map(Number);
const [shelf, pile, papers, venues] = [
  createShelf(),
  createPile(),
  new Map<string, Paper>(),
  new Map<string, string>(),
];
for await (const line of corpusLines(count)) {
  const paper = corpusPaper(line);
  const { venue }: { readonly venue: string } = JSON.parse(line);
  papers.set(paper.id, paper);
  venues.set(paper.id, venue);
  putPaper(shelf, paper);
}
shelf.semantics.begin();
while (shelf.semantics.step());

const byWords = (slot: number): readonly number[] => {
  const terms = relatedTerms(shelf, slot);
  const words = terms.map(({ term }) => ({ word: term, all: [term], grams: [], any: [], forms: [], counts: true }));
  const found = collect(
    withTerms(shelf, pile, { words, terms, instead: [], names: [] }),
    shelf.columns,
    (other) => other !== slot,
    'relevance',
    shown,
  );
  return found.best.map((one) => one.slot);
};
const byBoth = (slot: number): readonly number[] =>
  relatedPapers(shelf, pile, slot, shown)
    .best.slice(0, shown)
    .map((one) => one.slot);

const timed = (ask: (slot: number) => readonly number[], times: number[], slot: number): readonly number[] => {
  const began = performance.now();
  const answer = ask(slot);
  pile.clear();
  times.push(performance.now() - began);
  return answer;
};

console.log(`${papers.size} papers   asked   words   both   (of the first ten, those that belong together)`);
const times: { readonly words: number[]; readonly both: number[] } = { words: [], both: [] };
for (const [name, groupsOf] of Object.entries(groupings)) {
  const groups = new Map<string, Set<string>>();
  const all = (id: string): readonly string[] => {
    const paper = papers.get(id);
    return paper === undefined ? [] : groupsOf(paper, venues.get(id) ?? '');
  };
  for (const id of papers.keys())
    for (const group of all(id)) groups.set(group, (groups.get(group) ?? new Set()).add(id));
  const [least = 0, most = 0] = sizes[name] ?? [];
  const fits = (group: string): boolean => {
    const size = groups.get(group)?.size ?? 0;
    return size >= least && size <= most;
  };
  const random = seededRandom(20261127);
  const asked = [...papers.keys()]
    .filter((id) => all(id).some(fits))
    .toSorted(() => random() - 0.5)
    .slice(0, questions);
  const found = { words: 0, both: 0 };
  for (const id of asked) {
    const slot = shelf.columns.slotOf.get(id) ?? -1;
    const together = new Set(
      all(id)
        .filter(fits)
        .flatMap((group) => [...(groups.get(group) ?? [])]),
    );
    const belong = (slots: readonly number[]): number =>
      slots.filter((one) => together.has(shelf.columns.ids[one] ?? '')).length;
    found.words += belong(timed(byWords, times.words, slot));
    found.both += belong(timed(byBoth, times.both, slot));
  }
  const mean = (sum: number): string => (sum / Math.max(1, asked.length)).toFixed(3).padStart(7);
  console.log(`${name.padEnd(14)}${String(asked.length).padStart(7)} ${mean(found.words)} ${mean(found.both)}`);
}
for (const [how, list] of Object.entries(times)) {
  console.log(`${how}: p50 ${percentile(list, 0.5).toFixed(2)} ms, p95 ${percentile(list, 0.95).toFixed(2)} ms`);
}
