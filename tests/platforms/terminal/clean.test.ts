import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, cleanLine } from '../../../src/platforms/terminal/clean.ts';

const seed = 20261124;

describe('clean', () => {
  it.each([
    ['a colour', 'red \u001b[31mtext\u001b[0m', 'red text'],
    ['a colour in the 8-bit form', 'red \u009b31mtext', 'red text'],
    ['a window title', 'a\u001b]0;owned\u0007b', 'ab'],
    ['a link', '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\', 'click'],
    ['a clipboard write that never ends', 'a\u001b]52;c;aGk=\nb', 'a\nb'],
    ['a device control string', 'a\u001bPq#0\u001b\\b', 'ab'],
    ['a lone escape', 'a\u001bb', 'ab'],
    ['a carriage return that would overwrite the line', 'good\rbad', 'good bad'],
    ['a backspace', 'ab\u0008c', 'abc'],
    ['a bell', 'a\u0007', 'a'],
    ['a stray C1 control', 'naive\u0092s', 'naives'],
    ['text turned around', 'a\u202egnp.exe\u202c', 'agnp.exe'],
    ['isolates', '\u2066a\u2069', 'a'],
    ['a soft hyphen and a zero-width space', 'co\u00adop\u200berate', 'cooperate'],
    ['a line separator', 'a\u2028b', 'a b'],
    ['half a character', 'a\ud83d', 'a\ufffd'],
  ])('takes out %s', (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it('keeps what people write', () => {
    const text = 'Étude «α ≤ β» — 深度学习 👩‍🔬 می‌خواهم\nsecond line';
    expect(clean(text)).toBe(text);
  });

  it('leaves no control character and no turning mark in any text', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('\u001b', '[', ']', '\u009b', '\u0007', 'm', '3', '\\', '\n', 'é', '\u202e', '\u009d'),
    });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
        expect(clean(text)).not.toMatch(/[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('makes one line of many', () => {
    expect(cleanLine('  a\n\n b\tc ')).toBe('a b c');
  });
});
