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
