import { parseArxivId } from '../paper/arxiv-id.ts';
import type { Clause, QueryNote, Sort, TypedFilter } from './clause.ts';
import { maxChoices, newDraft } from './query-draft.ts';
import { readPieces } from './read-piece.ts';
import { scanQuery } from './scan-query.ts';
import { settleDashes } from './settle-dashes.ts';

export type { Clause, Field, QueryNote, Sort, TypedFilter } from './clause.ts';

/**
 * A query as it was understood. `parseQuery(text)` makes one from anything a person types and never throws.
 */
export type Query = {
  /** What was typed. */
  readonly text: string;
  /** Words to rank by, as typed; the words of phrases, `ti:` and `abs:` are among them, names of `au:` are not. */
  readonly words: readonly string[];
  /** Phrases that must occur, word by word: in one field, or anywhere when `field` is null. */
  readonly phrases: readonly Clause[];
  /** Words that must occur in one field: `ti:` `abs:` `au:`. */
  readonly required: readonly Clause[];
  /** Words or phrases that must not occur. */
  readonly excluded: readonly Clause[];
  /** Any of these categories; `cs` means every `cs.*`. Empty: any. */
  readonly categories: readonly string[];
  /** Any of these papers, by canonical id, or by the part of it that a source gave (`51` for `jsonl:51`). Empty: any. */
  readonly ids: readonly string[];
  /** A full or partial ISO date; papers of that date or later. */
  readonly after: string | null;
  /** A full or partial ISO date; papers before it. */
  readonly before: string | null;
  /** At least so many votes; papers whose votes nobody counted have none. Null: any number. */
  readonly min: number | null;
  /** Null: not said, so relevance where there are words and newest first where there are none. */
  readonly sort: Sort | null;
  /** The filters as they were typed, in the order of the text; none for a text that is nothing but ids. */
  readonly filters: readonly TypedFilter[];
  /** How something was read that could have been meant otherwise, in the order of the text. */
  readonly notes: readonly QueryNote[];
};

/**
 * Reads what a person typed: words, `"phrases"`, `-exclusions` and `operator:values`. Pure, linear in the length of the
 * text, and lenient: whatever cannot be an operator is a word, and a note says so where an operator was probably meant.
 */
export function parseQuery(text: string): Query {
  const ids = idsOnly(text);
  const draft = ids.length > 0 ? { ...newDraft(), ids } : readPieces(settleDashes(text, scanQuery(text)));
  return {
    text,
    words: draft.words,
    phrases: draft.phrases,
    required: draft.required,
    excluded: draft.excluded,
    categories: draft.categories,
    ids: draft.ids,
    after: draft.after,
    before: draft.before,
    min: draft.min,
    sort: draft.sort,
    filters: draft.filters,
    notes: draft.notes.toSorted((a, b) => a.at - b.at),
  };
}

/** The papers, when the whole text is nothing but arXiv ids and links. */
function idsOnly(text: string): string[] {
  const pieces = text.split(/[\s,;]+/).filter((piece) => piece !== '');
  if (pieces.length === 0 || pieces.length > maxChoices) return [];
  const ids: string[] = [];
  for (const piece of pieces) {
    const arxiv = parseArxivId(piece);
    if (arxiv === null) return [];
    ids.push(`arxiv:${arxiv.id}`);
  }
  return [...new Set(ids)];
}
