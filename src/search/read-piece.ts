import { paperIdFromText } from '../paper/arxiv-id.ts';
import { partialDate } from '../paper/partial-date.ts';
import type { Field, Sort } from './clause.ts';
import { addQuotation, addWord, addWords, exclude, hasRoom, hasWord, note, trimPunctuation } from './query-draft.ts';
import type { Draft } from './query-draft.ts';
import type { Operator, Piece } from './scan-query.ts';

/**
 * In a question with more words than this around it, a quotation is read as emphasis: prose quotes names and terms, and
 * one that no paper has word by word would leave nothing of the whole question.
 */
const longQuestion = 8;
const sorts: ReadonlyMap<string, Sort> = new Map([
  ['new', 'new'],
  ['newest', 'new'],
  ['date', 'new'],
  ['top', 'top'],
  ['votes', 'top'],
  ['relevance', 'relevance'],
]);

// https://arxiv.org/archive; the part of a category before the point. Used only where a category stands apart from its
// operator (`cat: math`), so that prose (`the cat: a study`) stays prose.
const archives = new Set(
  'astro-ph cond-mat cs econ eess gr-qc hep-ex hep-lat hep-ph hep-th math math-ph nlin nucl-ex nucl-th physics q-bio q-fin quant-ph stat'.split(
    ' ',
  ),
);

/** Adds one piece to the draft. */
export function readPiece(draft: Draft, piece: Piece): void {
  if (piece.open) note(draft, piece, 'This quotation is never closed; it was read to the end.');
  if (piece.operator !== null) {
    readOperator(draft, piece, piece.operator);
  } else if (piece.minus) {
    exclude(draft, piece, null);
  } else if (piece.quoted) {
    addQuotation(draft, piece);
  } else {
    addWord(draft, piece.value);
  }
}

/** Decides what could only be decided at the end. */
export function settle(draft: Draft): void {
  for (const { piece, clause } of draft.quotations) {
    if (draft.plain <= longQuestion) {
      draft.phrases.push(clause);
    } else {
      note(
        draft,
        piece,
        `In a long question “${short(clause.text)}” counts as words; search for it alone to require the phrase.`,
      );
    }
  }
  if (draft.plain <= longQuestion) return;
  for (const piece of draft.exclusions) note(draft, piece, `Papers with “${short(piece.value)}” are left out.`);
}

function readOperator(draft: Draft, piece: Piece, operator: Operator): void {
  switch (operator) {
    case 'ti':
      return readField(draft, piece, 'title');
    case 'abs':
      return readField(draft, piece, 'abstract');
    case 'au':
      return readField(draft, piece, 'authors');
    case 'cat':
      return readCategory(draft, piece);
    case 'id':
      return readId(draft, piece);
    case 'year':
      return readYear(draft, piece);
    case 'sort':
      return readSort(draft, piece);
    case 'after':
    case 'before':
      return readDate(draft, piece, operator);
  }
}

function readField(draft: Draft, piece: Piece, field: Field): void {
  const value = trimPunctuation(piece.value);
  if (!hasWord(value)) return asWords(draft, piece, null);
  if (piece.minus) return exclude(draft, piece, field);
  if (!hasRoom(draft, piece)) return;
  (piece.quoted ? draft.phrases : draft.required).push({ field, text: value });
  if (field !== 'authors') addWords(draft, value);
}

function readCategory(draft: Draft, piece: Piece): void {
  const value = trimPunctuation(piece.value);
  const shaped = /^[a-z][a-z-]{1,20}(?:\.(?:[a-z-]{1,20}|\*)?)?$/i.test(value);
  if (!shaped || (piece.apart && !archives.has(value.split('.')[0]?.toLowerCase() ?? ''))) {
    return asWords(
      draft,
      piece,
      piece.apart ? null : 'This is no category such as cs.CL or math; it was searched as words.',
    );
  }
  if (piece.minus)
    return note(draft, piece, 'A category cannot be left out; name the ones you want, such as cat:cs.CL.');
  draft.categories.push(value);
}

function readId(draft: Draft, piece: Piece): void {
  const id = paperIdFromText(trimPunctuation(piece.value));
  if (id === null) {
    return asWords(
      draft,
      piece,
      piece.apart ? null : 'This is no paper id such as 2401.01234; it was searched as words.',
    );
  }
  if (piece.minus) return note(draft, piece, 'A single paper cannot be left out of a search.');
  draft.ids.push(id);
}

function readDate(draft: Draft, piece: Piece, operator: 'after' | 'before'): void {
  const date = partialDate(trimPunctuation(piece.value));
  if (date === null) {
    const help = `This is no date such as 2025, 2025-01 or 2025-01-31; it was searched as words.`;
    return asWords(draft, piece, piece.apart ? null : help);
  }
  const meant = piece.minus ? (operator === 'after' ? 'before' : 'after') : operator;
  if (piece.minus) note(draft, piece, `Read as ${meant}:${date}.`);
  narrow(draft, meant === 'after' ? date : null, meant === 'before' ? date : null);
}

function readYear(draft: Draft, piece: Piece): void {
  const value = trimPunctuation(piece.value);
  const years = /^(\d{4})(?:(?:-|–|\.\.)(\d{4}))?$/.exec(value);
  const from = partialDate(years?.[1]);
  const to = partialDate(years?.[2] ?? years?.[1]);
  if (from === null || to === null || to < from) {
    return asWords(draft, piece, piece.apart ? null : 'This is no year such as 2024; it was searched as words.');
  }
  if (piece.minus) return note(draft, piece, 'A year cannot be left out; use after: and before: instead.');
  narrow(draft, from, String(Number(to) + 1));
}

function readSort(draft: Draft, piece: Piece): void {
  const sort = sorts.get(trimPunctuation(piece.value).toLowerCase());
  if (sort === undefined || piece.minus) {
    const help = 'Results can be sorted by sort:new, sort:top or sort:relevance; this was searched as words.';
    return asWords(draft, piece, piece.apart ? null : help);
  }
  draft.sort = sort;
}

/** Keeps the later beginning and the earlier end. */
function narrow(draft: Draft, after: string | null, before: string | null): void {
  if (after !== null && (draft.after === null || after > draft.after)) draft.after = after;
  if (before !== null && (draft.before === null || before < draft.before)) draft.before = before;
}

/** What looked like an operator and is none. */
function asWords(draft: Draft, piece: Piece, message: string | null): void {
  if (message !== null && piece.value !== '') note(draft, piece, message);
  addWord(draft, piece.apart ? piece.head : `${piece.head}:${piece.value}`);
  if (piece.apart) addWord(draft, piece.value);
}

function short(text: string): string {
  const words = text.split(/\s+/);
  return words.length <= 6 ? text : `${words.slice(0, 6).join(' ')} …`;
}
