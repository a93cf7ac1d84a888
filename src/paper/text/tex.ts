import { blackboard, fraction, isRelation, ROOTS } from './formula.ts';
import { subscript, superscript } from './scripts.ts';
import { accents, functions, looks, mathAccents, prose, spaces, switches } from './tex-commands.ts';
import { symbols } from './tex-symbols.ts';

/**
 * The text with its simple TeX as Unicode: accents, Greek, sub- and superscripts, formulas between dollars, `\emph{…}`.
 * A command that is not known stays as it was written, with its braces. Linear in the length of the text: every brace is
 * paired beforehand, nothing is read twice, and no formula is looked for further than {@link LONGEST_FORMULA}.
 */
export function texToText(text: string): string {
  return mayHoldTex(text) ? createReader(text).read(0, text.length, false, 0) : text;
}

function mayHoldTex(text: string): boolean {
  return text.includes('\\') || text.includes('$') || (text.includes('{') && /[_^a-z]\{/.test(text));
}

/** In UTF-16 units. A longer formula between dollars would be two prices. */
const LONGEST_FORMULA = 400;
const LONGEST_DISPLAY = 2000;
/** Real formulas nest less; deeper text is left alone, so that a hostile one cannot exhaust the stack. */
const DEEPEST = 25;

/** What was read, and where to go on. `needsRoom`: it would run together with a letter or digit before it. */
type Taken = { readonly text: string; readonly next: number; readonly needsRoom?: true };

const NEXT_SIGN = /[\\${^_~]|(?<![\p{L}\\])(?=(?:math|text)[a-z]{2,4}\{|operatorname\{)/gu;
const LOST_SLASH = /(math(?:bb|bf|cal|frak|it|rm|scr|sf|tt)|text(?:bf|it|rm|sc|sf|tt)|operatorname)(?=\{)/y;
const COMMAND = /\\(?:([A-Za-z]+)\*?|([^]))/uy;
const SIGN_ACCENT = /\\([`'^~=."])(?:\{\s*\\?(\p{L})\s*\}|\\([ij])(?![A-Za-z])\s?|(\p{L}))/uy;
const LETTER_ACCENT = /\\([urHvckdb])(?:\s*\{\s*\\?(\p{L})\s*\}|\s+\\?(\p{L})(?!\p{L}*\\))/uy;

function createReader(text: string): {
  read(from: number, to: number, math: boolean, depth: number): string;
} {
  const closing = bracePairs(text);

  const read = (from: number, to: number, math: boolean, depth: number): string => {
    if (depth > DEEPEST) return text.slice(from, to);
    let out = '';
    // The end of `out`, apart: to look into a string that grows costs as much as its length.
    let last = '';
    let at = from;
    const add = (piece: string): void => {
      out += piece;
      last = (last + piece.slice(-2)).slice(-2);
    };
    while (at < to) {
      NEXT_SIGN.lastIndex = at;
      const sign = Math.min(NEXT_SIGN.exec(text)?.index ?? to, to);
      add(text.slice(at, sign));
      if (sign >= to) break;
      const taken = step(sign, to, math, depth, last) ?? { text: text[sign] ?? '', next: sign + 1 };
      add(withRoom(taken, last, text));
      at = taken.next;
    }
    return out;
  };

  /** What begins with a sign that can mean something; null when it means itself. */
  const step = (at: number, to: number, math: boolean, depth: number, before: string): Taken | null => {
    switch (text.charAt(at)) {
      case '\\':
        return command(at, to, math, depth);
      case '$':
        return math ? null : formula(at, to, depth);
      case '{':
        return group(at, to, math, depth);
      case '~':
        return math ? { text: ' ', next: at + 1 } : null;
      case '^':
      case '_':
        return script(at, to, math, depth, before);
      default:
        return bareLook(at, to, math, depth);
    }
  };

  /** `{\it so}` and a group of a formula lose their braces, others keep them. */
  const group = (at: number, to: number, math: boolean, depth: number): Taken | null => {
    const end = closing.get(at);
    if (end === undefined || end >= to) return null;
    const inner = read(at + 1, end, math, depth + 1);
    const dropped = (math || /^\s*\\[^{}]/.test(text.slice(at + 1, at + 12))) && !inner.includes('\\');
    return { text: dropped ? inner : `{${inner}}`, next: end + 1 };
  };

  const script = (at: number, to: number, math: boolean, depth: number, before: string): Taken | null => {
    const isGroup = text[at + 1] === '{' && (closing.get(at + 1) ?? to) < to;
    if (!math && !(isGroup && /[\p{L}\p{N}\p{M})\]]$/u.test(before))) return null;
    const inner = argument(at + 1, to, true, depth);
    if (inner === null || inner.text.includes('\\')) return null;
    return { text: text[at] === '^' ? superscript(inner.text) : subscript(inner.text), next: inner.next };
  };

  const bareLook = (at: number, to: number, math: boolean, depth: number): Taken | null => {
    LOST_SLASH.lastIndex = at;
    const name = LOST_SLASH.exec(text)?.[1];
    return name === undefined ? null : named(name, at + name.length, to, math, depth);
  };

  const formula = (at: number, to: number, depth: number): Taken | null => {
    const double = text[at + 1] === '$';
    const start = at + (double ? 2 : 1);
    const end = formulaEnd(text, start, Math.min(to, start + (double ? LONGEST_DISPLAY : LONGEST_FORMULA)), double);
    if (end === null) return null;
    return { text: read(start, end, true, depth + 1).trim(), next: end + (double ? 2 : 1) };
  };

  /** One token or group as TeX takes it for an argument. */
  const argument = (from: number, to: number, math: boolean, depth: number): Taken | null => {
    let at = from;
    while (at < to && /\s/.test(text[at] ?? '')) at += 1;
    if (at >= to || depth > DEEPEST) return null;
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (sign === '}' || sign === '$') return null;
    if (sign === '\\') return command(at, to, math, depth + 1);
    if (sign !== '{') return { text: sign, next: at + sign.length };
    const end = closing.get(at);
    return end === undefined || end >= to ? null : { text: read(at + 1, end, math, depth + 1).trim(), next: end + 1 };
  };

  const command = (at: number, to: number, math: boolean, depth: number): Taken | null => {
    const accent = accented(text, at, math);
    if (accent !== null) return accent.next <= to ? accent : null;
    COMMAND.lastIndex = at;
    const [whole = '', name, sign = ''] = COMMAND.exec(text) ?? [];
    const next = at + whole.length;
    if (whole === '' || next > to) return null;
    if (name === undefined) return ofSign(sign, next, to, math, depth);
    const star = whole.endsWith('*') && name !== 'operatorname' ? 1 : 0;
    return named(name, next - star, to, math, depth) ?? unknown(name, next - star, to, math, depth);
  };

  const ofSign = (sign: string, next: number, to: number, math: boolean, depth: number): Taken | null => {
    if ('&%$#_{}"'.includes(sign)) return { text: sign, next };
    if (',;:> \n'.includes(sign) || sign === '\\') return { text: ' ', next };
    if ('!-/@'.includes(sign)) return { text: '', next };
    if (sign === '|') return { text: math ? '‖' : '|', next };
    if (sign === '~') return { text: '~', next };
    if (sign !== '(' && sign !== '[') return null;
    const end = text.slice(next, Math.min(to, next + LONGEST_DISPLAY)).indexOf(sign === '(' ? '\\)' : '\\]');
    if (end === -1) return null;
    return { text: read(next, next + end, true, depth + 1).trim(), next: next + end + 2 };
  };

  /** A command that is known by its name; null when it is not, or lacks what it needs. */
  const named = (name: string, next: number, to: number, math: boolean, depth: number): Taken | null => {
    const symbol = symbols.get(name);
    if (symbol !== undefined && !(math && name === 'deg'))
      return { text: symbol, next: afterSymbol(text, next, symbol, math) };
    if (switches.has(name)) return { text: '', next: afterSwitch(text, next, name) };
    if (functions.has(name)) return { text: name, next, needsRoom: true };
    if (spaces.has(name)) return { text: ' ', next };
    if (name === 'item') return { text: '\n• ', next };
    return withArguments(name, next, to, math, depth);
  };

  const withArguments = (name: string, next: number, to: number, math: boolean, depth: number): Taken | null => {
    const one = (isMath: boolean, how: (inner: string) => string): Taken | null => {
      const inner = argument(next, to, isMath, depth);
      return inner === null ? null : { text: how(inner.text), next: inner.next };
    };
    const two = (isMath: boolean, how: (first: string, second: string) => string): Taken | null => {
      const first = argument(next, to, isMath, depth);
      const second = first === null ? null : argument(first.next, to, isMath, depth);
      return first === null || second === null ? null : { text: how(first.text, second.text), next: second.next };
    };
    if (looks.has(name)) return one(math && !prose.has(name), (inner) => inner);
    const mark = mathAccents.get(name);
    if (mark !== undefined) return one(true, (inner) => withMark(inner, mark));
    switch (name) {
      case 'mathbb':
      case 'mathds':
        return one(true, blackboard);
      case 'textsuperscript':
        return one(math, superscript);
      case 'textsubscript':
        return one(math, subscript);
      case 'frac':
      case 'tfrac':
      case 'dfrac':
      case 'nicefrac':
      case 'sfrac':
        return withSpace(two(true, fraction));
      case 'binom':
        return two(true, (n, k) => `(${n} choose ${k})`);
      case 'overset':
      case 'stackrel':
        return two(true, (above, base) => `${base}${superscript(above)}`);
      case 'underset':
        return two(true, (below, base) => `${base}${subscript(below)}`);
      case 'pmod':
        return one(true, (inner) => ` (mod ${inner})`);
      case 'textcolor':
        return two(math, (_colour, inner) => inner);
      case 'href':
        return two(math, (url, inner) => (inner.includes(url) || url === '' ? inner : `${inner} (${url})`));
      case 'url':
      case 'path':
        return one(math, (inner) => inner);
      case 'footnote':
        return one(math, (inner) => ` (${inner})`);
      case 'cite':
      case 'citep':
      case 'citet':
        return one(math, (inner) => `[${inner}]`);
      case 'ce':
        return one(math, (inner) => inner.replaceAll(/(?<=[\p{L})\]])\d+/gu, (count) => subscript(count)));
      case 'unicode':
        return one(math, ofCode);
      case 'sqrt':
        return root(next, to, depth);
      default:
        return null;
    }
  };

  const root = (from: number, to: number, depth: number): Taken | null => {
    const [degree = '', count = ''] = /^\[(\w{1,3})\]/.exec(text.slice(from, from + 5)) ?? [];
    const inner = argument(from + degree.length, to, true, depth);
    if (inner === null) return null;
    const sign = ROOTS.get(count) ?? `${superscript(count)}√`;
    return { text: `${sign}${inner.text.length === 1 ? inner.text : `(${inner.text})`}`, next: inner.next };
  };

  /** It stays, with the groups that follow it; unless it is a known one that lost its braces. */
  const unknown = (name: string, next: number, to: number, math: boolean, depth: number): Taken => {
    const glued = withoutBraces(name);
    if (glued !== null) return { text: glued, next };
    let out = `\\${name}`;
    let at = next;
    for (let end = closing.get(at); text[at] === '{' && end !== undefined && end < to; end = closing.get(at)) {
      out += `{${read(at + 1, end, math, depth + 1)}}`;
      at = end + 1;
    }
    return { text: out, next: at };
  };

  return { read };
}

/** `\mathbbR`, `\sqrtn`, `\emphbetter`: what is printed; null when the name does not begin with a known one. */
function withoutBraces(name: string): string | null {
  for (let end = name.length - 1; end > 2; end -= 1) {
    const [known, rest] = [name.slice(0, end), name.slice(end)];
    if (known === 'mathbb') return blackboard(rest);
    if (known === 'sqrt' && rest.length === 1) return `√${rest}`;
    if (known.length > 3 && looks.has(known)) return rest;
    const mark = rest.length === 1 && known !== 'not' ? mathAccents.get(known) : undefined;
    if (mark !== undefined) return withMark(rest, mark);
  }
  return null;
}

/** Where each group ends that has an end; escaped braces are none. */
function bracePairs(text: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const match of text.matchAll(/\\[^]|[{}]/g)) {
    if (match[0] === '{') open.push(match.index);
    if (match[0] !== '}') continue;
    const start = open.pop();
    if (start !== undefined) pairs.set(start, match.index);
  }
  return pairs;
}

function accented(text: string, at: number, math: boolean): Taken | null {
  if (isApostrophe(text, at)) return { text: '’', next: at + 2 };
  SIGN_ACCENT.lastIndex = at;
  LETTER_ACCENT.lastIndex = at;
  const match = SIGN_ACCENT.exec(text) ?? (math ? null : LETTER_ACCENT.exec(text));
  if (match === null) return null;
  const [whole, accent = '', inGroup, bare, follows] = match;
  const next = at + whole.length;
  return { text: withMark(inGroup ?? bare ?? follows ?? '', accents.get(accent) ?? ''), next };
}

/** `model\'s` and `users\'` were escaped by a program, not by TeX. */
function isApostrophe(text: string, at: number): boolean {
  const escaped = /^\\'(?:(?:s|t|re|ve|ll|d)(?!\p{L})|(?![\p{L}{\\]))/u.test(text.slice(at, at + 6));
  return escaped && /\p{L}/u.test(text[at - 1] ?? '');
}

/** A letter with its accent as one sign; of a longer text the accent is left out. */
function withMark(inner: string, mark: string): string {
  const isOne = /^[\p{L}\p{N}=∈∋⊂⊆∼≈≡∣∥<>]$/u.test(inner);
  return isOne ? `${inner}${mark}`.normalize('NFC') : inner;
}

/** TeX takes the space after a command as its end: `S\o ren`, `\Delta E`; behind a sign of a formula it is kept. */
function afterSymbol(text: string, next: number, symbol: string, math: boolean): number {
  if (text.startsWith('{}', next)) return next + 2;
  if ('⟨⌊⌈'.includes(symbol) && text[next] === ' ') return next + 1;
  if (!/^\p{L}$/u.test(symbol) || text[next] !== ' ') return next;
  return /^ [\p{L}\\]/u.test(text.slice(next, next + 2)) && (math || !/\p{sc=Grek}/u.test(symbol)) ? next + 1 : next;
}

function afterSwitch(text: string, next: number, name: string): number {
  if (/^(?:left|right|middle)$/.test(name) && text[next] === '.') return next + 1;
  return text[next] === ' ' ? next + 1 : next;
}

/** With room where TeX leaves it: before `log` behind a letter, and before a relation that has it behind. */
function withRoom(taken: Taken, before: string, text: string): string {
  const last = before.slice(-1);
  const touches = taken.needsRoom === true && /[\p{L}\p{N})]/u.test(last);
  const leans = isRelation(taken.text) && text[taken.next] === ' ' && /[^\s([{]/u.test(last);
  return touches || leans ? ` ${taken.text}` : taken.text;
}

/** `x2013`; nothing for what is no code of a character. */
function ofCode(code: string): string {
  const number = Number.parseInt(code.replace(/^x/i, ''), /^x/i.test(code) ? 16 : 10);
  return number >= 0x20 && number <= 0x10ffff ? String.fromCodePoint(number).toWellFormed() : '';
}

function withSpace(taken: Taken | null): Taken | null {
  return taken === null ? null : { ...taken, needsRoom: true };
}

/** Where the formula that begins at `start` ends; null when the dollar before it is none of TeX. */
function formulaEnd(text: string, start: number, limit: number, double: boolean): number | null {
  let end = -1;
  for (let at = start; at < limit; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '$') {
      end = at;
      break;
    }
  }
  if (end <= start || (double && text[end + 1] !== '$')) return null;
  const inner = text.slice(start, end);
  if (double || /[\\^_{}]/.test(inner)) return end;
  // As in pandoc, so that `$5 and $10` are prices; and prose between dollars is no formula.
  if (/^\s\S.*(?<!\s)$|^\S.*\s$|\p{L}{2}\s|\s\p{L}{2}/su.test(inner) || /\d/.test(text[end + 1] ?? '')) return null;
  return end;
}
