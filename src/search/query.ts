/**
 * A query as it was understood. `parseQuery(text)` makes one from anything a person types and never throws.
 */
export type Query = {
  /** What was typed. */
  readonly text: string;
  /** Words to rank by, as typed. */
  readonly words: readonly string[];
  /** Phrases that must occur, word by word: in one field, or anywhere when `field` is null. */
  readonly phrases: readonly Clause[];
  /** Words that must occur in one field: `ti:` `abs:` `au:`. */
  readonly required: readonly Clause[];
  /** Words or phrases that must not occur. */
  readonly excluded: readonly Clause[];
  /** Any of these categories; `cs` means every `cs.*`. Empty: any. */
  readonly categories: readonly string[];
  /** Any of these papers, by canonical id. Empty: any. */
  readonly ids: readonly string[];
  /** A full or partial ISO date; papers of that date or later. */
  readonly after: string | null;
  /** A full or partial ISO date; papers before it. */
  readonly before: string | null;
  /** Null: not said, so relevance where there are words and newest first where there are none. */
  readonly sort: Sort | null;
  /** How something was read that could have been meant otherwise, in the order of the text. */
  readonly notes: readonly QueryNote[];
};

export type Field = 'title' | 'abstract' | 'authors';
export type Sort = 'relevance' | 'new' | 'top';
export type Clause = { readonly field: Field | null; readonly text: string };

export type QueryNote = {
  /** Where in the text, in UTF-16 units, and how many of them. */
  readonly at: number;
  readonly length: number;
  /** One plain sentence for the person. */
  readonly message: string;
};
