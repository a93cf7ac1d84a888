import type { Paper } from '../src/paper/paper.ts';
import { makePaper } from '../tests/support/make-paper.ts';

type Row = Pick<Paper, 'id' | 'title' | 'abstract' | 'authors' | 'published' | 'categories'>;

/** A line of the corpus as a paper, without a store. */
export function corpusPaper(line: string): Paper {
  const { id, title, abstract, authors, published, categories }: Row = JSON.parse(line);
  return makePaper({ id, title, abstract, authors, published, categories });
}
