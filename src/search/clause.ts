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

/** A filter as it was typed, so that it can be named and left out again. */
export type TypedFilter = {
  /** Where in the text, in UTF-16 units, and how many of them. */
  readonly at: number;
  readonly length: number;
  /** What it is a part of: several categories are one condition, and so is the same phrase said twice. */
  readonly condition: string;
  /** The words that it also ranks by, which stay when it is left out; empty when there are none. */
  readonly words: string;
};
