import { sentences } from './sentences.ts';
import type { Stretch } from './sentences.ts';
import { analyse, isStopWord, stem } from './terms.ts';

/** A stretch of the abstract, and whether it is one of the words that were searched for. */
export type SnippetPart = { readonly text: string; readonly marked: boolean };

/** About two lines of a card on a phone, three in a terminal of 100 columns. */
const defaultLength = 280;

/**
 * The sentence or two of an abstract that have the most of the words (as a query hit names them), those words marked by
 * stem: `quantize` marks `quantization`. Without any match, the beginning. White space is one space each; cut at words,
 * never inside a grapheme, with … where something was left out. At most `maxLength` UTF-16 units, … included.
 */
export function snippet(abstract: string, words: readonly string[], maxLength = defaultLength): readonly SnippetPart[] {
  const text = abstract.replaceAll(/\s{2,}|[^\S ]/g, ' ').trim();
  if (text === '' || maxLength < 1) return [];
  const marks = findMarks(text, words);
  const window = fit(text, chooseWindow(text, marks, maxLength), marks, maxLength);
  return paint(text, window, marks);
}

type Mark = Stretch & { readonly key: string };

/** Where the words are, without overlaps, in order. */
function findMarks(text: string, words: readonly string[]): readonly Mark[] {
  const wanted = new Set<string>();
  for (const word of words) {
    const { tokens, joined, grams } = analyse(word);
    const telling = tokens.filter((token) => !isStopWord(token.surface));
    const parts = grams.length > 0 ? grams : telling.length > 0 ? telling : tokens;
    for (const { surface } of [...parts, ...joined]) wanted.add(stem(surface));
  }
  if (wanted.size === 0) return [];
  const found: Mark[] = [];
  for (const piece of promising(text, wanted)) {
    const { tokens, joined, grams } = analyse(text.slice(piece.start, piece.end));
    for (const { surface, start, end } of [...tokens, ...joined, ...grams]) {
      const key = stem(surface);
      if (wanted.has(key)) found.push({ start: piece.start + start, end: piece.start + end, key });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const marks: Mark[] = [];
  for (const mark of found) {
    const last = marks.at(-1);
    if (last === undefined || mark.start >= last.end) marks.push(mark);
    else if (mark.end > last.end) marks[marks.length - 1] = { ...last, end: mark.end };
  }
  return marks;
}

/**
 * The pieces between spaces that may have one of the stems, which are few, and no word and no compound has a space in it:
 * those with a word that begins with the same two letters, which no inflection changes (but that of `die`, `lie` and
 * `tie`), and those that are not plain ASCII.
 */
function* promising(text: string, stems: ReadonlySet<string>): Generator<Stretch> {
  const beginnings = new Set([...stems].map((stemmed) => beginningOf(/^[a-z0-9]{0,2}/.exec(stemmed)?.[0] ?? '', 0)));
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    const space = text.indexOf(' ', start);
    end = space < 0 ? text.length : space;
    if (isPromising(text, start, end, beginnings)) yield { start, end };
  }
}

function isPromising(text: string, start: number, end: number, beginnings: ReadonlySet<number>): boolean {
  if (beginnings.has(0)) return true;
  let isInside = false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 || code > 126) return true;
    const letter = letterOf(code);
    if (letter !== 0 && !isInside) {
      const beginning = beginningOf(text, at);
      // One letter alone may be a whole stem.
      if (beginnings.has(beginning) || beginnings.has(letter * 128)) return true;
    }
    isInside = letter !== 0;
  }
  return false;
}

/** The first two letters or figures of the word at `at` as one number; 0 where there is none. */
function beginningOf(text: string, at: number): number {
  return letterOf(text.charCodeAt(at)) * 128 + letterOf(text.charCodeAt(at + 1));
}

/** The code of a letter of ASCII in lower case, or of a figure; 0 for everything else, and behind the end of a text. */
function letterOf(code: number): number {
  if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) return code;
  return code >= 65 && code <= 90 ? code + 32 : 0;
}

