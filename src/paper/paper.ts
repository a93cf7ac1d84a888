import { createHash } from 'node:crypto';

import { arxivPdfUrl, arxivUrl, parseArxivId } from './arxiv-id.ts';
import type { ArxivId } from './arxiv-id.ts';
import type { PaperId } from './paper-id.ts';
import { partialDate } from './partial-date.ts';
import { titleKey } from './title-key.ts';
import { readableLine, readableText } from './readable-text.ts';
import { webUrl } from './web-url.ts';
import { withoutEscapes } from './without-escapes.ts';

export type { PaperId } from './paper-id.ts';

/**
 * What a paper is, whatever told us about it.
 *
 * Texts are plain text as people read it ({@link readableText}): no markup is added here and none is escaped. `null` means "not known",
 * which is different from an empty list or an empty text.
 */
export type Paper = {
  /** The canonical id: `arxiv:2401.01234`, `arxiv:hep-th/9901001`, `jsonl:cran-12`, `title:5f0c…`. See {@link PaperId}. */
  readonly id: PaperId;
  /** The arXiv version that was seen last (1, 2, …), or null. Never part of the id. */
  readonly version: number | null;
  readonly title: string;
  readonly abstract: string;
  /** The title as its source wrote it, to the byte, with its TeX; null where that is the same. */
  readonly rawTitle: string | null;
  /** The abstract as its source wrote it; null where that is the same. */
  readonly rawAbstract: string | null;
  readonly authors: readonly string[];
  /** A full or partial ISO date: `2024`, `2024-05` or `2024-05-17`. */
  readonly published: string | null;
  /** As the source writes them: `cs.CL`, `hep-th`. */
  readonly categories: readonly string[];
  /** The page where a person reads it. Null when nobody confirmed one: then a card offers a search link, never a guess. */
  readonly url: string | null;
  readonly pdfUrl: string | null;
  readonly codeUrl: string | null;
  /** Votes on the source that counts them (Hugging Face), or null where nobody counted. */
  readonly upvotes: number | null;
  /** When they were counted, an ISO instant in UTC; null where that is not known. */
  readonly upvotesAt: string | null;
  /** The first day (UTC) on which it was on Hugging Face's daily list, `2024-05-17`; null when it never was. */
  readonly listedOn: string | null;
  readonly keywords: readonly string[];
  /** One or two sentences by the source (a TL;DR), or null. */
  readonly summary: string | null;
  /** What the authors say beside the abstract (`Accepted at ICLR`, `withdrawn`), as arXiv has it, or null. */
  readonly comment: string | null;
  /** Who told us, in the order of telling; at least one. */
  readonly sightings: readonly Sighting[];
};

/** One source saw the paper: its name there, and the first time it told us. */
export type Sighting = {
  readonly source: string;
  /** The id as the source wrote it (`2401.01234v2`, `cran-12`), or null when it gave none. */
  readonly sourceId: string | null;
  /** ISO instant in UTC. */
  readonly at: string;
  /** Why it is of this paper, where its id does not say so. */
  readonly rule?: SameRule;
};

/**
 * Why two records with one title are one paper: title, authors and abstract agree; or the title and most authors do, near
 * in time, and the abstract was rewritten (a preprint and its published form).
 */
export type SameRule = 'same-texts' | 'same-authors';

/** What a source tells of a paper, before anything is checked. Everything but the two texts may be left out. */
export type PaperFields = {
  readonly title: string;
  readonly abstract: string;
  /** An arXiv id or link, with or without a version. One that arXiv cannot have given is ignored. */
  readonly arxivId?: string | null | undefined;
  readonly version?: number | null | undefined;
  readonly authors?: readonly string[] | undefined;
  /** A date, or an instant, of which the date is taken. */
  readonly published?: string | null | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly url?: string | null | undefined;
  readonly pdfUrl?: string | null | undefined;
  readonly codeUrl?: string | null | undefined;
  readonly upvotes?: number | null | undefined;
  /** An instant. */
  readonly upvotesAt?: string | null | undefined;
  /** A date. */
  readonly listedOn?: string | null | undefined;
  readonly keywords?: readonly string[] | undefined;
  readonly summary?: string | null | undefined;
  readonly comment?: string | null | undefined;
};

/**
 * The paper that a source told of, in canonical form.
 *
 * The id is the arXiv id in `arxivId`, in the source's own id or in `url`, the first that is one; else `source:id`; else a
 * weak `title:` id. Links of an arXiv paper are those of arXiv; any other must be http or https, and nothing is guessed.
 * Texts become readable, a title in one line; the id is made from what the source wrote, so that a better reading does
 * not change it. What is no date, link or number is null.
 */
