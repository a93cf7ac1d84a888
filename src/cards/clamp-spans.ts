import type { Span } from './card.ts';
import { textOf, trimSpans } from './clean-spans.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** As much of `text` as fits in `max` UTF-16 code units, in which platforms count: cut at a word's end where one is near, never inside a grapheme; `…` when cut. */
export function clampText(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = max - 1;
  return room < 0 ? '' : `${text.slice(0, wordEnd(text, room) ?? graphemeEnd(text, room)).trimEnd()}…`;
}

/** {@link clampText} over spans: those that fit stay as they are. */
export function clampSpans(spans: readonly Span[], max: number): readonly Span[] {
  if (textOf(spans).length <= max) return spans;
  const kept: Span[] = [];
  let room = max;
  for (const span of spans) {
    if (span.text.length < room) {
      kept.push(span);
      room -= span.text.length;
      continue;
    }
    const text = clampText(`${span.text} `, room);
    if (text !== '') kept.push({ ...span, text });
    break;
  }
  return kept;
}

/** Spans in pieces of at most `max`: cut at a sentence's end where one is near, else at a word's, else at a grapheme's. */
export function splitSpans(spans: readonly Span[], max: number): readonly (readonly Span[])[] {
  const pieces: Span[][] = [[]];
  let room = max;
  for (const span of spans) {
    let rest = span.text;
    while (rest.length > room) {
      const end = sentenceEnd(rest, room) ?? wordEnd(rest, room) ?? (room === max ? graphemeEnd(rest, room) : 0);
      // A grapheme longer than a whole piece has to break somewhere.
      const cut = end === 0 && room === max ? max : end;
      if (cut > 0) pieces.at(-1)?.push({ ...span, text: rest.slice(0, cut) });
      pieces.push([]);
      rest = rest.slice(cut);
      room = max;
    }
    if (rest !== '') pieces.at(-1)?.push({ ...span, text: rest });
    room -= rest.length;
  }
  return pieces.map((piece) => trimSpans(piece)).filter((piece) => piece.length > 0);
}

function sentenceEnd(text: string, room: number): number | null {
  const ends = [...text.slice(0, room).matchAll(/[.!?。！？](?=\s)|\n/gu)];
  const last = ends.at(-1);
  const end = last === undefined ? 0 : last.index + last[0].length;
  return end > room / 2 ? end : null;
}

function wordEnd(text: string, room: number): number | null {
  const end = Math.max(text.lastIndexOf(' ', room), text.lastIndexOf('\n', room));
  return end > room * 0.6 ? end : null;
}

/** The end of the last whole grapheme in the first `room` code units; 0 when even the first one is longer. */
function graphemeEnd(text: string, room: number): number {
  // A window is enough: a boundary does not depend on what is far before it.
  const from = Math.max(0, room - 256);
  let end = 0;
  for (const { index } of graphemes.segment(text.slice(from, room + 64))) {
    if (from + index > room) break;
    if (index > 0 || from === 0) end = from + index;
  }
  return end;
}
