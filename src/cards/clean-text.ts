/** Nearly every text is plain ASCII with single spaces, which is clean as it is: one look at it saves nine. */
const doubtful = /[^ -~]| {2}/;

/**
 * Text that is safe to show and to send: well-formed Unicode, `\n` as the only line break, and nothing invisible that
 * could reorder, hide or pad it. Joiners stay: Persian, Indic scripts and emoji are written with them.
 */
export function cleanText(text: string): string {
  if (!doubtful.test(text)) return text;
  return visibleText(text)
    .replaceAll(/ {2,}/gu, ' ')
    .replaceAll(/ ?\n ?/gu, '\n')
    .replaceAll(/\n{3,}/gu, '\n\n');
}

/** {@link cleanText} on one line. */
export function cleanLine(text: string): string {
  const clean = cleanText(text);
  return (doubtful.test(clean) ? clean.replaceAll(/\s+/gu, ' ') : clean).trim();
}

/** Text to copy: every space of a line is part of it, and RIS ends a record with one. Blank lines around it are not. */
export function cleanCode(text: string): string {
  const lines = visibleText(text.replaceAll('\t', '  ')).split('\n');
  const first = lines.findIndex(isFull);
  return first === -1 ? '' : lines.slice(first, lines.findLastIndex(isFull) + 1).join('\n');
}

function isFull(line: string): boolean {
  return line.trim() !== '';
}

/** Every white space but the line break is a space. */
function visibleText(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
      .replaceAll('\t', ' ')
      // Controls, soft hyphen, zero-width space, word joiner, byte order mark, bidirectional overrides, annotations, tags.
      .replaceAll(
        /[\p{Cc}\u00ad\u200b\u2060-\u2064\u2066-\u206f\u202a-\u202e\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu,
        (found) => (found === '\n' ? found : ''),
      )
      // A pile of combining marks paints over its neighbours and makes one endless grapheme.
      .replaceAll(/(\p{M}{8})\p{M}+/gu, '$1')
      .replaceAll(/[^\S\n]/gu, ' ')
  );
}
