/* oxlint-disable no-control-regex -- control characters are what this file is about */

import { withoutEscapes } from '../without-escapes.ts';

/**
 * The text with the characters that its author meant: what a wrong decoding or a page layout left behind is mended where
 * it can be told, and else taken out. Line breaks become `\n`, other white space a space, and there is no control
 * character but `\n`, no soft hyphen, no zero-width or bidirectional mark (the joiners stay in the scripts that are
 * written with them), no ligature. In normal form C.
 */
export function cleanCharacters(text: string): string {
  if (PLAIN.test(text)) return text;
  const clean = withoutEscapes(text.toWellFormed())
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(UTF8_AS_LATIN1, decoded)
    .replaceAll(/[\u0080-\u009f]/g, windowsSign)
    .replaceAll(/(?<=\p{Ll})\u0002(?=\p{Ll})/gu, '-')
    .replaceAll(/[\t\v\f]/g, ' ')
    .replaceAll(/[\u2028\u2029]/g, '\n')
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')
    .replaceAll(/(?<=\p{L})\u200b{2,}(?=\p{L})/gu, ' ')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/(?<![^\s\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{P}\p{Nd}])[\u200c\u200d]+/gu, '')
    .replaceAll(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
    .replaceAll(LOOKS, (letter) => letter.normalize('NFKC'))
    .replaceAll(/[^\S\n]/gu, ' ');
  return (/[\u0300-\u036f]/.test(clean) ? clean.replaceAll(STRAY_MARK, withMark) : clean).normalize('NFC');
}

/** Printable ASCII and line feeds: nothing to do, as in nearly every text. */
const PLAIN = /^[\n\x20-\x7e]*$/;

/** UTF-8 that was read as Latin-1. Only with a C1 control inside: nobody writes those, but `Ã©` could be meant. */
const UTF8_AS_LATIN1 =
  /(?:[\u00c2-\u00df][\u0080-\u009f]|[\u00e0-\u00ef](?:[\u0080-\u009f][\u0080-\u00bf]|[\u00a0-\u00bf][\u0080-\u009f])|[\u00f0-\u00f4][\u0080-\u009f][\u0080-\u00bf]{2})/g;

function decoded(found: string): string {
  const text = Buffer.from(found, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? found : text;
}

/** Dots, quotation marks, bullet, dashes and the trade mark: of the others none was found that was meant. */
const WINDOWS_SIGNS: ReadonlyMap<string, string> = new Map([
  ['\u0085', '…'],
  ['\u0091', '‘'],
  ['\u0092', '’'],
  ['\u0093', '“'],
  ['\u0094', '”'],
  ['\u0095', '•'],
  ['\u0096', '–'],
  ['\u0097', '—'],
  ['\u0099', '™'],
]);

/** A C1 control is a sign of Windows-1252 (U+0092 is its apostrophe), or a remainder. */
function windowsSign(control: string): string {
  return WINDOWS_SIGNS.get(control) ?? '';
}

// Soft hyphen, zero-width space, word joiner and invisible operators, byte order mark, what turns the direction of text,
// annotations, tags (U+E0000…), and the variation selectors 1 to 14 that only choose a glyph.
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\ufe00-\ufe0d]/gu;

/** Letters and digits of the mathematical alphabets (U+1D400…), which are only looks; but not the double-struck ones. */
const LOOKS = /[\u{1d400}-\u{1d537}\u{1d56c}-\u{1d7d7}\u{1d7e2}-\u{1d7ff}]/gu;

/**
 * A mark after a space, as PDFs give it: of the letter before (`Nystro ¨m`), of the dotless i behind (`na ¨ıve`), of the
 * capital behind an opening bracket (`( ¨Ostling`), or an apostrophe (`Mitkov ´s`).
 */
const STRAY_MARK = /(\p{L})? ([\u0300-\u036f])([\u0131\p{L}])?/gu;

function withMark(found: string, before: string | undefined, mark: string, after: string | undefined): string {
  if (after === '\u0131') return `${before ?? ' '}${`i${mark}`.normalize('NFC')}`;
  if (before !== undefined && isOneSign(before + mark)) return `${before}${mark}${after ?? ''}`.normalize('NFC');
  if (mark === '\u0301' && after === 's' && before !== undefined) return `${before}’s`;
  if (after !== undefined && isOneSign(after + mark)) {
    return `${before === undefined ? '' : `${before} `}${after}${mark}`.normalize('NFC');
  }
  return found;
}

function isOneSign(letterWithMark: string): boolean {
  return letterWithMark.normalize('NFC').length === 1;
}
