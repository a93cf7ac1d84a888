/**
 * A text without the line breaks that only a width made: what is left are those between paragraphs (`\n\n`) and before the
 * items of a list (`\n`). No line begins or ends with a space, and none has two together.
 */
export function unwrapped(text: string): string {
  if (!text.includes('\n')) return tidy(text);
  const lines = text.split('\n');
  const [first = '', ...others] = lines;
  const kinds = { items: lines.filter((line) => ITEM.test(line)).length > 1, indents: indentsMean(others) };
  const out = [tidy(first)];
  let last = tidy(first);
  for (const line of others) {
    const words = tidy(line);
    if (words === '') {
      if (last !== '') out.push('\n\n');
    } else out.push(last === '' ? '' : breakBefore(line, last, kinds), words);
    last = words;
  }
  return out.join('').trim();
}

/** `• a`, `- a`, `* a`; one alone may be a dash that came to stand at the beginning of a line. */
const ITEM = /^ *[-*•] /;

function breakBefore(
  line: string,
  before: string,
  kinds: { readonly items: boolean; readonly indents: boolean },
): string {
  if (line.trimStart().startsWith('• ') || (kinds.items && ITEM.test(line))) return '\n';
  const isParagraph = kinds.indents && /^ +[\p{Lu}\p{N}(]/u.test(line) && /[.!?:]$/.test(before);
  return isParagraph ? '\n\n' : ' ';
}

/** arXiv begins a paragraph with an indent; where every line has one it means nothing. */
function indentsMean(lines: readonly string[]): boolean {
  return lines.some((line) => line !== '' && !line.startsWith(' ')) || !lines.some((line) => /^ +\p{Ll}/u.test(line));
}

function tidy(line: string): string {
  return (line.includes('  ') ? line.replaceAll(/ {2,}/g, ' ') : line).trim();
}
