import type { Paper, PaperId } from '../../paper/paper.ts';
import { countIn, countWords, dayNumber, readPaper, sections, startOf, endOf } from '../paper-text.ts';
import { createSemantics } from '../semantic/semantics.ts';
import type { Semantics, SemanticsState } from '../semantic/semantics.ts';
import { createVocabulary } from '../vocabulary.ts';
import type { Vocabulary, VocabularyState } from '../vocabulary.ts';
import { createColumns, setLengths } from './columns.ts';
import type { Columns, ColumnsState } from './columns.ts';
import { createPostings, maxPapers, pack } from './postings.ts';
import type { Postings, PostingsState } from './postings.ts';
import { createSweep } from './sweep.ts';
import type { Sweep } from './sweep.ts';
import { createTokenStore } from './token-store.ts';
import type { Tokens, TokenStore, TokenStoreState } from './token-store.ts';
import { createTitleTable } from './title-table.ts';
import type { TitleTable, TitleTableState } from './title-table.ts';

/** Everything that is known of the papers, in a few large arrays. */
export type Shelf = {
  readonly vocabulary: Vocabulary;
  readonly columns: Columns;
  readonly tokens: TokenStore;
  /** By stem: words to rank by, in title, abstract and labels. */
  readonly telling: Postings;
  /** By stem: words that only phrases and conditions look for. */
  readonly silent: Postings;
  /** By word: names of authors. */
  readonly names: Postings;
  /** By the number of the category as it is written in lower case. */
  readonly categories: Postings;
  /** Numbers of all categories that a paper ever had. */
  readonly knownCategories: Set<number>;
  /** What stands before the colon in the id of any paper that ever was: `arxiv`, and the names of sources. */
  readonly knownSchemes: Set<string>;
  readonly titles: TitleTable;
  readonly semantics: Semantics;
  readonly sweep: Sweep;
};

/** What a shelf holds, as plain data: the same arrays, so that none is copied. */
export type ShelfState = {
  readonly vocabulary: VocabularyState;
  readonly columns: ColumnsState;
  readonly tokens: TokenStoreState;
  readonly telling: PostingsState;
  readonly silent: PostingsState;
  readonly names: PostingsState;
  readonly categories: PostingsState;
  readonly titles: TitleTableState;
  readonly semantics: SemanticsState;
  readonly known: { readonly categories: Set<number>; readonly schemes: Set<string> };
};

/** @param saved What it held before; not to be used again. */
export function createShelf(saved?: ShelfState): Shelf {
  const columns = createColumns(saved?.columns);
  const vocabulary = createVocabulary(saved?.vocabulary);
  const tokens = createTokenStore(sections.length, saved?.tokens);
  const [telling, silent, names, categories] = [
    createPostings(saved?.telling),
    createPostings(saved?.silent),
    createPostings(saved?.names),
    createPostings(saved?.categories),
  ];
  return {
    vocabulary,
    columns,
    tokens,
    telling,
    silent,
    names,
    categories,
    knownCategories: saved?.known.categories ?? new Set(),
    knownSchemes: saved?.known.schemes ?? new Set(),
    titles: createTitleTable(saved?.titles),
    semantics: createSemantics(columns, tokens, vocabulary, saved?.semantics),
    sweep: createSweep(columns, [telling, silent, names, categories]),
  };
}

/** What it holds now. Ends the sweep that is under way first. */
export function shelfState(shelf: Shelf): ShelfState {
  while (shelf.sweep.running()) shelf.sweep.step();
  const { vocabulary, columns, tokens, telling, silent, names, categories, titles, semantics } = shelf;
  return {
    vocabulary: vocabulary.state(),
    columns: columns.state(),
    tokens: tokens.state(),
    telling: telling.state(),
    silent: silent.state(),
    names: names.state(),
    categories: categories.state(),
    titles: titles.state(),
    semantics: semantics.state(),
    known: { categories: shelf.knownCategories, schemes: shelf.knownSchemes },
  };
}

/** How many papers there are. */
export function paperCount({ columns }: Shelf): number {
  return columns.slotOf.size;
}

