import { createHash } from 'node:crypto';
import type { Paper, Sighting } from '../paper/paper.ts';
import { isWithdrawn } from '../paper/withdrawn.ts';
import { titleKey } from '../paper/title-key.ts';
import type { PaperRow, SightingRow } from './schema.ts';

/** The paper without its sightings, as it is stored. */
export function paperRow(paper: Paper, seq: number): PaperRow {
  return {
    id: paper.id,
    title_key: storedTitleKey(paper.title),
    version: paper.version,
    title: paper.title,
    abstract: paper.abstract,
    raw_title: paper.rawTitle,
    raw_abstract: paper.rawAbstract,
    authors: JSON.stringify(paper.authors),
    published: paper.published,
    categories: JSON.stringify(paper.categories),
    url: paper.url,
    pdf_url: paper.pdfUrl,
    code_url: paper.codeUrl,
    upvotes: paper.upvotes,
    upvotes_at: paper.upvotesAt,
    listed_on: paper.listedOn,
    keywords: JSON.stringify(paper.keywords),
    summary: paper.summary,
    comment: paper.comment,
    withdrawn: isWithdrawn(paper) ? 1 : 0,
    seq,
  };
}

/** The sightings of a paper, as they are stored. */
export function sightingRows(paper: Paper): readonly SightingRow[] {
  return paper.sightings.map(({ source, sourceId, at, rule }, position) => ({
    paper_id: paper.id,
    position,
    source,
    source_id: sourceId,
    at,
    rule: rule ?? null,
  }));
}

/** What {@link paperRow} and {@link sightingRows} wrote; the sightings are in order. */
export function paperFromRow(row: PaperRow, sightings: readonly SightingRow[]): Paper {
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    abstract: row.abstract,
    rawTitle: row.raw_title,
    rawAbstract: row.raw_abstract,
    authors: texts(row.authors),
    published: row.published,
    categories: texts(row.categories),
    url: row.url,
    pdfUrl: row.pdf_url,
    codeUrl: row.code_url,
    upvotes: row.upvotes,
    upvotesAt: row.upvotes_at,
    listedOn: row.listed_on,
    keywords: texts(row.keywords),
    summary: row.summary,
    comment: row.comment,
    sightings: sightings.map(sightingFromRow),
  };
}

function sightingFromRow({ source, source_id, at, rule }: SightingRow): Sighting {
  const sighting = { source, sourceId: source_id, at };
  return rule === 'same-texts' || rule === 'same-authors' ? { ...sighting, rule } : sighting;
}

/** 128 bits of the title's key: short enough for any index, however long the title is. Empty when the key is. */
export function storedTitleKey(title: string): string {
  const key = titleKey(title);
  return key === '' ? '' : createHash('sha256').update(key).digest('hex').slice(0, 32);
}

function texts(json: string): readonly string[] {
  const list: unknown = JSON.parse(json);
  if (Array.isArray(list) && list.every((item) => typeof item === 'string')) return list;
  throw new Error(`Expected a list of texts, got ${json.slice(0, 80)}`);
}
