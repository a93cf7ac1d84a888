import { clamp } from '../cards/clamp.ts';
import { line } from '../cards/line.ts';
import type { Offer } from '../cards/with-offer.ts';
import { parseQuery } from '../search/query.ts';
import type { Correction, SearchIndex, SearchResult } from '../search/search-index.ts';

/** A button must be able to say it. */
const MAX_SENTENCE = 1000;

/**
 * The offer to search for what the index suspects was meant, with the papers that have all of it. Null where it suspects
 * nothing, or nothing is gained.
 */
export async function suspected(
  text: string,
  { suspicions, complete }: Pick<SearchResult, 'suspicions' | 'complete'>,
  index: SearchIndex,
): Promise<Offer | null> {
  if (suspicions.length === 0) return null;
  const meant = suspicions.reduce(replaced, text);
  const says = `search ${meant}`;
  if (says.length > MAX_SENTENCE) return null;
  const { complete: papers } = await index.search(parseQuery(meant), { offset: 0, limit: 1 });
  return papers > complete ? { meant: clamp(line(meant), 80), says, papers } : null;
}

/** Letters are all that a suspected word has. */
function replaced(text: string, { from, to }: Correction): string {
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${from}(?![\\p{L}\\p{N}])`, 'gu'), to);
}
