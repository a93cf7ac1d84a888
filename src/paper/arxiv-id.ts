import type { PaperId } from './paper-id.ts';

/** An arXiv id without its version, in canonical form (`2401.01234`, `hep-th/9901001`), and the version or null. */
export type ArxivId = { readonly id: string; readonly version: number | null };

// The archives that gave out ids of the old kind (1991-07 to 2007-03): https://arxiv.org/archive and the archives that
// were later folded into them, as listed in https://info.arxiv.org/help/arxiv_identifier.html.
const archives = [
  'acc-phys',
  'adap-org',
  'alg-geom',
  'ao-sci',
  'astro-ph',
  'atom-ph',
  'bayes-an',
  'chao-dyn',
  'chem-ph',
  'cmp-lg',
  'comp-gas',
  'cond-mat',
  'cs',
  'dg-ga',
  'funct-an',
  'gr-qc',
  'hep-ex',
  'hep-lat',
  'hep-ph',
  'hep-th',
  'math-ph',
  'math',
  'mtrl-th',
  'nlin',
  'nucl-ex',
  'nucl-th',
  'patt-sol',
  'physics',
  'plasm-ph',
  'q-alg',
  'q-bio',
  'quant-ph',
  'solv-int',
  'supr-con',
];

// Every repetition is bounded, so that both patterns take linear time on any text.
const bareId = String.raw`(?:(\d{4}\.\d{4,5})|(${archives.join('|')})(?:\.[a-z][a-z-]{1,9})?(?:/|%2f)(\d{7}))(?:v(\d{1,3}))?`;
const hosts = [
  String.raw`(?:[a-z]{2,6}\.)?arxiv\.org/(?:abs|pdf|html|format|ps|src|e-print)/`,
  String.raw`(?:www\.)?(?:huggingface|hf)\.co/papers/`,
  String.raw`(?:www\.)?alphaxiv\.org/(?:abs|pdf|html|overview)/`,
  String.raw`(?:www\.)?ar5iv\.org/(?:abs|html)/`,
  String.raw`ar5iv\.labs\.arxiv\.org/html/`,
  String.raw`(?:dx\.)?doi\.org/10\.48550/arxiv\.`,
];
const prefix = String.raw`(?:(?:https?://)?(?:${hosts.join('|')})|(?:doi:\s?)?10\.48550/arxiv\.|arxiv:\s?)`;

const wholeText = new RegExp(String.raw`^${prefix}?${bareId}(?:\.pdf)?/?(?:[?#]\S{0,2000})?$`, 'i');
const anywhere = new RegExp(
  String.raw`(?:(?<![\w.])${prefix}|(?<![\w./:@%=-]))${bareId}(?:\.pdf(?!\w))?(?!\w|\.\w|[/-]\d)`,
  'gi',
);

const opening = new Set('<([{"\'`“‘«');
const closing = new Set('>)]}"\'`”’».,;:!?…');

/**
 * The arXiv id that the whole text is: an id of the old or the new kind, with or without `arXiv:` and a version, or a
 * link to it on arXiv, Hugging Face, alphaXiv, ar5iv or the DOI resolver. Quotes, brackets and punctuation around it are
 * no part of it. Null for anything else, also for an id that arXiv cannot have given (month 13, four digits after 2014).
 */
export function parseArxivId(text: string): ArxivId | null {
  const bare = unwrap(text);
  // Longer than any link with its query; spares the pattern the work.
  if (bare.length > 2300) return null;
  const match = wholeText.exec(bare);
  return match === null ? null : fromMatch(match);
}

/** Every arXiv id in a text, in order, each id and version once. Linear in the length of the text. */
export function findArxivIds(text: string): readonly ArxivId[] {
  const found = new Map<string, ArxivId>();
  for (const match of text.matchAll(anywhere)) {
    const arxiv = fromMatch(match);
    if (arxiv !== null) found.set(`${arxiv.id}v${arxiv.version ?? ''}`, arxiv);
  }
  return [...found.values()];
}

/** The page of a paper on arXiv, always of its latest version. `id` with or without the scheme `arxiv:`. */
export function arxivUrl(id: string): string {
  return `https://arxiv.org/abs/${withoutScheme(id)}`;
}

/** The PDF of a paper on arXiv, always of its latest version. `id` with or without the scheme `arxiv:`. */
export function arxivPdfUrl(id: string): string {
  return `https://arxiv.org/pdf/${withoutScheme(id)}`;
}

/** The arXiv id in a canonical paper id (`arxiv:2401.01234` → `2401.01234`), or null when it has none. */
export function arxivIdOf(id: PaperId): string | null {
  return id.startsWith('arxiv:') ? id.slice('arxiv:'.length) : null;
}

/**
 * The canonical id of the paper that the whole text names: an arXiv id or link, or an id that Paperboy itself wrote for a
 * paper that is not on arXiv (`title:0123456789abcdef`, `jsonl:cran-12`). Null for anything else: other words with a
 * colon are a query.
 */
export function paperIdFromText(text: string): PaperId | null {
  const arxiv = parseArxivId(text);
  if (arxiv !== null) return `arxiv:${arxiv.id}`;
  const own = text.trim();
  return /^(?:title:[0-9a-f]{16}|jsonl:\S{1,900})$/.test(own) ? own : null;
}

function withoutScheme(id: string): string {
  return arxivIdOf(id) ?? id;
}

function unwrap(text: string): string {
  const trimmed = text.trim();
  let start = 0;
  let end = trimmed.length;
  while (start < end && opening.has(trimmed.charAt(start))) start += 1;
  while (end > start && closing.has(trimmed.charAt(end - 1))) end -= 1;
  return trimmed.slice(start, end);
}

function fromMatch(match: RegExpExecArray): ArxivId | null {
  const [, modern, archive, number, versionText] = match;
  const version = versionText === undefined ? null : Number(versionText);
  if (version === 0) return null;
  if (modern !== undefined) return isModern(modern) ? { id: modern, version } : null;
  if (archive === undefined || number === undefined || !isOld(number)) return null;
  return { id: `${archive.toLowerCase()}/${number}`, version };
}

/** YYMM.NNNN from 2007-04 to 2014-12, YYMM.NNNNN from 2015-01. */
function isModern(id: string): boolean {
  const yearMonth = Number(id.slice(0, 4));
  if (!isMonth(id.slice(2, 4)) || yearMonth < 704) return false;
  return id.length === (yearMonth < 1501 ? 9 : 10);
}

/** YYMMNNN from 1991-07 to 2007-03. */
function isOld(number: string): boolean {
  const yearMonth = Number(number.slice(0, 4));
  return isMonth(number.slice(2, 4)) && (yearMonth >= 9107 || yearMonth <= 703);
}

function isMonth(digits: string): boolean {
  const month = Number(digits);
  return month >= 1 && month <= 12;
}
