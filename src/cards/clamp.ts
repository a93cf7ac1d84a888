/** No letter of any script needs more UTF-16 units than this on average; what does is a stack of marks, and is cut. */
const UNITS_PER_GRAPHEME = 16;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The text in at most `maxGraphemes` user-perceived characters, the ellipsis counted. It is cut between words as long as
 * that keeps at least half of the room; only a longer word is cut inside, and then between graphemes. The time depends on
 * `maxGraphemes`, not on the length of the text.
 */
export function clamp(text: string, maxGraphemes: number): string {
  if (text.length <= maxGraphemes) return text;
  if (maxGraphemes < 1) return '';
  const window = text.slice(0, (maxGraphemes + 1) * UNITS_PER_GRAPHEME);
  let count = 0;
  let room = 0;
  for (const { index } of graphemes.segment(window)) {
    if (count === maxGraphemes - 1) room = index;
    if (count === maxGraphemes) return `${cutBetweenWords(window, room)}…`;
    count += 1;
  }
  if (window.length === text.length) return text;
  return `${cutBetweenWords(window, count < maxGraphemes ? lastBoundary(window) : room)}…`;
}

/** `text` up to `end`, or a little less, so that no word is cut and no space or comma dangles. */
function cutBetweenWords(text: string, end: number): string {
  const kept = text.slice(0, end);
  if (/^\s/u.test(text.slice(end, end + 1))) return trimTail(kept);
  for (let at = kept.length - 1; at >= kept.length / 2; at -= 1) {
    if (/\s/u.test(kept.charAt(at))) return trimTail(kept.slice(0, at));
  }
  return kept;
}

function trimTail(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s,;:–—-]/u.test(text.charAt(end - 1))) end -= 1;
  return end === 0 ? text.trimEnd() : text.slice(0, end);
}

/** Where the last grapheme of the text begins: it may be cut, so it is not kept. */
function lastBoundary(text: string): number {
  let last = 0;
  for (const { index } of graphemes.segment(text)) last = index;
  return last;
}
