import type { Paper } from '../src/paper/paper.ts';

type Row = Pick<Paper, 'id' | 'title' | 'abstract' | 'authors' | 'published' | 'categories'> & {
  readonly venue: string;
};

/** A line of the corpus as a paper, without a store. */
export function corpusPaper(line: string): Paper {
  const { id, title, abstract, authors, published, categories }: Row = JSON.parse(line);
  return {
    id,
    version: null,
    title,
    abstract,
    authors,
    published,
    categories,
    url: null,
    pdfUrl: null,
    codeUrl: null,
    upvotes: null,
    upvotesAt: null,
    listedOn: null,
    comment: null,
    keywords: [],
    summary: null,
    sightings: [{ source: 'jsonl', sourceId: id, at: '2026-01-01T00:00:00Z' }],
  };
}
