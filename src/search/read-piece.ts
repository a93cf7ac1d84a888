import { addPhrase, addWord, addWords, exclude, hasWord, newDraft, note, trimPunctuation } from './query-draft.ts';
import type { Draft } from './query-draft.ts';
import { meaningOf } from './read-operator.ts';
import type { Piece } from './scan-query.ts';

/** A query with more words than this outside of quotations and filters is a question in prose. */
const longQuestion = 8;

/** Where a piece stands: in a query of a few words, or in a long question, between its words, before or behind them. */
type Setting = 'query' | 'prose' | 'before' | 'behind';

/**
 * Reads the pieces of a query.
 *
 * In a question in prose, quotation marks and colons are mostly punctuation, and a filter that was not meant leaves
 * nothing of it. So there a quotation counts as words, and a word with a colon is a filter only when it cannot be prose.
 * It is prose where a space follows the colon (`Finally, year: 2024 or later`). Else a date, a year, an order, an arXiv id
 * or a category of arXiv are filters anywhere (`after:2025-01`): nobody writes those by chance. Any word could follow
 * `ti:`, `abs:` and `au:`, or be what a source calls a paper, so these are filters only where a person puts filters:
 * before the first word or after the last one. What only resembles a category (`cat:egory`) is none. A hyphen before the
 * operator (`-ti:survey`) is no prose; before a word it is a dash, but for words behind the last one. A note tells of everything that was read as words although it could be a filter.
 */
export function readPieces(pieces: readonly Piece[]): Draft {
  const draft = newDraft();
  for (const piece of pieces) readPiece(draft, piece, 'query');
  if (draft.plain <= longQuestion) return draft;
  const long = newDraft();
  const first = pieces.findIndex(isProse);
  const last = pieces.findLastIndex(isProse);
  for (const [place, piece] of pieces.entries())
    readPiece(long, piece, place < first ? 'before' : place > last ? 'behind' : 'prose');
  return long;
}

function isProse({ operator, quoted, dash, apart, value }: Piece): boolean {
  return operator === null ? !quoted && dash !== 'minus' && hasWord(value) : apart;
}

function readPiece(draft: Draft, piece: Piece, setting: Setting): void {
  if (piece.open) note(draft, piece, 'This quotation is never closed; it was read to the end.');
  if (piece.operator !== null) {
    readOperator(draft, piece, setting);
  } else if (piece.dash === 'minus') {
    readMinus(draft, piece, setting);
  } else if (!piece.quoted) {
    addWord(draft, piece.value);
    const meant = piece.dash === 'hyphen' || (piece.dash === 'long' && setting === 'query');
    if (meant && hasWord(piece.value))
      note(draft, piece, `Read as a word; put ${exclusion(piece)} at the end to leave it out.`);
  } else if (setting === 'query') {
    addPhrase(draft, piece);
  } else if (addWords(draft, piece.value)) {
    const help = 'counts as words; search for it alone to require the phrase.';
    note(draft, piece, `In a long question “${short(piece.value)}” ${help}`);
  }
}

function readMinus(draft: Draft, piece: Piece, setting: Setting): void {
  if (setting === 'query' || setting === 'behind') {
    const left = exclude(draft, piece, null);
    if (left && setting !== 'query')
      note(draft, piece, `Papers with “${short(trimPunctuation(piece.value))}” are left out.`);
  } else if (addWords(draft, piece.value)) {
    const help = `put ${short(exclusion(piece))} at its end to leave it out.`;
    note(draft, piece, `In a long question this counts as words; ${help}`);
  }
}

/** How it is typed so that it is left out. */
function exclusion({ value, quoted }: Piece): string {
  return quoted ? `-"${value}"` : `-${trimPunctuation(value)}`;
}

function readOperator(draft: Draft, piece: Piece, setting: Setting): void {
  const meaning = piece.operator === null ? null : meaningOf(piece, piece.operator);
  if (meaning === null) return;
  const { head, value, apart } = piece;
  if (meaning.kind === 'words') {
    const isEmpty = value === '' && setting === 'query';
    const message = meaning.message ?? (isEmpty ? 'Nothing follows it, so it was searched as a word.' : null);
    if (message !== null) note(draft, piece, message);
    addWord(draft, apart ? head : `${head}:${value}`);
    if (apart) addWord(draft, value);
    return;
  }
  const { sure } = meaning;
  const counts = !apart && (sure === 'anywhere' || (sure === 'edges' && setting !== 'prose'));
  if (setting === 'query' || counts) {
    meaning.apply(draft);
    return;
  }
  const filter = `${head}:${piece.quoted ? `"${value}"` : value.replace(/[\s.,;:!?)\]}]+$/u, '')}`;
  const help = sure === 'nowhere' ? '' : `; put ${short(filter)} at its end to filter by it`;
  note(draft, piece, `In a long question this counts as words${help}.`);
  if (apart || sure === 'nowhere') addWord(draft, head);
  addWords(draft, value);
}

function short(text: string): string {
  const words = text.split(/\s+/);
  return words.length <= 6 ? text : `${words.slice(0, 6).join(' ')} …`;
}
