import type { Paper } from '../../src/paper/paper.ts';

/** A paper whose title has what is markup on some platform. */
export const markedPaper: Paper = {
  id: 'arxiv:2401.01234',
  version: 2,
  title: 'Attention & <Friends>: O(n^2) is *not* all_you_need',
  abstract: 'We present a method. It works on 3 of 4 tasks, and we say why.',
  authors: ['Ada Lovelace', 'Grace Hopper'],
  published: '2024-01-02',
  categories: ['cs.CL'],
  url: 'https://arxiv.org/abs/2401.01234',
  pdfUrl: null,
  codeUrl: null,
  upvotes: 12,
  upvotesAt: null,
  listedOn: null,
  rawTitle: null,
  rawAbstract: null,
  keywords: [],
  summary: null,
  comment: null,
  sightings: [{ source: 'test', sourceId: null, at: '2026-11-24T00:00:00Z' }],
};
