import { readFile } from 'node:fs/promises';
import type { Paper } from '../../src/paper/paper.ts';
import { makePaper } from '../support/make-paper.ts';

type Row = {
  readonly arxivId: string | null;
  readonly title: string;
  readonly abstract: string;
  readonly authors?: readonly string[] | null;
  readonly published?: string | null;
  readonly categories?: readonly string[] | null;
};

/** The papers that Paperboy starts with. */
export async function seedPapers(): Promise<readonly Paper[]> {
  const text = await readFile(new URL('../../data/papers.jsonl', import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, place) => {
      const row: Row = JSON.parse(line);
      return makePaper({
        id: row.arxivId === null ? `jsonl:${place}` : `arxiv:${row.arxivId}`,
        title: row.title,
        abstract: row.abstract,
        authors: row.authors ?? [],
        published: row.published ?? null,
        categories: row.categories ?? [],
      });
    });
}
