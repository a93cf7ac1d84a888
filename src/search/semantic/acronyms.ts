import type { Columns } from '../core/columns.ts';
import type { TokenStore, Tokens } from '../core/token-store.ts';
import { endOf, startOf } from '../paper-text.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** Which acronyms the papers use for what: `large language model` and `LLM`. */
export type Acronyms = {
  /** The stems that an acronym stands for, stop words included, by its stem. */
  readonly longForms: ReadonlyMap<number, readonly number[]>;
  /** The long forms that have an acronym, by their first stem. */
  readonly beginningWith: ReadonlyMap<number, readonly LongForm[]>;
  /** How many papers it was learned from. */
  readonly papers: number;
};

export type LongForm = { readonly stems: readonly number[]; readonly acronym: number };

export const noAcronyms: Acronyms = { longForms: new Map(), beginningWith: new Map(), papers: 0 };

/** Fewer papers may have a way of writing of their own, or it is chance. */
const fewestPapers = 3;
/** An acronym that stands for many things, each in some papers, stands for nothing by itself. */
const leastShare = 0.4;
const [shortest, longest] = [2, 6];
/** Words like `of` that have no letter in the acronym. */
const maxSkipped = 2;
const papersAStep = 16;
const pairsAStep = 2_048;

/**
 * Learns the acronyms from the texts: an acronym stands behind the words whose first letters it is, in brackets at the first
 * use, and brackets are no words: `large language models (LLMs)` (compare Schwartz and Hearst, 2003). Gives way after every few papers.
 */
export function* learnAcronyms(
  columns: Columns,
  tokens: TokenStore,
  vocabulary: Vocabulary,
): Generator<void, Acronyms> {
  const letters = createLetters(vocabulary);
  const papers = new Map<string, number>();
  for (let slot = 0; slot < columns.slots; slot += 1) {
    if (columns.gone[slot] === 0) {
      for (const pair of pairsIn(tokens.readFirst(slot, 3), vocabulary, letters)) {
        papers.set(pair, (papers.get(pair) ?? 0) + 1);
      }
    }
    if (slot % papersAStep === 0) yield;
  }
  return { ...(yield* collected(papers)), papers: columns.slotOf.size };
}

type Letters = {
  /** The letters that an acronym has, first to last; none when the word cannot be one. */
  ofAcronym(id: number): readonly number[];
  first(id: number): number;
};

function createLetters(vocabulary: Vocabulary): Letters {
  const known = new Map<number, readonly number[]>();
  const read = (id: number): readonly number[] => {
    const surface = vocabulary.surface(vocabulary.stemOf(id));
    const fits = /^[a-z]+$/.test(surface) && surface.length >= shortest && surface.length <= longest;
    return fits && vocabulary.kind(id) === 'telling' ? Array.from(surface, (letter) => letter.charCodeAt(0)) : [];
  };
  return {
    ofAcronym: (id) => {
      const found = known.get(id) ?? read(id);
      known.set(id, found);
      return found;
    },
    first: (id) => vocabulary.surface(id).charCodeAt(0),
  };
}

/** `acronym:stem,stem,stem` of each that a paper introduces, once. */
function pairsIn(text: Tokens, vocabulary: Vocabulary, letters: Letters): ReadonlySet<string> {
  const found = new Set<string>();
  for (const section of ['title', 'abstract'] as const) {
    const from = startOf(text, section);
    for (let at = from + shortest; at < endOf(text, section); at += 1) {
      const id = text.tokens[at] ?? 0;
      const acronym = letters.ofAcronym(id);
      const begin = acronym.length === 0 ? -1 : beginOf(text, from, at, acronym, vocabulary, letters);
      if (begin < 0) continue;
      const stems = Array.from(text.tokens.subarray(begin, at), (token) => vocabulary.stemOf(token));
      found.add(`${vocabulary.stemOf(id)}:${stems.join(',')}`);
    }
  }
  return found;
}

/** Where the words begin whose first letters stand before `at`; -1 when they do not. */
function beginOf(
  { tokens }: Tokens,
  from: number,
  at: number,
  acronym: readonly number[],
  vocabulary: Vocabulary,
  letters: Letters,
): number {
  let place = at - 1;
  let skipped = 0;
  for (let letter = acronym.length - 1; letter >= 0; place -= 1) {
    const id = tokens[place] ?? 0;
    if (place < from || id === 0) return -1;
    if (letters.first(id) === acronym[letter]) letter -= 1;
    else if (vocabulary.kind(id) === 'stop' && letter < acronym.length - 1 && skipped < maxSkipped) skipped += 1;
    else return -1;
  }
  return place + 1;
}

function* collected(papers: ReadonlyMap<string, number>): Generator<void, Omit<Acronyms, 'papers'>> {
  const total = new Map<number, number>();
  const frequent: { readonly acronym: number; readonly count: number; readonly key: string }[] = [];
  let looked = 0;
  for (const [pair, count] of papers) {
    const end = pair.indexOf(':');
    const acronym = Number(pair.slice(0, end));
    total.set(acronym, (total.get(acronym) ?? 0) + count);
    if (count >= fewestPapers) frequent.push({ acronym, count, key: pair.slice(end + 1) });
    looked += 1;
    if (looked % pairsAStep === 0) yield;
  }
  const longForms = new Map<number, readonly number[]>();
  const beginningWith = new Map<number, readonly LongForm[]>();
  const taken = new Set<string>();
  for (const { acronym, count, key } of frequent.toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))) {
    const stems = key.split(',').map(Number);
    if (!longForms.has(acronym) && count >= leastShare * (total.get(acronym) ?? 0)) longForms.set(acronym, stems);
    if (taken.has(key)) continue;
    taken.add(key);
    const first = stems[0] ?? 0;
    beginningWith.set(first, [...(beginningWith.get(first) ?? []), { stems, acronym }]);
  }
  return { longForms, beginningWith };
}
