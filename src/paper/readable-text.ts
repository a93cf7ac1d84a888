import { cleanCharacters } from './text/characters.ts';
import { withoutHtml } from './text/html.ts';
import { unwrapped } from './text/lines.ts';
import { typeset } from './text/prose.ts';
import { texToText } from './text/tex.ts';

/**
 * The text of a source as people read it: clean plain text in normal form C, with simple TeX and what is left of HTML as
 * Unicode, `\n\n` between paragraphs and `\n` before the items of a list. What it does not know stays as it is written.
 *
 * Pure; linear in the length; at most three times as long (in UTF-16 units) as what came in; and idempotent: a text that does not come to
 * rest in {@link MOST_ROUNDS} rounds, as nobody writes, loses only what no text may hold.
 */
export function readableText(source: string): string {
  let text = source;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = unwrapped(typeset(texToText(withoutHtml(cleanCharacters(text)))));
    if (next === text) return text;
    text = next;
  }
  return unwrapped(cleanCharacters(source));
}

/** {@link readableText} in one line: a title, a name. */
export function readableLine(source: string): string {
  return readableText(source.replaceAll(/\s+/g, ' ')).replaceAll(/\s+/g, ' ');
}

/** What was escaped once more on its way needs a second round, and the last one sees that nothing is left. */
const MOST_ROUNDS = 5;
