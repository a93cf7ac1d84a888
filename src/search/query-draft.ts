import type { Clause, Field, QueryNote, Sort, TypedFilter } from './clause.ts';
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
  min: number | null;
  sort: Sort | null;
  filters: TypedFilter[];
  notes: QueryNote[];
  /** What the notes say, so that nothing is said twice. */
  said: Set<string>;
  /** There were more conditions than are held. */
  full: boolean;
  /** Words outside of quotations. */
  plain: number;
};

/** Nobody reads more; a hostile text could make thousands. */
const maxNotes = 8;
/** Each condition is held against every paper, so a pasted text must not make thousands of them. */
const maxConditions = 24;
/** A list of ids may be pasted; more than this is a text. */
export const maxChoices = 200;

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
    min: null,
    sort: null,
    filters: [],
    notes: [],
    said: new Set(),
    full: false,
    plain: 0,
  };
}

/** A phrase that must occur; its words rank, too. */
export function addPhrase(draft: Draft, piece: Piece): void {
  if (addWords(draft, piece.value)) addClause(draft, 'phrases', piece, { field: null, text: piece.value });
}

/** A word outside of quotations, without the signs around it. */
export function addWord(draft: Draft, raw: string): void {
  const before = draft.words.length;
  addWords(draft, raw);
  draft.plain += draft.words.length - before;
}

/** Words that belong to something else already. False when there are none. */
export function addWords(draft: Draft, text: string): boolean {
  const before = draft.words.length;
  for (const raw of text.split(/\s+/)) {
    const word = trimPunctuation(raw);
    if (hasWord(word)) draft.words.push(word);
  }
  return draft.words.length > before;
}

/** Adds a condition, unless it is there. False when there is no room for it. */
export function addClause(
  draft: Draft,
  kind: 'phrases' | 'required' | 'excluded',
  piece: Piece,
  { field, text }: Clause,
): boolean {
  if (!hasRoom(draft, piece)) return false;
  const same = (one: Clause): boolean => one.field === field && one.text.toLowerCase() === text.toLowerCase();
  if (!draft[kind].some(same)) draft[kind].push({ field, text });
  const ranks = kind !== 'excluded' && field !== 'authors';
  addFilter(draft, piece, JSON.stringify([kind, field, text.toLowerCase()]), ranks ? text : '');
  return true;
}

/** Remembers how a filter was typed. */
export function addFilter(draft: Draft, { at, length }: Piece, condition: string, words = ''): void {
  draft.filters.push({ at, length, condition, words });
}

/** Adds one of many that would do (a category, an id), unless it is there; cheap, however many are pasted. */
export function addChoice(choices: string[], choice: string): void {
  const same = (one: string): boolean => one.toLowerCase() === choice.toLowerCase();
  if (choices.length < maxChoices && !choices.some(same)) choices.push(choice);
}

/** Keeps the later beginning and the earlier end. */
export function narrow(draft: Draft, piece: Piece, after: string | null, before: string | null): void {
  if (after !== null && (draft.after === null || after > draft.after)) draft.after = after;
  if (before !== null && (draft.before === null || before < draft.before)) draft.before = before;
  addFilter(draft, piece, JSON.stringify(['date', after, before]));
}

/** False when there is nothing to leave out, or no room for it. */
export function exclude(draft: Draft, piece: Piece, field: Field | null): boolean {
  const text = trimPunctuation(piece.value);
  return hasWord(text) && addClause(draft, 'excluded', piece, { field, text });
}

/** False, with a note the first time, when the query has as many conditions as anybody can mean. */
function hasRoom(draft: Draft, piece: Piece): boolean {
  const { phrases, required, excluded } = draft;
  if (phrases.length + required.length + excluded.length < maxConditions) return true;
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
  const key = JSON.stringify([message, piece.head.toLowerCase(), piece.value.toLowerCase()]);
  if (draft.notes.length >= maxNotes || draft.said.has(key)) return;
  draft.said.add(key);
  draft.notes.push({ at: piece.at, length: piece.length, message });
}
