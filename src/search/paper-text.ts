import type { Paper } from '../paper/paper.ts';
import type { Tokens } from './core/token-store.ts';
import { analyse, untex } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * A part of a paper that has words of its own. Labels are keywords and categories; `categories` are those as written, in
 * lower case, one number each. `joined` parts hold compounds in one piece and have no order. The names come first, because
 * they and the titles are read for themselves.
 */
export type Section =
  'authors' | 'title' | 'abstract' | 'labels' | 'joinedTitle' | 'joinedText' | 'joinedLabels' | 'categories';

export const sections: readonly Section[] = [
  'authors',
  'title',
  'abstract',
  'labels',
  'joinedTitle',
  'joinedText',
  'joinedLabels',
  'categories',
];

/** The words of a paper as numbers of the vocabulary, in the order of {@link sections}; 0 stands after each label and name. */
export function readPaper(paper: Paper, vocabulary: Vocabulary): readonly (readonly number[])[] {
  const title = analyse(untex(paper.title));
  const abstract = analyse(untex(paper.abstract));
  const labels = [...paper.keywords, ...paper.categories].map((label) => analyse(label));
  const ids = (list: readonly { readonly surface: string }[]): number[] => list.map((t) => vocabulary.id(t.surface));
  return [
    paper.authors.flatMap((name) => [...ids(analyse(untex(name)).tokens), 0]),
    ids(title.tokens),
    ids(abstract.tokens),
    labels.flatMap((label) => [...ids(label.tokens), 0]),
    ids([...title.joined, ...title.grams]),
    ids([...abstract.joined, ...abstract.grams]),
    ids(labels.flatMap((label) => [...label.joined, ...label.grams])),
    paper.categories.map((category) => vocabulary.id(category.toLowerCase())),
  ];
}

/** Where a section is in the tokens of a paper. */
export function startOf({ ends }: Tokens, section: Section): number {
  return ends[sections.indexOf(section) - 1] ?? 0;
}

export function endOf({ ends }: Tokens, section: Section): number {
  return ends[sections.indexOf(section)] ?? 0;
}

/** The first day of a full or partial ISO date as a number (`2024-05` → 20240501), so that dates compare; 0 for none. */
export function dayNumber(date: string): number {
  const [, year = '0', month = '01', day = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date) ?? [];
  return year === '0' ? 0 : Number(year + month + day);
}

/** What the words of a paper add up to. */
export type WordCounts = {
  /** Words to rank by: the number of a stem → how often, see {@link addTo}. */
  readonly telling: Map<number, number>;
  /** Words that are only looked up (stop words, single characters): the same. */
  readonly silent: Map<number, number>;
  readonly names: Set<number>;
};

const fields = { title: 0, abstract: 10, labels: 20 };
const full = 1023;

export function countWords(text: Tokens, vocabulary: Vocabulary): WordCounts {
  const counts: WordCounts = { telling: new Map(), silent: new Map(), names: new Set() };
  for (let place = 0; place < endOf(text, 'authors'); place += 1) {
    const id = text.tokens[place] ?? 0;
    if (id !== 0) counts.names.add(id);
  }
  const add = (section: Section, field: keyof typeof fields, joined: boolean): void => {
    const to = endOf(text, section);
    for (let place = startOf(text, section); place < to; place += 1) {
      const id = text.tokens[place] ?? 0;
      if (id === 0) continue;
      const kind = vocabulary.kind(id);
      const silent = kind === 'stop' || (kind === 'cjk' && !joined);
      addTo(silent ? counts.silent : counts.telling, vocabulary.stemOf(id), field);
    }
  };
  add('title', 'title', false);
  add('abstract', 'abstract', false);
  add('labels', 'labels', false);
  add('joinedTitle', 'title', true);
  add('joinedText', 'abstract', true);
  add('joinedLabels', 'labels', true);
  return counts;
}

/** Ten bits for each field. */
function addTo(counts: Map<number, number>, stem: number, field: keyof typeof fields): void {
  const known = counts.get(stem) ?? 0;
  if (countIn(known, field) < full) counts.set(stem, known + (1 << fields[field]));
}

export function countIn(count: number, field: keyof typeof fields): number {
  return (count >>> fields[field]) & full;
}