/** Adds a paper or replaces the one with its id. When only its votes, date or spelling changed, no posting is touched. */
export function putPaper(shelf: Shelf, paper: Paper): void {
  const { columns, tokens, vocabulary } = shelf;
  const text = readPaper(paper, vocabulary);
  const known = columns.slotOf.get(paper.id);
  if (known !== undefined && sameText(tokens.read(known), text)) {
    setFacts(columns, known, paper);
    return;
  }
  if (known !== undefined) removePaper(shelf, paper.id);
  if (columns.slotOf.size >= maxPapers) throw new Error(`The search index holds at most ${maxPapers} papers.`);
  const slot = columns.take(paper.id, paper.title);
  shelf.knownSchemes.add(paper.id.slice(0, Math.max(0, paper.id.indexOf(':'))));
  setFacts(columns, slot, paper);
  tokens.write(slot, text);
  const written = tokens.read(slot);
  shelf.titles.add(slot, written.tokens.subarray(startOf(written, 'title'), endOf(written, 'title')));
  addPostings(shelf, slot, written);
  shelf.semantics.put(slot);
  shelf.sweep.step();
}

/** Takes a paper out; false when there is none. Its postings go later: see `sweep.ts`. */
export function removePaper(shelf: Shelf, id: PaperId): boolean {
  const { columns, tokens, vocabulary } = shelf;
  const slot = columns.slotOf.get(id);
  if (slot === undefined) return false;
  const text = tokens.read(slot);
  tally(vocabulary, text, countWords(text, vocabulary), -1);
  tokens.remove(slot);
  shelf.titles.remove(slot);
  shelf.semantics.drop(slot);
  columns.drop(slot);
  shelf.sweep.step();
  return true;
}

function setFacts(columns: Columns, slot: number, paper: Paper): void {
  columns.published[slot] = dayNumber(paper.published ?? '');
  columns.upvotes[slot] = paper.upvotes ?? -1;
  columns.setTitle(slot, paper.title);
}

function addPostings(shelf: Shelf, slot: number, text: Tokens): void {
  const counts = countWords(text, shelf.vocabulary);
  const lengths = { title: 0, text: 0, labels: 0 };
  for (const [stem, count] of counts.telling) {
    const [title, abstract, labels] = [countIn(count, 'title'), countIn(count, 'abstract'), countIn(count, 'labels')];
    shelf.telling.add(stem, pack(slot, title, abstract, labels));
    if (title > 0) lengths.title += 1;
    if (title + abstract > 0) lengths.text += 1;
    if (labels > 0) lengths.labels += 1;
  }
  for (const [stem, count] of counts.silent) {
    shelf.silent.add(stem, pack(slot, countIn(count, 'title'), countIn(count, 'abstract'), countIn(count, 'labels')));
  }
  for (const name of counts.names) shelf.names.add(name, pack(slot, 0, 0, 0));
  const categories = new Set(text.tokens.subarray(startOf(text, 'categories'), endOf(text, 'categories')));
  for (const category of categories) {
    shelf.categories.add(category, pack(slot, 0, 0, 0));
    shelf.knownCategories.add(category);
  }
  setLengths(shelf.columns, slot, lengths);
  shelf.columns.titleWords[slot] = endOf(text, 'title') - startOf(text, 'title');
  tally(shelf.vocabulary, text, counts, 1);
}

/** Adds a paper to the counts of the vocabulary, or takes it away. */
function tally(vocabulary: Vocabulary, text: Tokens, counts: ReturnType<typeof countWords>, change: 1 | -1): void {
  const end = startOf(text, 'categories');
  for (let place = 0; place < end; place += 1) {
    const id = text.tokens[place] ?? 0;
    if (id !== 0) vocabulary.count(id, change);
  }
  for (const [stem, count] of counts.telling) {
    vocabulary.tally('any', stem, change);
    const title = countIn(count, 'title');
    if (title > 0) vocabulary.tally('title', stem, change);
    if (title + countIn(count, 'abstract') > 0) vocabulary.tally('text', stem, change);
    if (countIn(count, 'labels') > 0) vocabulary.tally('labels', stem, change);
  }
  for (const stem of counts.silent.keys()) if (!counts.telling.has(stem)) vocabulary.tally('any', stem, change);
  for (const id of counts.names) vocabulary.tally('names', id, change);
}

function sameText(known: Tokens, text: readonly (readonly number[])[]): boolean {
  let end = 0;
  for (const [section, row] of text.entries()) {
    end += row.length;
    if (known.ends[section] !== end) return false;
  }
  let place = 0;
  for (const row of text) {
    for (const token of row) {
      if (known.tokens[place] !== token) return false;
      place += 1;
    }
  }
  return true;
}
