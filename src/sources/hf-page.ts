/** A title and an abstract of a saved page, with the line of the title; or a line that is neither. */
export type HfPageRecord =
  | { readonly kind: 'paper'; readonly line: number; readonly title: string; readonly abstract: string }
  | { readonly kind: 'rejected'; readonly line: number; readonly reason: string };

type NumberedLine = { readonly number: number; readonly text: string };

// The longest of 276,002 real titles has 512 characters; real abstracts that were told apart by it begin at 200.
const LONGEST_TITLE = 600;
const SHORTEST_SURE_ABSTRACT = 400;
const LONGEST_SURE_TITLE = 200;

/** What the page says around its papers. A line of it is no title. */
const furniture: readonly RegExp[] = [
  /^get trending papers in your email inbox(?: once a day)?!?$/i,
  /^subscribe$/i,
  /^new$/i,
  /^(?:(?:daily|trending) )?papers\s?(?:new)?\s?(?:by\s?ak(?: and the research community)?)?$/i,
  /^(?:by)?\s?ak(?: and the research community)?$/i,
  /^submitted by .{1,60}$/i,
  /^(?:by|and the research community|upvote|daily|weekly|monthly)$/i,
  // Votes: `12`, `-`, `[-] 1`, `1.2k`.
  /^(?:\[-\]\s?)?(?:-|\d{1,6}|\d{1,3}\.\dk)$/i,
  /^[·•-]?\s?\d{1,5} authors?$/i,
  /^(?:about )?\d{1,2} (?:minute|hour|day|week|month)s? ago$/i,
];

// The day of the list, not the day of the paper, and often without a year: nothing to keep.
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\\.?';
const date = new RegExp(
  `^(?:[·•] ?)?(?:(?:published|submitted)(?: on)?:? )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?(?:${month} \\d{1,2}(?:,? \\d{4})?|\\d{1,2} ${month}(?: \\d{4})?|\\d{4}-\\d{2}-\\d{2})$`,
  'i',
);

// What is glued to the first title where the page loses its line breaks.
const glued: readonly RegExp[] = [
  /^get trending papers in your email inbox(?: once a day)?!\s?/i,
  // `Subscriber churn`, `Subscribe to …` and `Subscribe, or not` are titles.
  /^Subscribe(?![\p{Ll}\s,.:;!?-])/u,
  /^(?:daily papers)?(?:new)?(?=get trending|subscribe)/i,
  /^(?:Daily Papers)?new(?=\p{Lu}|by\s?AK)/u,
  /^by\s?AK(?: and the research community)?(?=\p{Lu})/u,
];

/**
 * The papers of a Hugging Face papers page that was saved as text: a line with a title, then a line with its abstract.
 * Blank lines, the words of the page itself, votes, dates and the marks of a search (`<PRE_TAG>…</POST_TAG>`) are left
 * out; everything else of the texts stays byte for byte. The page names no ids. Pure, and linear in its length.
 */
export function parseHfPage(page: string): readonly HfPageRecord[] {
  const content = contentLines(page);
  const records: HfPageRecord[] = [];
  for (let index = 0; index < content.length;) {
    const [title, abstract, next] = content.slice(index, index + 3);
    if (title === undefined) break;
    const reason = problem(title, abstract, next);
    if (reason !== null || abstract === undefined) {
      records.push({ kind: 'rejected', line: title.number, reason: reason ?? 'a title without an abstract' });
      index += 1;
    } else {
      records.push({ kind: 'paper', line: title.number, title: title.text, abstract: abstract.text });
      index += 2;
    }
  }
  return records;
}

/**
 * Whether a text looks like such a page: the words of the page stand at its beginning, or short and long lines take
 * turns. `text` may be only the beginning of the file.
 */
export function looksLikeHfPage(text: string): boolean {
  const start = text.slice(0, 2000);
  if (/get trending papers in your email inbox|<PRE_TAG>/i.test(start)) return true;
  const content = contentLines(text);
  // The last line may be cut.
  const pairs = Array.from({ length: Math.floor(content.length / 2) }, (_, at) => content.slice(2 * at, 2 * at + 2));
  const fitting = pairs.filter(
    ([title, abstract]) =>
      title !== undefined &&
      abstract !== undefined &&
      title.text.length <= LONGEST_SURE_TITLE &&
      abstract.text.length >= SHORTEST_SURE_ABSTRACT,
  );
  return pairs.length > 0 && fitting.length * 5 >= pairs.length * 4;
}

function problem(
  title: NumberedLine,
  abstract: NumberedLine | undefined,
  next: NumberedLine | undefined,
): string | null {
  if (title.text.length > LONGEST_TITLE) return 'an abstract without a title';
  if (abstract === undefined) return 'a title without an abstract';
  // Two short lines and then a long one: the second is the title of the third.
  const second = abstract.text.length <= LONGEST_SURE_TITLE && (next?.text.length ?? 0) >= SHORTEST_SURE_ABSTRACT;
  return second ? 'a title without an abstract' : null;
}

function contentLines(page: string): readonly NumberedLine[] {
  const lines: NumberedLine[] = [];
  let submitter = false;
  for (const [index, raw] of page.split('\n').entries()) {
    const cleaned = raw.replace(/<\/?(?:PRE|POST)_TAG>/g, '').trim();
    const text = lines.length === 0 ? withoutGlue(cleaned) : cleaned;
    // The name of whoever submitted the paper follows on a line of its own.
    const isFurniture = submitter || furniture.some((pattern) => pattern.test(text)) || date.test(text);
    submitter = text === '' ? submitter : /^submitted by$/i.test(text);
    if (text !== '' && !submitter && !isFurniture) lines.push({ number: index + 1, text });
  }
  return lines;
}

function withoutGlue(text: string): string {
  let rest = text.replace(/^\ufeff/, '');
  for (let length = gluedLength(rest); length > 0; length = gluedLength(rest)) rest = rest.slice(length);
  return rest;
}

function gluedLength(text: string): number {
  return Math.max(...glued.map((pattern) => pattern.exec(text)?.[0].length ?? 0));
}
