/** A text without what differs between two copies of it: case, kinds of white space, `Abstract:` before it, dots after it. */
export function foldText(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return folded.replace(/^abstract ?[:.—–-] ?/, '').replace(/(?<![ .])[ .]+$/, '');
}
