import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parsePythonLiteral } from '../../src/sources/python-literal.ts';

const seed = 20261124;

/** As Python's `repr` writes a value. */
function repr(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return reprText(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, one]) => `${reprText(key)}: ${repr(one)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}

function reprText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = Array.from(text, (sign) => {
    if (sign === '\\' || sign === quote) return `\\${sign}`;
    if (sign === '\n') return '\\n';
    if (sign === '\r') return '\\r';
    if (sign === '\t') return '\\t';
    const point = sign.codePointAt(0) ?? 0;
    if (point < 0x20 || (point >= 0x7f && point < 0xa1)) return `\\x${point.toString(16).padStart(2, '0')}`;
    return point >= 0x2028 && point <= 0x2029 ? `\\u${point.toString(16)}` : sign;
  });
  return `${quote}${inside.join('')}${quote}`;
}

describe('parsePythonLiteral', () => {
  it.each([
    ["{'a': 1, 'b': [True, False, None]}", { a: 1, b: [true, false, null] }],
    [`{'it': "isn't", 'say': '"no"'}`, { it: "isn't", say: '"no"' }],
    [`'both \\' and "'`, `both ' and "`],
    ["'a\\nb\\tc\\\\d\\x9d\\u2028\\U0001f600'", 'a\nb\tc\\d\x9d\u2028😀'],
    ["('x', 1.5, -2, 1e-07,)", ['x', 1.5, -2, 1e-7]],
    [' [] ', []],
    ["{'__proto__': 1}", Object.fromEntries([['__proto__', 1]])],
  ])('reads %s', (text, expected) => {
    expect(parsePythonLiteral(text)).toEqual(expected);
  });

  it.each([
    '',
    '{',
    "{'a'}",
    "{'a': 1",
    "['a' 'b']",
    "'a",
    "'\\q'",
    "'\\U00110000'",
    '__import__("os")',
    '[1] [2]',
    'nan',
    '{1: 2}',
    '0x10',
    '['.repeat(100_000),
  ])('takes %j for something else', (text) => {
    expect(parsePythonLiteral(text)).toBeUndefined();
  });

  it('reads what Python writes', () => {
    const value = fc.jsonValue({ noUnicodeString: false, maxDepth: 4 });
    fc.assert(
      fc.property(value, (given) => {
        const plain: unknown = JSON.parse(JSON.stringify(given));
        expect(parsePythonLiteral(repr(plain))).toEqual(plain);
      }),
      { seed },
    );
  });

  it('never throws', () => {
    const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', "'", '"', '\\', ':', ',', 'a', '1', ' ', 'None'));
    fc.assert(
      fc.property(pieces, (given) => {
        expect(() => parsePythonLiteral(given.join(''))).not.toThrow();
      }),
      { seed },
    );
  });
});
