import type { Clause, Field } from './clause.ts';
import { clauseWords } from './clause-words.ts';
import type { NameWord } from './clause-words.ts';
import { inAbstract, inTitle, slotOf } from './core/postings.ts';
import type { Postings } from './core/postings.ts';
import type { Shelf } from './core/shelf.ts';
import type { Tokens } from './core/token-store.ts';
import { rowTest, slowRowTest } from './row-test.ts';
import { endOf, startOf } from './paper-text.ts';
import type { Section } from './paper-text.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Visit = (slot: number) => void;
/** False for papers whose answer does not matter, which saves reading them. */
export type Asked = (slot: number) => boolean;

/** Reading a paper takes as long as looking at so many postings. */
const postingsAPaper = 200;
/** For so many papers it pays to prepare the test. */
const many = 500;

/**
 * Visits every paper that has what a clause names, some of them more than once: words next to each other, compared by stem, in one
 * field or in any; `lowrank` also finds `low-rank`. In names: every word in one name, in any order, and a single letter
 * stands for a name that begins with it. Postings tell which papers are read.
 */
export function papersWithClause(shelf: Shelf, clause: Clause, asked: Asked, visit: Visit): void {
  const { row, whole, name } = clauseWords(clause, shelf.vocabulary);
  const { field } = clause;
  if (field !== 'authors') {
    if (whole > 0) withStem(shelf, whole, field, visit);
    if (row.length > 0) {
      const slots = withAllStems(shelf, row, field, asked);
      const test = slots.length < many ? slowRowTest(shelf, row) : rowTest(shelf, row);
      const sections = textSections(field);
      for (const slot of slots) {
        const text = shelf.tokens.readFirst(slot, 4);
        if (sections.some((section) => test(text, startOf(text, section), endOf(text, section)))) visit(slot);
      }
    }
  }
  if (name !== null && (field === 'authors' || field === null)) {
    for (const slot of withName(shelf, name)) {
      if (name.length === 1 && name[0]?.letter === null) visit(slot);
      else if (asked(slot) && hasName(shelf.tokens.readFirst(slot, 1), name, shelf.vocabulary)) visit(slot);
    }
  }
}

function textSections(field: Field | null): readonly Section[] {
  if (field === 'title' || field === 'abstract') return [field];
  return ['title', 'abstract', 'labels'];
}

/** Visits papers with a stem somewhere in a field, compounds included; removed ones too. */
function withStem({ telling, silent }: Shelf, stem: number, field: Field | null, visit: Visit): void {
  for (const postings of [telling, silent]) {
    const { array, from, to } = postings.row(stem);
    for (let at = from; at < to; at += 1) {
      const posting = array[at] ?? 0;
      if (field === 'title' && inTitle(posting) === 0) continue;
      if (field === 'abstract' && inAbstract(posting) === 0) continue;
      visit(slotOf(posting));
    }
  }
}

/** Papers that have all stems of a row, and perhaps some that lack a frequent one. */
function withAllStems(shelf: Shelf, row: readonly number[], field: Field | null, asked: Asked): readonly number[] {
  const [rarest, ...others] = [...new Set(row)]
    .map((stem) => ({ stem, postings: rowLength(shelf.telling, stem) + rowLength(shelf.silent, stem) }))
    .toSorted((a, b) => a.postings - b.postings);
  if (rarest === undefined) return [];
  // How many of the stems each paper has, as long as it has all that were read.
  const levels = new Uint8Array(shelf.columns.slots);
  let found: number[] = [];
  withStem(shelf, rarest.stem, field, (slot) => {
    if (levels[slot] === 1 || shelf.columns.gone[slot] === 1 || !asked(slot)) return;
    levels[slot] = 1;
    found.push(slot);
  });
  let level = 1;
  for (const { stem, postings } of others) {
    if (postings > postingsAPaper * found.length) break;
    const from = level;
    level = Math.min(level + 1, 255);
    withStem(shelf, stem, field, (slot) => {
      if (levels[slot] === from) levels[slot] = level;
    });
    found = found.filter((slot) => levels[slot] === level);
  }
  return found;
}

function rowLength(postings: Postings, stem: number): number {
  const { from, to } = postings.row(stem);
  return to - from;
}

/** Papers with the rarest full word of a name; all papers when there are only letters. */
function* withName({ columns, names, vocabulary }: Shelf, name: readonly NameWord[]): Generator<number> {
  const [rarest] = name
    .filter(({ letter }) => letter === null)
    .toSorted((a, b) => vocabulary.papers('names', a.id) - vocabulary.papers('names', b.id));
  if (rarest === undefined) {
    for (let slot = 0; slot < columns.slots; slot += 1) if (columns.gone[slot] === 0) yield slot;
    return;
  }
  const { array, from, to } = names.row(rarest.id);
  for (let at = from; at < to; at += 1) {
    const slot = slotOf(array[at] ?? 0);
    if (columns.gone[slot] === 0) yield slot;
  }
}

function hasName(text: Tokens, name: readonly NameWord[], vocabulary: Vocabulary): boolean {
  const answers = ({ id: wanted, letter }: NameWord, id: number): boolean =>
    (wanted !== 0 && id === wanted) || (letter !== null && vocabulary.surface(id).startsWith(letter));
  // One word of a name answers one word of the clause, as one bit each: `a a` needs two words that begin with an a.
  let answered = 0;
  for (let place = 0; place < endOf(text, 'authors'); place += 1) {
    const id = text.tokens[place] ?? 0;
    if (id === 0) {
      answered = 0;
      continue;
    }
    const next = name.findIndex((word, at) => (answered & (1 << at)) === 0 && answers(word, id));
    if (next >= 0) answered |= 1 << next;
    if (answered === (1 << name.length) - 1) return true;
  }
  return false;
}
