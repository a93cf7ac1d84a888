import { hasBit } from './pile.ts';
import type { Pile } from './pile.ts';
import { inAbstract, inLabels, inTitle, most, slotOf } from './postings.ts';
import { paperCount } from './shelf.ts';
import type { Shelf } from './shelf.ts';

/**
 * BM25+ settings and field weights, from a comparison on nine judged collections of scientific abstracts; the text is the
 * title and the abstract, so a word of the title counts 1.3 times.
 */
export const bm25 = { k: 2.2, b: 0.7, d: 0.5 };
export const boost = { title: 0.3, text: 1, labels: 0.3 };

/** What one occurrence of a name is worth, as in a field of average length: d + 1. */
export const oneOccurrence = 1.5;

/** What no number of occurrences exceeds: d + k + 1. */
export const mostOccurrences = bm25.d + bm25.k + 1;

/** How much a word says that so many of all papers have. */
export function rarity(papers: number, withIt: number): number {
  return Math.log(1 + (papers - withIt + 0.5) / (withIt + 0.5));
}

/** No bit: see {@link addTerm}. */
const nothing: readonly number[] = [];

/**
 * Adds to every paper with a term what the term is worth there.
 *
 * @param unless Papers that have all of these bits already get the bit alone; none: all papers get both.
 */
export function addTerm(
  shelf: Shelf,
  pile: Pile,
  stem: number,
  weight: number,
  bit: number,
  unless: readonly number[] = nothing,
): void {
  const { columns, vocabulary } = shelf;
  const { scores, touched } = pile;
  const lane = pile.lanes[bit >>> 5];
  if (lane === undefined) return;
  const mark = 1 << (bit & 31);
  const papers = paperCount(shelf);
  const worth = (field: 'title' | 'text' | 'labels'): number =>
    weight * boost[field] * rarity(papers, vocabulary.papers(field, stem));
  const [title, text, labels] = [worth('title'), worth('text'), worth('labels')];
  const flat = bm25.k * (1 - bm25.b);
  const slope = (sum: number): number => (bm25.k * bm25.b * papers) / Math.max(sum, 1);
  const slopes = [slope(columns.sums.title), slope(columns.sums.text), slope(columns.sums.labels)];
  const [titleSlope = 0, textSlope = 0, labelsSlope = 0] = slopes;
  const { titleLength, textLength, labelsLength } = columns;
  const { d } = bm25;
  const above = bm25.k + 1;
  const { array, from, to } = shelf.telling.row(stem);
  const isConditional = unless.length > 0;
  let { count } = pile;
  for (let at = from; at < to; at += 1) {
    const posting = array[at] ?? 0;
    const slot = slotOf(posting);
    const often = inTitle(posting);
    const inText = often + inAbstract(posting);
    let score = 0;
    if (inText > 0) score = text * (d + (inText * above) / (inText + flat + textSlope * (textLength[slot] ?? 0)));
    if (often > 0) score += title * (d + (often * above) / (often + flat + titleSlope * (titleLength[slot] ?? 0)));
    const labelled = inLabels(posting);
    if (labelled > 0)
      score += labels * (d + (labelled * above) / (labelled + flat + labelsSlope * (labelsLength[slot] ?? 0)));
    const before = scores[slot] ?? 0;
    if (before === 0) {
      touched[count] = slot;
      count += 1;
    }
    if (!isConditional || !unless.every((one) => hasBit(pile, slot, one))) scores[slot] = before + score;
    lane[slot] = (lane[slot] ?? 0) | mark;
  }
  pile.count = count;
}

/** What {@link addTerm} adds to one paper for a term that counts once; fields as in a posting. */
export function occurrencesWorth(
  { columns, vocabulary }: Shelf,
  slot: number,
  stem: number,
  often: { readonly title: number; readonly abstract: number; readonly labels: number },
): number {
  const papers = columns.slotOf.size;
  const worth = (field: 'title' | 'text' | 'labels', count: number, length: number): number => {
    if (count === 0) return 0;
    const norm = bm25.k * (1 - bm25.b) + (bm25.k * bm25.b * papers * length) / Math.max(columns.sums[field], 1);
    const frequency = bm25.d + (count * (bm25.k + 1)) / (count + norm);
    return boost[field] * rarity(papers, vocabulary.papers(field, stem)) * frequency;
  };
  const [title, abstract, labels] = [
    Math.min(most.title, often.title),
    Math.min(most.abstract, often.abstract),
    Math.min(most.labels, often.labels),
  ];
  return (
    worth('text', title + abstract, columns.textLength[slot] ?? 0) +
    worth('title', title, columns.titleLength[slot] ?? 0) +
    worth('labels', labels, columns.labelsLength[slot] ?? 0)
  );
}

/** Adds to the papers of an author what the name is worth: as much in every one of them. */
export function addName(shelf: Shelf, pile: Pile, name: number, weight: number, bit: number): void {
  const score = weight * oneOccurrence * rarity(paperCount(shelf), shelf.vocabulary.papers('names', name));
  const { array, from, to } = shelf.names.row(name);
  for (let at = from; at < to; at += 1) pile.add(slotOf(array[at] ?? 0), score, bit);
}
