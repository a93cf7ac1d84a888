import type { PaperId } from '../paper/paper.ts';
import { spanOf } from './entry.ts';
import type { Entry } from './entry.ts';
import type { Suggestion } from './search-index.ts';
import { analyse, isStopWord, untex } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** More words than this are no longer a title that somebody remembers. */
const maxWords = 12;
/** Nobody types more before a completion. */
const maxLength = 300;

/**
 * Ways to go on: words of the corpus that begin with the last word of the text (the most frequent first), then titles
 * that have all its words, the last one half-typed. With several words the titles come first, because they say more.
 */
export function suggestFrom(
  { entries, vocabulary }: { readonly entries: ReadonlyMap<PaperId, Entry>; readonly vocabulary: Vocabulary },
  text: string,
  limit: number,
): readonly Suggestion[] {
  const surfaces = analyse(untex(text.slice(-maxLength))).tokens.map((token) => token.surface);
  const typed = surfaces.slice(-maxWords);
  const last = typed.at(-1);
  if (last === undefined || limit <= 0) return [];
  const finished = !/[\p{L}\p{N}\p{M}]$/u.test(text);
  const begins = (surface: string): boolean => (finished ? surface === last : surface.startsWith(last));
  const words = finished ? [] : wordsThat(begins, last, vocabulary, limit);
  const titles = titlesWith(typed.slice(0, -1), begins, entries, vocabulary, limit);
  if (typed.length > 1) return [...titles, ...words].slice(0, limit);
  const few = words.slice(0, Math.max(Math.ceil(limit / 2), limit - titles.length));
  return [...few, ...titles].slice(0, limit);
}

function wordsThat(
  begins: (surface: string) => boolean,
  typed: string,
  vocabulary: Vocabulary,
  limit: number,
): readonly Suggestion[] {
  const found: { readonly surface: string; readonly occurrences: number }[] = [];
  for (const word of vocabulary.words()) {
    if (word.surface.length > typed.length && begins(word.surface) && !isStopWord(word.surface)) found.push(word);
  }
  return found
    .toSorted((a, b) => b.occurrences - a.occurrences || (a.surface < b.surface ? -1 : 1))
    .slice(0, limit)
    .map(({ surface }) => ({ kind: 'word', text: surface }));
}

function titlesWith(
  full: readonly string[],
  begins: (surface: string) => boolean,
  entries: ReadonlyMap<PaperId, Entry>,
  vocabulary: Vocabulary,
  limit: number,
): readonly Suggestion[] {
  const ids = full.map((surface) => vocabulary.find(surface));
  if (ids.includes(undefined)) return [];
  const found: { readonly entry: Entry; readonly inOrder: boolean }[] = [];
  for (const entry of entries.values()) {
    const title = entry.tokens.subarray(0, spanOf(entry, 'title').to);
    if (!ids.every((id) => id !== undefined && title.includes(id))) continue;
    const at = title.findIndex((id) => begins(vocabulary.surface(id)));
    if (at < 0) continue;
    const inOrder =
      begins(vocabulary.surface(title[full.length] ?? 0)) && ids.every((id, place) => title[place] === id);
    found.push({ entry, inOrder });
  }
  return found
    .toSorted((a, b) => Number(b.inOrder) - Number(a.inOrder) || rank(a.entry, b.entry))
    .slice(0, limit)
    .map(({ entry }) => ({ kind: 'title', text: entry.title.replaceAll(/\s+/g, ' ').trim(), id: entry.id }));
}

/** More votes, then newer, then by id. */
function rank(a: Entry, b: Entry): number {
  if (a.upvotes !== b.upvotes) return b.upvotes - a.upvotes;
  if (a.published !== b.published) return a.published < b.published ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}
