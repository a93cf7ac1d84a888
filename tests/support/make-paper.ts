import type { Paper } from '../../src/paper/paper.ts';

/** A paper with what a test says about it, and nothing else known. */
export function makePaper(fields: Partial<Paper> & Pick<Paper, 'id'>): Paper {
  return {
    version: null,
    title: '',
    abstract: '',
    authors: [],
    published: null,
    categories: [],
    url: null,
    pdfUrl: null,
    codeUrl: null,
    upvotes: null,
    upvotesAt: null,
    listedOn: null,
    rawTitle: null,
    rawAbstract: null,
    comment: null,
    keywords: [],
    summary: null,
    sightings: [{ source: 'test', sourceId: null, at: '2026-11-24T00:00:00Z' }],
    ...fields,
  };
}
