import { arxivRecord } from './arxiv-record.ts';
import type { ArxivRecord } from './arxiv-record.ts';
import { SourceError } from './source-error.ts';
import { childOf, childrenOf, parseXml, textIn, textsIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** One page of an answer of arXiv's API. Ids that arXiv does not know are simply not in it. */
export type AtomPage = {
  /** How many there are on all pages. */
  readonly total: number;
  readonly records: readonly ArxivRecord[];
};

/**
 * An answer of arXiv's API, https://info.arxiv.org/help/api/user-manual.html. Throws a {@link SourceError} for one that is
 * no feed, and for an error, which comes as an entry with the title `Error`, whatever its status.
 */
export function parseAtomPage(xml: string): AtomPage {
  const feed = parseXml('arXiv', xml);
  if (feed.name !== 'feed') throw new SourceError('arXiv gave XML that is no answer of its API.');
  const entries = childrenOf(feed, 'entry');
  const error = entries.find(isError);
  if (error !== undefined) throw new SourceError(arxivSays(textIn(error, 'summary')));
  return { total: Number(textIn(feed, 'totalResults') ?? entries.length), records: entries.map(readEntry) };
}

/** What arXiv says of an error, in a body that it sends with status 400; null when it is no such body. */
export function atomError(body: string): string | null {
  try {
    const error = childrenOf(parseXml('arXiv', body), 'entry').find(isError);
    return error === undefined ? null : arxivSays(textIn(error, 'summary'));
  } catch (thrown) {
    if (thrown instanceof SourceError) return null;
    throw thrown;
  }
}

function isError(entry: XmlElement): boolean {
  return textIn(entry, 'title') === 'Error' && (textIn(entry, 'id') ?? '').includes('/api/errors');
}

function arxivSays(what: string | null): string {
  return `arXiv does not answer this question: ${JSON.stringify((what ?? 'no reason given').slice(0, 200))}`;
}

function readEntry(entry: XmlElement): ArxivRecord {
  const terms = childrenOf(entry, 'category').map(({ attributes }) => attributes['term'] ?? '');
  const primary = childOf(entry, 'primary_category')?.attributes['term'] ?? '';
  const fields = {
    title: textIn(entry, 'title') ?? '',
    abstract: textIn(entry, 'summary') ?? '',
    authors: childrenOf(entry, 'author').flatMap((author) => textsIn(author, 'name')),
    published: textIn(entry, 'published'),
    categories: [primary, ...terms],
    comment: textIn(entry, 'comment'),
  };
  return arxivRecord(textIn(entry, 'id'), fields, entry);
}
