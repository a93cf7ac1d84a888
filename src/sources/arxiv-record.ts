import { parseArxivId } from '../paper/arxiv-id.ts';
import { toPaper } from '../paper/paper.ts';
import type { Paper, PaperFields } from '../paper/paper.ts';
import { excerptOf } from './source.ts';
import { xmlText } from './xml.ts';
import type { XmlElement } from './xml.ts';

export const ARXIV = 'arxiv';

/** What a record of arXiv tells of a paper; or why it tells of none. */
export type ArxivRecord =
  | { readonly kind: 'paper'; readonly sourceId: string; readonly fields: PaperFields }
  | { readonly kind: 'rejected'; readonly reason: string; readonly excerpt: string };

/**
 * A record with the id `given`, which may be an address (`http://arxiv.org/abs/hep-ex/0406020v1`) or the name of an item
 * (`oai:arXiv.org:2609.26811v1`).
 */
export function arxivRecord(given: string | null, fields: PaperFields, element: XmlElement): ArxivRecord {
  const rejected = (reason: string): ArxivRecord => ({
    kind: 'rejected',
    reason,
    excerpt: excerptOf(xmlText(element)),
  });
  const arxiv = parseArxivId((given ?? '').replace(/^oai:arXiv\.org:/i, ''));
  if (arxiv === null) return rejected('its id is not one of arXiv');
  if (fields.title === '') return rejected('it has no title');
  const version = fields.version ?? arxiv.version;
  return { kind: 'paper', sourceId: version === null ? arxiv.id : `${arxiv.id}v${version}`, fields };
}

/** The paper of a record, as it was seen now. */
export function arxivPaper(record: Extract<ArxivRecord, { kind: 'paper' }>, at: Date): Paper {
  const { sourceId, fields } = record;
  return toPaper(fields, { source: ARXIV, sourceId, at: at.toISOString() });
}