export function toPaper(fields: PaperFields, sighting: Sighting): Paper {
  const title = readableLine(fields.title);
  const abstract = readableText(fields.abstract);
  const arxiv = firstArxivId([fields.arxivId, sighting.sourceId, fields.url]);
  return {
    id: arxiv === null ? ownId(sighting, fields) : `arxiv:${arxiv.id}`,
    version: positive(fields.version) ?? arxiv?.version ?? null,
    title,
    abstract,
    rawTitle: title === fields.title ? null : fields.title,
    rawAbstract: abstract === fields.abstract ? null : fields.abstract,
    authors: list(fields.authors),
    published: partialDate(fields.published),
    categories: unique(list(fields.categories)),
    url: arxiv === null ? webUrl(fields.url) : arxivUrl(arxiv.id),
    pdfUrl: arxiv === null ? webUrl(fields.pdfUrl) : arxivPdfUrl(arxiv.id),
    codeUrl: webUrl(fields.codeUrl),
    upvotes: count(fields.upvotes),
    upvotesAt: count(fields.upvotes) === null ? null : instant(fields.upvotesAt),
    listedOn: wholeDate(fields.listedOn),
    keywords: unique(list(fields.keywords)),
    summary: readableText(fields.summary ?? '') || null,
    comment: readableLine(fields.comment ?? '') || null,
    sightings: [sighting],
  };
}

/** Whether an id was only made from the title, so that any other id is better. */
export function isWeakId(id: PaperId): boolean {
  return id.startsWith('title:');
}

/** Whether a source gave the id, which then means something only there; `1` of one file may not be `1` of another. */
export function isSourceId(id: PaperId): boolean {
  return !isWeakId(id) && !id.startsWith('arxiv:');
}

/** Which of two ids of one paper is the better one: that of arXiv, then one that a source gave, then one from the title. */
export function idRank(id: PaperId): number {
  if (isWeakId(id)) return 0;
  return isSourceId(id) ? 1 : 2;
}

/** The id of a paper whose own one is already another paper's: `jsonl:1~5f0c12ab`. The same for the same texts. */
export function spareId(paper: Paper): PaperId {
  return `${paper.id}~${textHash(paper.title, paper.abstract).slice(0, 8)}`;
}

function firstArxivId(texts: readonly (string | null | undefined)[]): ArxivId | null {
  for (const text of texts) {
    const arxiv = typeof text === 'string' ? parseArxivId(text) : null;
    if (arxiv !== null) return arxiv;
  }
  return null;
}

function ownId(sighting: Sighting, fields: PaperFields): PaperId {
  const given = sighting.sourceId?.trim() ?? '';
  // An id has no spaces, so that a person can type it and a sentence can hold it.
  if (given !== '') return `${sighting.source}:${plain(given).replace(/[\s%]/g, (sign) => encodeURIComponent(sign))}`;
  const [title, abstract] = [oneLine(fields.title), plain(fields.abstract).trim()];
  const authors = (fields.authors ?? []).map(oneLine).filter((name) => name !== '');
  // Many an editorial has no abstract: then only its authors tell it from the next one.
  const telling = abstract.length < ABSTRACT_START ? authors.map((name) => `\n${titleKey(name)}`).join('') : '';
  return `title:${textHash(title, abstract, telling).slice(0, 16)}`;
}

const ABSTRACT_START = 100;

/** The start of the abstract keeps apart what shares a title (`Introduction`); not all of it, for sources cut it. */
function textHash(title: string, abstract: string, more = ''): string {
  const start = abstract.normalize('NFKC').toLowerCase().replace(/\s+/g, '').slice(0, ABSTRACT_START);
  return createHash('sha256')
    .update(`${titleKey(title)}\n${start}${more}`)
    .digest('hex');
}

/** Plain, well-formed text without escapes and control characters: remains of a conversion, or what a terminal obeys. */
function plain(text: string): string {
  return withoutEscapes(text.toWellFormed())
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '');
}

function oneLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim();
}

function list(texts: readonly string[] | undefined): readonly string[] {
  return (texts ?? []).map(readableLine).filter((text) => text !== '');
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function positive(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}

function count(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function wholeDate(text: string | null | undefined): string | null {
  const date = partialDate(text);
  return date?.length === 'YYYY-MM-DD'.length ? date : null;
}

function instant(text: string | null | undefined): string | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
