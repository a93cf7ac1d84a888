import { parseArxivId } from '../paper/arxiv-id.ts';
import { monthOfId, writtenDate } from './arxiv-dates.ts';
import { arxivAuthors } from './arxiv-authors.ts';
import { arxivRecord } from './arxiv-record.ts';
import type { ArxivRecord } from './arxiv-record.ts';
import { SourceError } from './source-error.ts';
import { childOf, childrenOf, parseXml, textIn, textsIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** What was announced on one day. */
export type Announcements = {
  /** The day, on the East coast of the United States; null when the feed names none. */
  readonly day: string | null;
  readonly items: readonly Announcement[];
};

/** `isNews`: new, or new in one of the categories; else only a new version of what was announced long ago. */
export type Announcement = { readonly isNews: boolean; readonly record: ArxivRecord };

/**
 * arXiv's feed of announcements, as RSS or as Atom (https://info.arxiv.org/help/rss.html). Empty on days without
 * announcements. Throws a {@link SourceError} when it is neither.
 */
export function parseAnnouncements(xml: string): Announcements {
  const root = parseXml('arXiv', xml);
  const channel = root.name === 'rss' ? childOf(root, 'channel') : root;
  if (channel === null || !['channel', 'feed'].includes(channel.name)) {
    throw new SourceError('arXiv gave XML that is no feed of announcements.');
  }
  const items = [...childrenOf(channel, 'item'), ...childrenOf(channel, 'entry')];
  const dates = [channel, ...items].map(dateOf);
  return {
    day:
      writtenDate(textIn(channel, 'pubDate')) ??
      dates.find((date) => date !== null) ??
      writtenDate(textIn(channel, 'updated')),
    items: items.map(readItem),
  };
}

/** A date of publication: that of an announcement, so it is the paper's own only where that is new. */
function dateOf(element: XmlElement): string | null {
  return writtenDate(textIn(element, 'pubDate') ?? textIn(element, 'published'));
}

function readItem(item: XmlElement): Announcement {
  const type = textIn(item, 'announce_type') ?? 'new';
  const guid = textIn(item, 'guid') ?? textIn(item, 'id') ?? textIn(item, 'link');
  const id = parseArxivId((guid ?? '').replace(/^oai:arXiv\.org:/i, ''));
  const fields = {
    title: textIn(item, 'title') ?? '',
    abstract: abstractIn(textIn(item, 'description') ?? textIn(item, 'summary') ?? ''),
    authors: textsIn(item, 'creator').flatMap(arxivAuthors),
    published: type === 'new' ? dateOf(item) : id === null ? null : monthOfId(id.id),
    categories: categoriesOf(item),
  };
  return { isNews: !type.startsWith('replace'), record: arxivRecord(guid, fields, item) };
}

/** `arXiv:2609.26811v1 Announce Type: new \nAbstract: Local learning …` */
function abstractIn(description: string): string {
  return description.replace(/^\s*arXiv:\S+\s+Announce Type:\s*\S+\s*(?:Abstract:\s*)?/i, '').trim();
}

/** RSS writes them as text, Atom as an attribute. */
function categoriesOf(item: XmlElement): readonly string[] {
  return childrenOf(item, 'category').map(({ attributes, text }) => attributes['term'] ?? text.trim());
}
