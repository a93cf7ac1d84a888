import { isBefore } from './core/best.ts';
import type { Shelf } from './core/shelf.ts';
import { endOf, startOf } from './paper-text.ts';
import type { Suggestion } from './search-index.ts';
import { analyse, isStopWord, untex } from './terms.ts';

/** More words than this are no longer a title that somebody remembers. */
const maxWords = 12;
/** Nobody types more before a completion. */
const maxLength = 300;

/**
 * Ways to go on: words of the corpus that begin with the last word of the text (the most frequent first), then titles
 * that have all its words, the last one half-typed. With several words the titles come first, because they say more.
 */
export function suggestFrom(shelf: Shelf, text: string, limit: number): readonly Suggestion[] {
  const surfaces = analyse(untex(text.slice(-maxLength))).tokens.map((token) => token.surface);
  const typed = surfaces.slice(-maxWords);
  const last = typed.at(-1);
  if (last === undefined || limit <= 0) return [];
  const finished = !/[\p{L}\p{N}\p{M}]$/u.test(text);
  const begins = (surface: string): boolean => (finished ? surface === last : surface.startsWith(last));
  const words = finished ? [] : wordsThat(begins, last, shelf, limit);
  const titles = titlesWith(typed.slice(0, -1), begins, shelf, limit);
  if (typed.length > 1) return [...titles, ...words].slice(0, limit);
  const few = words.slice(0, Math.max(Math.ceil(limit / 2), limit - titles.length));
  return [...few, ...titles].slice(0, limit);
}

function wordsThat(
  begins: (surface: string) => boolean,
  typed: string,
  { vocabulary }: Shelf,
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

type Title = { readonly slot: number; readonly inOrder: boolean };

function titlesWith(
  full: readonly string[],
  begins: (surface: string) => boolean,
  { columns, tokens, vocabulary }: Shelf,
  limit: number,
): readonly Suggestion[] {
  const ids = full.map((surface) => vocabulary.find(surface));
  if (ids.includes(undefined)) return [];
  const found: Title[] = [];
  for (let slot = 0; slot < columns.slots; slot += 1) {
    if (columns.gone[slot] === 1) continue;
    const text = tokens.readFirst(slot, 2);
    const title = text.tokens.subarray(startOf(text, 'title'), endOf(text, 'title'));
    if (!ids.every((id) => id !== undefined && title.includes(id))) continue;
    const at = title.findIndex((id) => begins(vocabulary.surface(id)));
    if (at < 0) continue;
    const inOrder =
      begins(vocabulary.surface(title[full.length] ?? 0)) && ids.every((id, place) => title[place] === id);
    found.push({ slot, inOrder });
  }
  return found
    .toSorted((a, b) => {
      const votes = (columns.upvotes[b.slot] ?? -1) - (columns.upvotes[a.slot] ?? -1);
      return Number(b.inOrder) - Number(a.inOrder) || votes || (isBefore(columns, a.slot, b.slot) ? -1 : 1);
    })
    .slice(0, limit)
    .map(({ slot }) => ({
      kind: 'title',
      text: (columns.titles[slot] ?? '').replaceAll(/\s+/g, ' ').trim(),
      id: columns.ids[slot] ?? '',
    }));
}
