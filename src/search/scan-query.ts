/** One piece of a query, before anybody decides what it means. Offsets are in UTF-16 units. */
export type Piece = {
  readonly at: number;
  readonly length: number;
  /**
   * What it is written behind. `minus`: a hyphen (`-word`), which means: not this. `hyphen`: one that means nothing.
   * `long`: a dash that a minus may have become, by the phone or by the finger (`–word`, `--word`).
   */
  readonly dash: 'minus' | 'hyphen' | 'long' | null;
  /** What stands before the colon, in lower case, when it is the name of an operator; else null. */
  readonly operator: Operator | null;
  /** The name of the operator as typed. */
  readonly head: string;
  /** The word, the text between the quotes, or the value. */
  readonly value: string;
  readonly quoted: boolean;
  /** Quoted, but the quotation is never closed. */
  readonly open: boolean;
  /** There is a space between the colon and the value (`year: 2024`). */
  readonly apart: boolean;
};

export type Operator = 'ti' | 'au' | 'abs' | 'cat' | 'id' | 'after' | 'before' | 'year' | 'min' | 'sort';

const operators: ReadonlyMap<string, Operator> = new Map([
  ['ti', 'ti'],
  ['title', 'ti'],
  ['au', 'au'],
  ['author', 'au'],
  ['abs', 'abs'],
  ['abstract', 'abs'],
  ['cat', 'cat'],
  ['category', 'cat'],
  ['id', 'id'],
  ['after', 'after'],
  ['before', 'before'],
  ['year', 'year'],
  ['min', 'min'],
  ['sort', 'sort'],
]);

// Straight, curly, low, angle, full-width and corner quotes. Any of them closes what any of them opened: phones and
// languages mix them. An apostrophe is none.
const quotes = '"“”„‟«»＂「」『』〝〞';
const quotePattern = new RegExp(`[${quotes}]`, 'g');
const opening = new RegExp(`[${quotes}]`);
const spacePattern = /[\s\u200b\ufeff]/;
const endPattern = /[\s\u200b\ufeff]|$/g;
const minusPattern = /[-\u2212\uff0d]/;
const longDash = /(?:[-\u2212\uff0d]{2}|[–—])(?=[\p{L}\p{N}])/uy;
/** `5`, `0.3`, `1e-5`, `2024-01`; not `3d` or `4-bit`. */
const numberPattern = /[\d.,]+(?:e[-+\u2212]?\d+)?(?!\p{L}|\p{N}|-\p{L})/iuy;
const headPattern = /([\p{L}]{2,8})[:：]/uy;

/** Cuts a query into pieces, left to right. Linear in its length. */
export function scanQuery(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    if (spacePattern.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const piece = readPieceAt(text, at);
    if (piece.value !== '' || piece.operator !== null) pieces.push(piece);
    at = piece.at + piece.length;
  }
  return pieces;
}

function readPieceAt(text: string, start: number): Piece {
  let at = start;
  // `(see "weight decay")`: brackets before a quotation or an operator are no part of it.
  while (/[([{<]/.test(text[at] ?? '')) at += 1;
  const dash = dashAt(text, at);
  if (dash === 'minus') at += 1;
  const operator = operatorAt(text, at);
  if (operator !== null) at = operator.end;
  let apart = false;
  if (operator !== null && /^ \S/.test(text.slice(at, at + 2))) {
    apart = true;
    at += 1;
  }
  const common = { at: start, dash, operator: operator?.name ?? null, head: operator?.head ?? '', apart };
  if (opening.test(text[at] ?? '')) return { ...common, ...readQuotation(text, start, at) };
  const end = indexOf(endPattern, text, at);
  return {
    ...common,
    length: Math.max(end, start + 1) - start,
    value: text.slice(at, end),
    quoted: false,
    open: false,
  };
}

/** A hyphen right before a word or a quotation is a minus. A lone hyphen and that of a negative number are none. */
function dashAt(text: string, at: number): 'minus' | 'long' | null {
  if (!/^$|[\s([{<]/.test(text[at - 1] ?? '')) return null;
  if (matches(longDash, text, at)) return 'long';
  if (!minusPattern.test(text[at] ?? '')) return null;
  const next = text.slice(at + 1, at + 3);
  if (/^\p{L}/u.test(next) || opening.test(next[0] ?? '')) return 'minus';
  return /^\d/.test(next) && !matches(numberPattern, text, at + 1) ? 'minus' : null;
}

type Head = { readonly name: Operator; readonly head: string; readonly end: number };

function operatorAt(text: string, at: number): Head | null {
  headPattern.lastIndex = at;
  const match = headPattern.exec(text);
  const head = match?.[1] ?? '';
  const typed = head.normalize('NFKC').toLowerCase();
  const name = operators.get(typed);
  if (match === null || name === undefined) return null;
  const end = at + match[0].length;
  // A pasted `Title: Attention is all …` is prose; only the short names may stand apart from their value.
  if (typed !== name && /^$|\s/.test(text[end] ?? '')) return null;
  return { name, head, end };
}

function readQuotation(text: string, start: number, at: number): Pick<Piece, 'length' | 'value' | 'quoted' | 'open'> {
  const close = indexOf(quotePattern, text, at + 1);
  const open = close >= text.length;
  return {
    length: (open ? text.length : close + 1) - start,
    value: text.slice(at + 1, close).trim(),
    quoted: true,
    open,
  };
}

/** Whether a pattern occurs right there. The pattern must be sticky. */
function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Where a pattern occurs next, or the end of the text. The pattern must be global. */
function indexOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  pattern.lastIndex = 0;
  return found === null ? text.length : found.index;
}
