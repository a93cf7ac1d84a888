import { arxivIdOf, parseArxivId } from '../paper/arxiv-id.ts';
import type { Paper } from '../paper/paper.ts';
import { atomError, parseAtomPage } from './arxiv-atom.ts';
import type { AtomPage } from './arxiv-atom.ts';
import { arxivPaper } from './arxiv-record.ts';
import type { ArxivRecord } from './arxiv-record.ts';
import { plusDays } from './days.ts';
import type { Http } from './http.ts';
import type { SourceClock } from './source-clock.ts';
import { SourceError } from './source-error.ts';

export type ArxivApi = {
  /**
   * The papers with these ids or links, each in its newest version, whatever version was named. Ids that arXiv does not
   * know are not among them, nor is what is no id.
   */
  byIds(ids: readonly string[], signal: AbortSignal): Promise<readonly Paper[]>;
  /** The paper that a text names by an id or link of arXiv; null when arXiv has none, or the text is no such name. */
  lookUp(text: string, signal: AbortSignal): Promise<Paper | null>;
  /** What was submitted on one day (UTC) in any of these categories, page by page, oldest first. */
  submittedOn(day: string, categories: readonly string[], signal: AbortSignal): AsyncIterable<readonly ArxivRecord[]>;
};

export type ArxivApiOptions = { readonly http: Http; readonly url: URL; readonly clock: SourceClock };

/** Small pages come sooner and fail less; arXiv allows 2,000: https://info.arxiv.org/help/api/user-manual.html */
const PAGE = 500;
/** As many ids make a URL that every proxy takes. */
const IDS_A_PAGE = 100;
/** Now and then the API gives an empty page in the middle of a list; the same page again is then full. */
const EMPTY_TRIES = 3;

/** arXiv's API, https://info.arxiv.org/help/api. Every call may reject with a {@link SourceError}. */
export function createArxivApi({ http, url, clock }: ArxivApiOptions): ArxivApi {
  const ask = async (parameters: Readonly<Record<string, string>>, signal: AbortSignal): Promise<AtomPage> => {
    const target = new URL(url);
    target.search = new URLSearchParams(parameters).toString();
    const answer = await http({ url: target, format: 'xml' }, signal).catch((error: unknown) => {
      throw inItsWords(error);
    });
    return answer.kind === 'text' ? parseAtomPage(answer.text) : { total: 0, records: [] };
  };

  const byIds: ArxivApi['byIds'] = async (texts, signal) => {
    const ids = [...new Set(texts.flatMap((text) => parseArxivId(arxivIdOf(text) ?? text)?.id ?? []))];
    const papers: Paper[] = [];
    for (let at = 0; at < ids.length; at += IDS_A_PAGE) {
      const some = ids.slice(at, at + IDS_A_PAGE);
      const page = await ask({ id_list: some.join(','), max_results: String(some.length) }, signal);
      papers.push(
        ...page.records.flatMap((record) => (record.kind === 'paper' ? [arxivPaper(record, clock.now())] : [])),
      );
    }
    return papers;
  };

  async function* submittedOn(
    day: string,
    categories: readonly string[],
    signal: AbortSignal,
  ): AsyncGenerator<readonly ArxivRecord[]> {
    const query = {
      search_query: `(${categories.map((category) => `cat:${category}`).join(' OR ')}) AND submittedDate:[${minute(day)} TO ${minute(plusDays(day, 1))}]`,
      sortBy: 'submittedDate',
      sortOrder: 'ascending',
      max_results: String(PAGE),
    };
    let empty = 0;
    for (let start = 0; ;) {
      const { total, records } = await ask({ ...query, start: String(start) }, signal);
      if (records.length > 0) yield records;
      start += records.length;
      if (start >= total) return;
      empty = records.length === 0 ? empty + 1 : 0;
      if (empty === EMPTY_TRIES) {
        const message = `arXiv gave only ${start} of the ${total} papers of ${day}. The next run tries again.`;
        throw new SourceError(message, { failure: { kind: 'unreachable' } });
      }
    }
  }

  return {
    byIds,
    submittedOn,
    async lookUp(text, signal) {
      const [paper] = await byIds([text], signal);
      return paper ?? null;
    },
  };
}

/** `202611240000`, in GMT. */
function minute(day: string): string {
  return `${day.replaceAll('-', '')}0000`;
}

/** An error has status 400 and says why in the body. */
function inItsWords(error: unknown): unknown {
  if (!(error instanceof SourceError) || error.failure.kind !== 'refused') return error;
  const words = atomError(error.failure.body);
  return words === null ? error : new SourceError(words, { cause: error, failure: error.failure });
}