/** The sentence with the most different words, with the one after it (else before it) where both fit. */
function chooseWindow(text: string, marks: readonly Mark[], maxLength: number): Stretch {
  const all = sentences(text);
  const keys = keysOf(all, marks);
  let best = 0;
  for (const [place, found] of keys.entries()) if (found.size > (keys[best]?.size ?? 0)) best = place;
  const chosen = all[best] ?? { start: 0, end: text.length };
  const size = keys[best]?.size ?? 0;
  const together = (first: number, second: number): Stretch | null => {
    const [from, to] = [all[first], all[second]];
    if (from === undefined || to === undefined || to.end - from.start > maxLength - 2) return null;
    return { start: from.start, end: to.end };
  };
  const gained = (other: number): number => new Set([...(keys[best] ?? []), ...(keys[other] ?? [])]).size - size;
  const after = together(best, best + 1);
  const before = together(best - 1, best);
  if (before !== null && gained(best - 1) > (after === null ? 0 : gained(best + 1))) return before;
  return after ?? before ?? chosen;
}

/** Which words each sentence has. Both lists are in the order of the text. */
function keysOf(all: readonly Stretch[], marks: readonly Mark[]): readonly ReadonlySet<string>[] {
  let next = 0;
  return all.map(({ end }) => {
    const keys = new Set<string>();
    for (let mark = marks[next]; mark !== undefined && mark.start < end; mark = marks[next]) {
      keys.add(mark.key);
      next += 1;
    }
    return keys;
  });
}

/** Cuts a stretch that is too long around its words; keeps room for … on the sides that are cut. */
function fit(text: string, { start, end }: Stretch, marks: readonly Mark[], maxLength: number): Stretch {
  if (end - start + ellipses(text, start, end) <= maxLength) return { start, end };
  // No room for … on both sides.
  if (maxLength < 16) return { start: 0, end: wordEnd(text, 0, maxLength - 1, text.length) };
  const first = marks.find((mark) => mark.start >= start && mark.start < end);
  // A little of what comes before the first word, so that it can be understood.
  const lead = first === undefined ? 0 : Math.min(first.start - start, Math.max(0, Math.floor(maxLength / 4)));
  const wanted = first === undefined || first.end - start < maxLength - 2 ? start : first.start - lead;
  const from = wordStart(text, wanted, first?.start ?? end);
  const room = Math.max(0, maxLength - (from > 0 ? 1 : 0) - 1);
  return { start: from, end: wordEnd(text, from, Math.min(end, from + room), end) };
}

function ellipses(text: string, start: number, end: number): number {
  return (start > 0 ? 1 : 0) + (end < text.length ? 1 : 0);
}

/** The first beginning of a word at or after `at`, but not after `limit`. */
function wordStart(text: string, at: number, limit: number): number {
  if (at === 0 || text[at - 1] === ' ') return at;
  const space = text.indexOf(' ', at);
  return space < 0 || space + 1 > limit ? graphemeCut(text, Math.max(0, at - 64), at, limit) : space + 1;
}

/** The last end of a word at or before `at`; without a space in reach, the last end of a grapheme. */
function wordEnd(text: string, from: number, at: number, limit: number): number {
  if (at >= limit || text[at] === ' ') return at;
  const space = text.lastIndexOf(' ', at);
  if (space > from) return space;
  return graphemeCut(text, from, from, at);
}

/** The last grapheme boundary in `from … to`, counted from `origin`, which must be one or well before. */
function graphemeCut(text: string, origin: number, from: number, to: number): number {
  let cut = from;
  for (const { index, segment } of new Intl.Segmenter('en').segment(text.slice(origin, to + 64))) {
    const end = origin + index + segment.length;
    if (end > to) break;
    cut = Math.max(cut, end);
  }
  return cut;
}

function paint(text: string, { start, end }: Stretch, marks: readonly Mark[]): readonly SnippetPart[] {
  const parts: SnippetPart[] = [];
  const add = (from: number, to: number, marked: boolean): void => {
    if (to > from) parts.push({ text: text.slice(from, to), marked });
  };
  if (start > 0) parts.push({ text: '…', marked: false });
  let at = start;
  for (const mark of marks) {
    if (mark.start < at || mark.end > end) continue;
    add(at, mark.start, false);
    add(mark.start, mark.end, true);
    at = mark.end;
  }
  add(at, end, false);
  if (end < text.length) parts.push({ text: '…', marked: false });
  return parts;
}
