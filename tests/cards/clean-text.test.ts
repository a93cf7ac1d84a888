import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCode, cleanLine, cleanText } from '../../src/cards/clean-text.ts';
import { anyText } from '../support/card-arbitrary.ts';

const seed = 20261124;

describe('cleaned text', () => {
  it.each([
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
    ['controls', 'a\u0000\u001b[1mb', 'a[1mb'],
    ['a text that is turned round', 'a\u202egnp.exe\u202cb', 'agnp.exeb'],
    ['what nobody sees', 'a\u200b\u2060\ufeff\u00adb', 'ab'],
    ['other line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['white space', 'a \t\u00a0 b\n\n\n\n c', 'a b\n\nc'],
  ])('is without %s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each(['👩‍👩‍👧‍👦', 'می‌خواهم', 'é', 'e\u0301', '$x_i < y$', '漢字'])('keeps %s', (text) => {
    expect(cleanText(text)).toBe(text);
  });

  it('cleans no further when cleaned again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
        expect(cleanLine(text)).not.toMatch(/\n|^\s|\s$/u);
      }),
      { seed },
    );
  });

  it('keeps the indentation of code', () => {
    expect(cleanCode('\n@a{\r\n\tx = 1,\n\n    y\u0007 = 2,\n}\n')).toBe('@a{\n  x = 1,\n\n    y = 2,\n}');
  });

  it('keeps every space of a line of code, and no blank line around it', () => {
    expect(cleanCode('\n \nTY  - GEN\nER  - \n\n  \n')).toBe('TY  - GEN\nER  - ');
    expect(cleanCode(' \n\t\n')).toBe('');
  });
});
