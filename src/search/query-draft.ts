import type { Clause, Field, QueryNote, Sort } from './clause.ts';
import type { Piece } from './scan-query.ts';
import { analyse } from './terms.ts';

/** A query while it is read. */
export type Draft = {
  words: string[];
  phrases: Clause[];
  required: Clause[];
  excluded: Clause[];
  categories: string[];
  ids: string[];
  after: string | null;
  before: string | null;
  sort: Sort | null;
  notes: QueryNote[];
  /** Phrases without a field, and where they were: a long question may turn them into words. */
  quotations: { readonly piece: Piece; readonly clause: Clause }[];
  exclusions: Piece[];
  /** There were more conditions than are held. */
  full: boolean;
  /** Words outside of quotations. */
  plain: number;
};

/** Nobody reads more; a hostile text could make thousands. */
const maxNotes = 8;
/** Each condition is held against every paper, so a pasted text must not make thousands of them. */
const maxConditions = 24;

export function newDraft(): Draft {
  return {
    words: [],
    phrases: [],
    required: [],
    excluded: [],
    categories: [],
    ids: [],
    after: null,
    before: null,
    sort: null,
    notes: [],
    quotations: [],
    exclusions: [],
    full: false,
    plain: 0,
  };
}

/** A phrase that must occur, unless the whole turns out to be a long question; its words rank in any case. */
export function addQuotation(draft: Draft, piece: Piece): void {
  if (!hasWord(piece.value)) return;
  addWords(draft, piece.value);
  if (hasRoom(draft, piece)) draft.quotations.push({ piece, clause: { field: null, text: piece.value } });
}

/** A word outside of quotations, without the signs around it. */
export function addWord(draft: Draft, raw: string): void {
  const before = draft.words.length;
  addWords(draft, raw);
  draft.plain += draft.words.length - before;
}

/** Words that belong to something else already. */
export function addWords(draft: Draft, text: string): void {
  for (const raw of text.split(/\s+/)) {
    const word = trimPunctuation(raw);
    if (hasWord(word)) draft.words.push(word);
  }
}

export function exclude(draft: Draft, piece: Piece, field: Field | null): void {
  const value = trimPunctuation(piece.value);
  if (!hasWord(value)) return;
  if (!hasRoom(draft, piece)) return;
  draft.excluded.push({ field, text: value });
  draft.exclusions.push(piece);
}

/** False, with a note the first time, when the query has as many conditions as anybody can mean. */
export function hasRoom(draft: Draft, piece: Piece): boolean {
  const { phrases, required, excluded, quotations } = draft;
  if (phrases.length + required.length + excluded.length + quotations.length < maxConditions) return true;
  if (!draft.full) note(draft, piece, `Only the first ${maxConditions} phrases, fields and exclusions count.`);
  draft.full = true;
  return false;
}

export function hasWord(text: string): boolean {
  return analyse(text).tokens.length > 0;
}

/** Without the signs around it: `(decay),` → `decay`; `C++` and `C#` keep theirs. */
export function trimPunctuation(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && !/[\p{L}\p{N}]/u.test(text.charAt(start)) && !isSurrogate(text, start)) start += 1;
  while (end > start && !/[\p{L}\p{N}\p{M}+#*]/u.test(text.charAt(end - 1)) && !isSurrogate(text, end - 1)) end -= 1;
  return text.slice(start, end);
}

/** Half of a letter beyond the basic plane: never a sign to trim. */
function isSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdfff;
}

export function note(draft: Draft, piece: Piece, message: string): void {
  if (draft.notes.length < maxNotes) draft.notes.push({ at: piece.at, length: piece.length, message });
}
