import type { Piece } from './scan-query.ts';

/** A word before a closing dash: `decay-`, `decay-),`. */
const closing = /[\p{L}\p{N}][)"'\]]*[-\u2212\uff0d–—]+[)\]}>.,;:!?]*$/u;
/** After these a dash at the end of a word stands for what follows: `pre- and post-training`. */
const joining = /^(?:and|or|to|und|oder|bis|et|ou|y|o|&)$/iu;
/** A parenthesis between dashes has fewer words. */
const longestParenthesis = 6;

/**
 * Takes back what only looks like a minus: the dash before a parenthesis (`why -decay- is needed`, `-weight decay-`), and
 * those of a list, which has one at the beginning of each line.
 */
export function settleDashes(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const list = isList(text);
  let items = 0;
  return pieces.map((piece, place) => {
    // Nobody leaves a word out with a dash on both sides of it; a hyphen there may be one too many, so it is told of.
    if (piece.dash === 'long' && closing.test(piece.value)) return { ...piece, dash: null };
    if (piece.dash !== 'minus') return piece;
    if (list && isFirstInLine(text, piece.at)) {
      items += 1;
      // What is said of the first one holds for all of them.
      return { ...piece, dash: items === 1 ? 'hyphen' : null };
    }
    return isParenthesis(pieces, place) ? { ...piece, dash: 'hyphen' } : piece;
  });
}

function isParenthesis(pieces: readonly Piece[], place: number): boolean {
  for (let at = place; at < place + longestParenthesis; at += 1) {
    const piece = pieces[at];
    if (piece === undefined || piece.operator !== null || piece.quoted) return false;
    if (at > place && piece.dash === 'minus') return false;
    if (!closing.test(piece.value)) continue;
    const suspended = piece.value.endsWith(',') || joining.test(pieces[at + 1]?.value ?? '');
    if (at === place || !suspended) return true;
  }
  return false;
}

/** Several lines, each of them behind a dash; or all behind the first one, when that ends with a colon. */
function isList(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return false;
  const introduced = /[:：]\s*$/u.test(lines[0] ?? '');
  return lines.slice(introduced ? 1 : 0).every((line) => /^\s*[-\u2212\uff0d–—]/u.test(line));
}

function isFirstInLine(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && /[^\S\n]/.test(text[start - 1] ?? '')) start -= 1;
  return start === 0 || text[start - 1] === '\n';
}
