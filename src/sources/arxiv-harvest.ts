import { arxivAuthors } from './arxiv-authors.ts';
import { writtenDate } from './arxiv-dates.ts';
import { arxivRecord } from './arxiv-record.ts';
import type { ArxivRecord } from './arxiv-record.ts';
import { SourceError } from './source-error.ts';
import { excerptOf } from './source.ts';
import { xmlText, childOf, childrenOf, parseXml, textIn, textsIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** One answer of OAI-PMH. Errors come with status 200 like everything else. */
export type Harvest =
  | {
      readonly kind: 'records';
      readonly items: readonly HarvestItem[];
      /** How to ask for what follows, exactly as it came; null at the end. */
      readonly token: string | null;
    }
  /** The code is one of https://www.openarchives.org/OAI/openarchivesprotocol.html#ErrorConditions. */
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

export type HarvestItem = {
  /** The day on which the record was last changed, for whatever reason; not the day of the paper. */
  readonly datestamp: string | null;
  readonly record: ArxivRecord | { readonly kind: 'deleted'; readonly sourceId: string };
};

/**
 * An answer of arXiv's OAI-PMH server (https://info.arxiv.org/help/oa/index.html) in any of its formats `arXivRaw`, `arXiv`
 * and `oai_dc`; also a single record of it. Throws a {@link SourceError} when it is none.
 */
export function parseHarvest(xml: string): Harvest {
  const root = parseXml('arXiv', xml);
  if (root.name === 'record') return { kind: 'records', items: [readRecord(root)], token: null };
  if (root.name !== 'OAI-PMH') throw new SourceError('arXiv gave XML that is no answer of OAI-PMH.');
  const error = childOf(root, 'error');
  if (error !== null) return { kind: 'error', code: error.attributes['code'] ?? '', message: error.text.trim() };
  const list = childOf(root, 'ListRecords') ?? childOf(root, 'GetRecord');
  if (list === null) throw new SourceError('arXiv gave an answer of OAI-PMH without records.');
  return { kind: 'records', items: childrenOf(list, 'record').map(readRecord), token: textIn(list, 'resumptionToken') };
}

function readRecord(record: XmlElement): HarvestItem {
  const header = childOf(record, 'header');
  const identifier = textIn(header, 'identifier');
  const datestamp = writtenDate(textIn(header, 'datestamp'));
  if (header?.attributes['status'] === 'deleted') {
    return {
      datestamp,
      record: { kind: 'deleted', sourceId: (identifier ?? 'a record').replace(/^oai:arXiv\.org:/i, '') },
    };
  }
  const metadata = childOf(record, 'metadata');
  const raw = childOf(metadata, 'arXivRaw');
  const plain = childOf(metadata, 'arXiv');
  const dublinCore = childOf(metadata, 'dc');
  if (raw !== null) return { datestamp, record: fromRaw(identifier, raw, record) };
  if (plain !== null) return { datestamp, record: fromPlain(identifier, plain, record) };
  if (dublinCore !== null) return { datestamp, record: fromDublinCore(identifier, dublinCore, record) };
  const excerpt = excerptOf(xmlText(record));
  return { datestamp, record: { kind: 'rejected', reason: 'it has no metadata of a known kind', excerpt } };
}

/** The only format that tells the version; its authors are one line. */
function fromRaw(identifier: string | null, raw: XmlElement, record: XmlElement): ArxivRecord {
  const versions = childrenOf(raw, 'version');
  const number = Number(versions.at(-1)?.attributes['version']?.replace(/^v/, ''));
  return arxivRecord(
    textIn(raw, 'id') ?? identifier,
    {
      title: textIn(raw, 'title') ?? '',
      abstract: textIn(raw, 'abstract') ?? '',
      version: Number.isSafeInteger(number) ? number : null,
      authors: arxivAuthors(textIn(raw, 'authors') ?? ''),
      published: writtenDate(textIn(versions[0] ?? null, 'date')),
      categories: (textIn(raw, 'categories') ?? '').split(/\s+/),
      comment: textIn(raw, 'comments'),
    },
    record,
  );
}

function fromPlain(identifier: string | null, plain: XmlElement, record: XmlElement): ArxivRecord {
  const authors = childOf(plain, 'authors');
  return arxivRecord(
    textIn(plain, 'id') ?? identifier,
    {
      title: textIn(plain, 'title') ?? '',
      abstract: textIn(plain, 'abstract') ?? '',
      authors: authors === null ? [] : childrenOf(authors, 'author').map(authorName),
      published: textIn(plain, 'created'),
      categories: (textIn(plain, 'categories') ?? '').split(/\s+/),
      comment: textIn(plain, 'comments'),
    },
    record,
  );
}

function authorName(author: XmlElement): string {
  return [textIn(author, 'forenames'), textIn(author, 'keyname'), textIn(author, 'suffix')].filter(Boolean).join(' ');
}

/** Its first description is the abstract, a second one the comment; its subjects are names, not categories. */
function fromDublinCore(identifier: string | null, dublinCore: XmlElement, record: XmlElement): ArxivRecord {
  const [abstract, comment] = textsIn(dublinCore, 'description');
  return arxivRecord(
    identifier,
    {
      title: textIn(dublinCore, 'title') ?? '',
      abstract: abstract ?? '',
      authors: textsIn(dublinCore, 'creator').map(familyNameLast),
      published: textIn(dublinCore, 'date'),
      comment: comment?.replace(/^Comment:\s*/, ''),
    },
    record,
  );
}

/** `Özel, B.` → `B. Özel` */
function familyNameLast(name: string): string {
  const [family = '', ...rest] = name.split(/,\s*/);
  return [...rest, family].join(' ').trim();
}
