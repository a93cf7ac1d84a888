import { arxivIdOf } from './arxiv-id.ts';
import { citationKeys } from './citation-keys.ts';
import type { Paper } from './paper.ts';
import { isOthers, personName } from './person-name.ts';
import { texLiteral, texText } from './tex-text.ts';
import { cleanCharacters } from './text/characters.ts';

/**
 * The papers as BibTeX, an entry each, in order; empty for no papers. UTF-8, with escapes that BibTeX, Biber and the
 * reference managers agree on; a key is the paper's own, the same in every text. All are `@misc`: a paper does not say where it was printed.
 */
export function toBibtex(papers: readonly Paper[]): string {
  const keys = citationKeys(papers);
  return papers.map((paper, index) => bibtexEntry(paper, keys[index] ?? '')).join('\n');
}

/**
 * The papers as RIS, a record each, in order; empty for no papers. UTF-8, lines end with CR LF, one line a value, as in
 * https://en.wikipedia.org/wiki/RIS_(file_format).
 */
export function toRis(papers: readonly Paper[]): string {
  const keys = citationKeys(papers);
  return papers.map((paper, index) => risRecord(paper, keys[index] ?? '')).join('\r\n');
}

type Field = readonly [name: string, value: string | null | undefined];

function bibtexEntry(paper: Paper, key: string): string {
  const arxiv = arxivIdOf(paper.id);
  const [year, month] = (paper.published ?? '').split('-');
  const fields: readonly Field[] = [
    // Twice in braces, so that no style changes the capitals of `GPT-4` or `Bayesian`.
    ['title', paper.title === '' ? null : `{{${texText(titleForTex(paper))}}}`],
    ['author', paper.authors.length === 0 ? null : `{${paper.authors.map(bibtexName).join(' and ')}}`],
    ['year', year === '' ? null : `{${year}}`],
    // A macro of every style, so without braces.
    ['month', month === undefined ? null : MONTHS[Number(month) - 1]],
    ['eprint', arxiv === null ? null : `{${arxiv}}`],
    ['archivePrefix', arxiv === null ? null : '{arXiv}'],
    ['primaryClass', arxiv === null ? null : primaryClass(paper)],
    ['url', paper.url === null ? null : `{${bibtexUrl(paper.url)}}`],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = ${value}`] : []));
  return `@misc{${[key, ...lines].join(',\n')}\n}\n`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** arXiv names the primary category first; what is no category of arXiv is left out. */
function primaryClass(paper: Paper): string | null {
  const [first = ''] = paper.categories;
  return /^[a-z-]{2,10}(?:\.[A-Za-z-]{2,10})?$/.test(first) ? `{${first}}` : null;
}

function bibtexName(text: string): string {
  if (isOthers(text)) return 'others';
  const name = personName(text);
  // Braces keep BibTeX from looking for parts, and an `and` inside from beginning another author.
  if (name.kind === 'literal') return `{${texLiteral(name.name)}}`;
  const parts = [name.family, name.suffix, name.given].filter((part) => part !== null);
  return parts.map(texLiteral).join(', ');
}

/** Addresses are read verbatim, so what would unbalance braces or begin math is percent-encoded instead of escaped. */
function bibtexUrl(url: string): string {
  return url.replace(/[{}\\$]/g, (sign) => encodeURIComponent(sign));
}

function risRecord(paper: Paper, key: string): string {
  const arxiv = arxivIdOf(paper.id);
  const fields: readonly Field[] = [
    // Unpublished work: the type for preprints that all reference managers know.
    ['TY', arxiv === null ? 'GEN' : 'UNPB'],
    ['ID', key],
    ...paper.authors.map((author): Field => ['AU', risName(author)]),
    ['TI', paper.title],
    ['PY', paper.published?.slice(0, 4)],
    ['DA', paper.published === null ? null : risDate(paper.published)],
    ['AB', paper.abstract],
    ...[...paper.categories, ...paper.keywords].map((word): Field => ['KW', word]),
    ['AN', arxiv === null ? null : `arXiv:${arxiv}`],
    ['UR', paper.url],
    ['L1', paper.pdfUrl],
  ];
  const lines = fields.flatMap(([tag, value]) => {
    const line = (value ?? '').replace(/[\s\u0085\u2028\u2029]+/g, ' ').trim();
    return line === '' ? [] : [`${tag}  - ${line}`];
  });
  return [...lines, 'ER  - ', ''].join('\r\n');
}

/** `YYYY/MM/DD/`, where what is not known is empty. */
function risDate(published: string): string {
  const [year = '', month = '', day = ''] = published.split('-');
  return `${year}/${month}/${day}/`;
}

function risName(text: string): string {
  const name = personName(text);
  if (name.kind === 'literal') return name.name;
  return [name.family, name.given, name.suffix].filter((part) => part !== null).join(', ');
}

/** As its author wrote it where that is TeX: a BibTeX title has it too. */
function titleForTex({ title, rawTitle }: Paper): string {
  return rawTitle !== null && /[\\$]/.test(rawTitle) ? cleanCharacters(rawTitle) : title;
}
