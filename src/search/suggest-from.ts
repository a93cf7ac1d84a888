import { isBefore } from './core/best.ts';
import { inTitle, slotOf } from './core/postings.ts';
import type { Shelf } from './core/shelf.ts';
import { endOf, startOf } from './paper-text.ts';
import type { Suggestion } from './search-index.ts';
import { analyse, isStopWord, untex } from './terms.ts';

/** More words than this are no longer a title that somebody remembers. */
const maxWords = 12;
/** Nobody types more before a completion. */
const maxLength = 300;
/** As many words as may complete a lone half-typed one; of a short beginning the rarer ones are left out. */
const maxCompletions = 200;

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
  const full = typed.slice(0, -1);
  const begins = (id: number): boolean => {
    const surface = shelf.vocabulary.surface(id);
    return finished ? surface === last : surface.startsWith(last);
  };
  const possible = finished ? [shelf.vocabulary.find(last) ?? 0] : frequent(shelf, last);
  const words = finished ? [] : wordsAmong(possible, last, shelf, limit);
  const titles = titlesWith(full, begins, possible, shelf, limit);
  if (full.length > 0) return [...titles, ...words].slice(0, limit);
  const few = words.slice(0, Math.max(Math.ceil(limit / 2), limit - titles.length));
  return [...few, ...titles].slice(0, limit);
}

/** The most frequent words that begin so, in that order. */
function frequent({ vocabulary }: Shelf, begin: string): readonly number[] {
  return vocabulary
    .beginning(begin)
    .map((id) => ({ id, surface: vocabulary.surface(id), occurrences: vocabulary.occurrences(id) }))
    .filter(({ occurrences }) => occurrences > 0)
    .toSorted((a, b) => b.occurrences - a.occurrences || (a.surface < b.surface ? -1 : 1))
    .slice(0, maxCompletions)
    .map(({ id }) => id);
}

function wordsAmong(
  possible: readonly number[],
  typed: string,
  { vocabulary }: Shelf,
  limit: number,
): readonly Suggestion[] {
  return possible
    .map((id) => vocabulary.surface(id))
    .filter((surface) => surface.length > typed.length && !isStopWord(surface))
    .slice(0, limit)
    .map((text) => ({ kind: 'word', text }));
}

type Title = { readonly slot: number; readonly inOrder: boolean };

function titlesWith(
  full: readonly string[],
  begins: (id: number) => boolean,
  possible: readonly number[],
  shelf: Shelf,
  limit: number,
): readonly Suggestion[] {
  const ids = full.map((surface) => shelf.vocabulary.find(surface));
  if (ids.includes(undefined)) return [];
  const { columns, tokens } = shelf;
  const found: Title[] = [];
  for (const slot of titlesThatMay(shelf, full.length > 0 ? ids : possible, full.length === 0)) {
    const text = tokens.readFirst(slot, 2);
    const title = text.tokens.subarray(startOf(text, 'title'), endOf(text, 'title'));
    if (!ids.every((id) => id !== undefined && title.includes(id))) continue;
    if (!title.some((id) => begins(id))) continue;
    const inOrder = begins(title[full.length] ?? 0) && ids.every((id, place) => title[place] === id);
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

/** Papers whose titles have the stems of all of the words, or of any; perhaps some others. */
function titlesThatMay(shelf: Shelf, words: readonly (number | undefined)[], any: boolean): readonly number[] {
  const { columns, vocabulary, telling, silent } = shelf;
  const levels = new Uint8Array(columns.slots);
  const stems = [...new Set(words.map((id) => vocabulary.stemOf(id ?? 0)))];
  for (const [place, stem] of stems.entries()) {
    const needed = any ? 0 : place;
    for (const postings of [telling, silent]) {
      const { array, from, to } = postings.row(stem);
      for (let at = from; at < to; at += 1) {
        const posting = array[at] ?? 0;
        if (inTitle(posting) > 0 && levels[slotOf(posting)] === needed) levels[slotOf(posting)] = needed + 1;
      }
    }
  }
  const found: number[] = [];
  const wanted = any ? 1 : stems.length;
  for (const [slot, level] of levels.entries()) if (level === wanted && columns.gone[slot] === 0) found.push(slot);
  return found;
}
