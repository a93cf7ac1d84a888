import { parseAnnouncements } from './arxiv-announcements.ts';
import type { Announcements } from './arxiv-announcements.ts';
import type { Http } from './http.ts';
import type { Validators } from './read-answer.ts';

export type ArxivFeed = (
  categories: readonly string[],
  known: Validators | null,
  signal: AbortSignal,
) => Promise<({ readonly validators: Validators | null } & Announcements) | null>;

/** So many items at most; a day with more is not whole: https://info.arxiv.org/help/rss_specifications.html */
export const MOST_ANNOUNCED = 2_000;

/**
 * The announcements of the last day in these categories, by one request: `…/rss/cs.AI+cs.LG`. Null when they are those that
 * were given before. Rejects with a SourceError.
 */
export function createArxivFeed({ http, url }: { readonly http: Http; readonly url: URL }): ArxivFeed {
  return async (categories, known, signal) => {
    const target = new URL(`${url.href.replace(/\/$/, '')}/${categories.join('+')}`);
    const answer = await http({ url: target, format: 'xml', known }, signal);
    return answer.kind === 'text' ? { ...parseAnnouncements(answer.text), validators: answer.validators } : null;
  };
}
