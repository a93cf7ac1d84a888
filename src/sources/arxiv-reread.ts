import { parseAnnouncements } from './arxiv-announcements.ts';
import { parseAtomPage } from './arxiv-atom.ts';
import { parseHarvest } from './arxiv-harvest.ts';
import type { HarvestItem } from './arxiv-harvest.ts';
import { SUBMITTED_BEFORE_DAYS } from './arxiv-history.ts';
import type { ArxivRecord } from './arxiv-record.ts';
import { plusDays } from './days.ts';
import { SourceError } from './source-error.ts';
import { isCut } from './source.ts';
import { parseXml } from './xml.ts';

/**
 * A record of arXiv that was rejected, read again from its excerpt, whatever list it stood in. Null when the excerpt is not
 * enough, or when it would only be news of a paper that is known: a new version comes again by itself.
 */
export function rereadArxiv(excerpt: string): ArxivRecord | null {
  if (isCut(excerpt)) return null;
  try {
    return read(excerpt);
  } catch (error) {
    if (error instanceof SourceError) return null;
    throw error;
  }
}

function read(xml: string): ArxivRecord | null {
  const { name, children } = parseXml('arXiv', xml);
  if (name === 'record') {
    const harvest = parseHarvest(xml);
    const [item] = harvest.kind === 'records' ? harvest.items : [];
    return item === undefined ? null : harvested(item);
  }
  const isAnnounced = name === 'item' || children.some((child) => child.name === 'announce_type');
  if (!isAnnounced) return parseAtomPage(`<feed>${xml}</feed>`).records[0] ?? null;
  const [item] = parseAnnouncements(`<feed>${xml}</feed>`).items;
  return item === undefined || (!item.isNews && item.record.kind === 'paper') ? null : item.record;
}

/** What was submitted long before it was changed may be only a new version. */
function harvested({ datestamp, record }: HarvestItem): ArxivRecord | null {
  if (record.kind === 'deleted') return null;
  if (record.kind === 'rejected') return record;
  const submitted = record.fields.published ?? null;
  const isNews = submitted !== null && datestamp !== null && submitted >= plusDays(datestamp, -SUBMITTED_BEFORE_DAYS);
  return isNews ? record : null;
}
