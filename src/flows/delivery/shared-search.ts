import type { SearchIndex, SearchResult } from '../../search/search-index.ts';

/** A page holds some hundred hits; this many pages are a few megabytes. */
const MAX_PAGES = 256;

/**
 * The search of an index for the length of one tick: at nine o'clock a thousand channels ask for the same few topics, and
 * each is looked up once. The oldest answers are given up first.
 */
export function sharedSearch(index: Pick<SearchIndex, 'search'>): Pick<SearchIndex, 'search'> {
  const pages = new Map<string, Promise<SearchResult>>();
  return {
    search(query, page) {
      const key = JSON.stringify([query, page]);
      const known = pages.get(key);
      if (known !== undefined) return known;
      const found = index.search(query, page);
      pages.set(key, found);
      const [oldest] = pages.keys();
      if (pages.size > MAX_PAGES && oldest !== undefined) pages.delete(oldest);
      return found;
    },
  };
}
