/** A stretch of a text, in UTF-16 units. */
export type Stretch = { readonly start: number; readonly end: number };

/** What a full stop belongs to without ending a sentence, in lower case. */
const abbreviations = new Set(
  'al approx ca cf dr e.g eg etal i.e ie incl mr mrs ms prof resp st vs viz w.r.t wrt'.split(' '),
);
/** The same, before a number: `Fig. 3`, `No. 5`. */
const numbered = new Set('ch eq eqn eqs fig figs no nos p pp ref refs sec sect vol'.split(' '));
const endPattern = /[.!?]+["'”’»)\]}]*(?=\s|$)|[。！？]+["”’」』）]*/g;

/**
 * The sentences of a text, without the space around them; together they hold all of it but space. Abbreviations (`et al.`, `e.g.`,
 * `vs.`), initials and decimals end none. Linear in the length of the text.
 */
export function sentences(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let start = 0;
  for (const match of text.matchAll(endPattern)) {
    const end = match.index + match[0].length;
    if (!endsSentence(text, start, match.index, end, match[0])) continue;
    addTrimmed(found, text, start, end);
    start = end;
  }
  addTrimmed(found, text, start, text.length);
  return found;
}

function endsSentence(text: string, start: number, at: number, end: number, sign: string): boolean {
  if (!sign.startsWith('.')) return true;
  // A sentence begins with a capital, a figure, a bracket, a quotation, or in a script that has no capitals.
  const next = /^\s*(\S)/u.exec(text.slice(end, end + 20))?.[1] ?? '';
  if (/\p{Ll}/u.test(next)) return false;
  const before = /(\S*)$/.exec(text.slice(Math.max(start, at - 20), at))?.[1] ?? '';
  const word = before.replace(/^[^\p{L}\p{N}]+/u, '');
  const short = word.toLowerCase();
  if (abbreviations.has(short) || /^\p{Lu}$/u.test(word)) return false;
  return !(numbered.has(short) && /^[\d(]/.test(next));
}

function addTrimmed(found: Stretch[], text: string, from: number, to: number): void {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  if (end > start) found.push({ start, end });
}
