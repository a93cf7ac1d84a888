/* oxlint-disable no-control-regex -- control characters are what this file is about */

/** CSI and OSC/DCS/APC/PM/SOS sequences, in their 7-bit and 8-bit forms; an unfinished string runs to the end of the line. */
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?/g;

/** White space that would move the cursor, and Unicode's own line ends. */
const BREAKS = /[\t\v\f\r\u0085\u2028\u2029]+/g;

/** What is left of C0, DEL and C1; a line feed stays. */
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** Marks that turn the direction of text, with which one text can be made to look like another. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Characters without width that carry nothing here. The joiners U+200C and U+200D stay: scripts and emoji need them. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/**
 * The text as a terminal may show it: no escape sequence, no control character but the line feed, nothing that turns
 * the direction of the text. What a paper says never reaches the terminal in any other way.
 */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(SEQUENCES, '')
    .replace(BREAKS, ' ')
    .replace(CONTROLS, '')
    .replace(DIRECTIONS, '')
    .replace(INVISIBLE, '');
}

/** The same in one line, without white space that nobody sees. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}
