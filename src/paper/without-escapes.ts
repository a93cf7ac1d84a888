/* oxlint-disable no-control-regex -- control characters are what this file is about */

/**
 * Sequences that a terminal obeys, as ECMA-48 builds them behind ESC: CSI with its parameters, finished or cut off; OSC, DCS,
 * SOS, PM and APC with the text that they hold; and those of one sign (`ESC c`, `ESC ( B`). A text that is never
 * finished loses its beginning only, so that nobody can hide a whole abstract. The one-sign C1 forms are no sequences
 * here: in the sources they are remains of a wrong encoding (U+009D of a quotation mark), with prose behind them.
 */
const SEQUENCE =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_][^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)|[ -/]*[0-~])/g;

/** The text without escape sequences. A lone ESC stays, as any other control character does. */
export function withoutEscapes(text: string): string {
  return text.replace(SEQUENCE, '');
}
