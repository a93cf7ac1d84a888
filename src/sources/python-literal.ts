/**
 * The value of a text that Python wrote with `repr`: dicts, lists, tuples, texts, numbers, `True`, `False` and `None`, as
 * some archives of Hugging Face's lists hold their records. Undefined for anything else. Pure, linear, of bounded depth.
 */
export function parsePythonLiteral(text: string): unknown {
  const reader = { text, at: 0 };
  try {
    const value = valueAt(reader, MOST_DEPTH);
    skipSpace(reader);
    return reader.at === text.length ? value : undefined;
  } catch (error) {
    if (error instanceof NotPython) return undefined;
    throw error;
  }
}

const MOST_DEPTH = 32;

type Reader = { readonly text: string; at: number };

/** The text is no literal of Python. */
class NotPython extends Error {}

function valueAt(reader: Reader, depth: number): unknown {
  if (depth === 0) throw new NotPython();
  skipSpace(reader);
  const sign = reader.text[reader.at];
  if (sign === '{') return dictAt(reader, depth);
  if (sign === '[') return listAt(reader, ']', depth);
  if (sign === '(') return listAt(reader, ')', depth);
  if (sign === "'" || sign === '"') return textAt(reader, sign);
  const constant = matched(reader, /(?:True|False|None)(?!\w)/y);
  if (constant !== null) return constant === 'None' ? null : constant === 'True';
  const number = matched(reader, /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y);
  if (number === null) throw new NotPython();
  return Number(number);
}

function dictAt(reader: Reader, depth: number): unknown {
  const entries: [string, unknown][] = [];
  reader.at += 1;
  while (!taken(reader, '}')) {
    const key = valueAt(reader, depth - 1);
    if (typeof key !== 'string' || !taken(reader, ':')) throw new NotPython();
    entries.push([key, valueAt(reader, depth - 1)]);
    if (!taken(reader, ',') && !isNext(reader, '}')) throw new NotPython();
  }
  return Object.fromEntries(entries);
}

function listAt(reader: Reader, end: string, depth: number): readonly unknown[] {
  const items: unknown[] = [];
  reader.at += 1;
  while (!taken(reader, end)) {
    items.push(valueAt(reader, depth - 1));
    if (!taken(reader, ',') && !isNext(reader, end)) throw new NotPython();
  }
  return items;
}

/** What follows a backslash: https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };

function textAt(reader: Reader, quote: string): string {
  const parts: string[] = [];
  const plain = quote === "'" ? /[^'\\]+/y : /[^"\\]+/y;
  reader.at += 1;
  for (;;) {
    parts.push(matched(reader, plain) ?? '');
    const sign = reader.text[reader.at];
    reader.at += 1;
    if (sign === quote) return parts.join('');
    if (sign === undefined) throw new NotPython();
    parts.push(escapeAt(reader));
  }
}

function escapeAt(reader: Reader): string {
  const code = matched(reader, /x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}/y);
  if (code !== null) {
    const point = Number.parseInt(code.slice(1), 16);
    if (point > 0x10ffff) throw new NotPython();
    return String.fromCodePoint(point);
  }
  const escape = ESCAPES[reader.text[reader.at] ?? ''];
  if (escape === undefined) throw new NotPython();
  reader.at += 1;
  return escape;
}

function matched(reader: Reader, sticky: RegExp): string | null {
  sticky.lastIndex = reader.at;
  const [found] = sticky.exec(reader.text) ?? [];
  if (found === undefined) return null;
  reader.at += found.length;
  return found;
}

function taken(reader: Reader, sign: string): boolean {
  if (!isNext(reader, sign)) return false;
  reader.at += 1;
  return true;
}

function isNext(reader: Reader, sign: string): boolean {
  skipSpace(reader);
  return reader.text[reader.at] === sign;
}

function skipSpace(reader: Reader): void {
  matched(reader, /\s*/y);
}
