import { parseHarvest } from './arxiv-harvest.ts';
import type { Harvest } from './arxiv-harvest.ts';
import type { Http } from './http.ts';

export type ArxivOai = {
  /** The records of one set that were changed on `from` or later: the first page. */
  first(set: string, from: string, signal: AbortSignal): Promise<Harvest>;
  /** The page after the one that gave the token. Tokens are good until the end of the day. */
  next(token: string, signal: AbortSignal): Promise<Harvest>;
};

/** arXiv's OAI-PMH server, https://info.arxiv.org/help/oa. Every call may reject with a SourceError. */
export function createArxivOai({ http, url }: { readonly http: Http; readonly url: URL }): ArxivOai {
  const ask = async (parameters: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Harvest> => {
    const target = new URL(url);
    // A token comes percent-encoded and is part of its own text: this encodes it once more.
    target.search = new URLSearchParams({ verb: 'ListRecords', ...parameters }).toString();
    const answer = await http({ url: target, format: 'xml' }, signal);
    return answer.kind === 'text' ? parseHarvest(answer.text) : { kind: 'records', items: [], token: null };
  };
  return {
    first: (set, from, signal) => ask({ metadataPrefix: 'arXivRaw', set, from }, signal),
    next: (token, signal) => ask({ resumptionToken: token }, signal),
  };
}

/** Archives that are a part of physics for OAI-PMH, as `verb=ListSets` names them. */
const PHYSICS =
  /^(?:astro-ph|cond-mat|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|nlin|nucl-ex|nucl-th|physics|quant-ph)$/;

/** The set of a category: `cs.AI` → `cs:cs:AI`, `hep-th` → `physics:hep-th`, `astro-ph.CO` → `physics:astro-ph:CO`. */
export function oaiSet(category: string): string {
  const [archive = '', subject] = category.split('.');
  const group = PHYSICS.test(archive) ? 'physics' : archive;
  return [group, archive, ...(subject === undefined ? [] : [subject])].join(':');
}
