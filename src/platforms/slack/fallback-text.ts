import { clampText } from '../../cards/clamp-spans.ts';
import { cleanText } from '../../cards/clean-text.ts';
import { escape, quiet } from './text.ts';

/** Cleaning takes little away: what lies far behind the limit is not even looked at. */
const lookahead = 8;

/** Cleaned and escaped as it is sent, and no word in it calls people. */
export function wholeText(text: string): string {
  return quiet(escape(cleanText(text).trim()));
}

/**
 * A reading for the top-level `text` of a message, which notifications and screen readers use: escaped, and no word
 * in it calls people. At most `max` long as it is sent; ends in `…` when something is missing.
 */
export function fallbackText(text: string, max: number): string {
  const clean = cleanText(text.slice(0, max * lookahead)).trim();
  let room = max;
  let shown = quiet(escape(clampText(clean, room)));
  // How much escapes add depends on what is kept, so this comes nearer from above.
  while (shown.length > max) {
    room = Math.min(room - 1, Math.floor((room * max) / shown.length));
    shown = quiet(escape(clampText(clean, room)));
  }
  return shown;
}
