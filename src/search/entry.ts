import type { Paper, PaperId } from '../paper/paper.ts';
import { analyse, isCjk, isStopWord, untex } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * A part of a paper that has words of its own. Labels are keywords and categories. `joined` parts hold
 * compounds in one piece and have no order.
 */
export type Section = 'title' | 'abstract' | 'labels' | 'authors' | 'joinedTitle' | 'joinedText' | 'joinedLabels';

/** A paper as the index holds it: its words as numbers of the vocabulary, and what is filtered and sorted by. */
export type Entry = {
  readonly id: PaperId;
  readonly title: string;
  /** The words of all sections, one after the other. 0 stands after each label and each author. */
  readonly tokens: Uint32Array;
  /** Where each section ends in `tokens`, in the order of {@link sections}. */
  readonly ends: readonly number[];
  /** A full ISO date; a partial one counts as its first day. Empty when not known. */
  readonly published: string;
  /** -1 when nobody counted. */
  readonly upvotes: number;
  /** In lower case. */
  readonly categories: readonly string[];
};

export const sections: readonly Section[] = [
  'title',
  'abstract',
  'labels',
  'authors',
  'joinedTitle',
  'joinedText',
  'joinedLabels',
];

/** Reads a paper; new words get numbers, nothing is counted yet. */
export function makeEntry(paper: Paper, vocabulary: Vocabulary): Entry {
  const title = analyse(untex(paper.title));
  const abstract = analyse(untex(paper.abstract));
  const labels = [...paper.keywords, ...paper.categories].map((label) => analyse(label));
  const ids = (list: readonly { readonly surface: string }[]): number[] => list.map((t) => vocabulary.id(t.surface));
  const parts: readonly (readonly number[])[] = [
    ids(title.tokens),
    ids(abstract.tokens),
    labels.flatMap((label) => [...ids(label.tokens), 0]),
    paper.authors.flatMap((name) => [...ids(analyse(untex(name)).tokens), 0]),
    ids([...title.joined, ...title.grams]),
    ids([...abstract.joined, ...abstract.grams]),
    ids(labels.flatMap((label) => [...label.joined, ...label.grams])),
  ];
  let end = 0;
  return {
    id: paper.id,
    title: paper.title,
    tokens: Uint32Array.from(parts.flat()),
    ends: parts.map((part) => (end += part.length)),
    published: firstDay(paper.published ?? ''),
    upvotes: paper.upvotes ?? -1,
    categories: paper.categories.map((category) => category.toLowerCase()),
  };
}

/** Where a section is in the tokens of a paper. */
export function spanOf(entry: Entry, section: Section): { readonly from: number; readonly to: number } {
  const at = sections.indexOf(section);
  return { from: at === 0 ? 0 : (entry.ends[at - 1] ?? 0), to: entry.ends[at] ?? 0 };
}

/** The first day of a full or partial ISO date (`2024` → `2024-01-01`), so that dates compare as text. */
export function firstDay(date: string): string {
  if (date === '') return '';
  return date.length < 10 ? `${date}${'-01-01'.slice(date.length - 4)}` : date.slice(0, 10);
}

/** Adds a paper to the counts of the vocabulary, or takes it away. */
export function countEntry(entry: Entry, vocabulary: Vocabulary, change: 1 | -1): void {
  const names = spanOf(entry, 'authors');
  const text = new Set<number>();
  const by = new Set<number>();
  for (const [place, id] of entry.tokens.entries()) {
    if (id === 0) continue;
    vocabulary.count(id, change);
    if (place >= names.from && place < names.to) by.add(id);
    else text.add(vocabulary.stemOf(id));
  }
  for (const stemId of text) vocabulary.countPapers(stemId, change);
  for (const id of by) vocabulary.countNames(id, change);
}

/** What is indexed of a paper: for each field its terms, separated by single spaces. */
export type IndexedFields = {
  readonly id: PaperId;
  readonly title: string;
  readonly text: string;
  readonly labels: string;
};

/**
 * The terms of each field: stems without stop words, and compounds. Names and ids are not among them (see `names.ts`).
 * The same entry always gives the same fields, so that it can be taken out of the index again.
 */
export function fieldsOf(entry: Entry, vocabulary: Vocabulary): IndexedFields {
  const stems = (section: Section): string[] => {
    const { from, to } = spanOf(entry, section);
    const kept: string[] = [];
    for (let place = from; place < to; place += 1) {
      const id = entry.tokens[place] ?? 0;
      const surface = vocabulary.surface(id);
      const inOrder = !section.startsWith('joined');
      if (id === 0 || isStopWord(surface) || (inOrder && isCjk(surface))) continue;
      kept.push(vocabulary.stem(vocabulary.stemOf(id)));
    }
    return kept;
  };
  const title = [...stems('title'), ...stems('joinedTitle')];
  return {
    id: entry.id,
    title: title.join(' '),
    text: [...title, ...stems('abstract'), ...stems('joinedText')].join(' '),
    labels: [...stems('labels'), ...stems('joinedLabels')].join(' '),
  };
}
