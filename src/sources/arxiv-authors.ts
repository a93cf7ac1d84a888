import { splitAuthors } from './split-authors.ts';

/** Belongs to the name before it: `G. David Forney, Jr.` */
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/**
 * The names in arXiv's line of authors: `Bruno Dias (1), P. Coelho (2 and 3) and T. Idiart (1) ((1) IAG, (2) NAT)`. What
 * stands in brackets are affiliations. https://info.arxiv.org/help/prep.html#author
 */
export function arxivAuthors(line: string): readonly string[] {
  const names: string[] = [];
  const parts = splitAuthors(
    withoutBrackets(line.replace(/\s+/g, ' ')).replace(/\bCollaborations?:/gi, (word) => `${word.slice(0, -1)},`),
  );
  for (const part of parts) {
    const name = part
      .replace(/^and\s|,?\s*\bet al\.?$/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    const last = names.length - 1;
    if (SUFFIX.test(name) && last >= 0) names[last] = `${names[last] ?? ''}, ${name}`;
    else if (name !== '') names.push(name);
  }
  return names;
}

/** Without round brackets and what is in them, however deep; one that is never closed is left as it is. */
function withoutBrackets(text: string): string {
  const opened: number[] = [];
  let kept = '';
  for (const sign of text) {
    if (sign === '(') opened.push(kept.length);
    if (sign === ')' && opened.length > 0) kept = kept.slice(0, opened.pop());
    else kept += sign;
  }
  return kept;
}
