import { datesOf } from '../paper/dates-of.ts';
import { paperIdFromText } from '../paper/arxiv-id.ts';
import type { Field, Sort } from './clause.ts';
import {
  addChoice,
  addClause,
  addFilter,
  addWords,
  exclude,
  hasWord,
  narrow,
  note,
  trimPunctuation,
} from './query-draft.ts';
import type { Draft } from './query-draft.ts';
import { yearSpan } from './read-date.ts';
import type { Operator, Piece } from './scan-query.ts';

/** What a word with a colon means. */
export type Meaning =
  /** Words, and a message where an operator was probably meant. */
  | { readonly kind: 'words'; readonly message: string | null }
  | {
      readonly kind: 'filter';
      /**
       * Where in a long question it cannot be prose: `anywhere`, because nobody writes such a value by chance;
       * `edges`, because any word could be its value; `nowhere`, because it only resembles one.
       */
      readonly sure: 'anywhere' | 'edges' | 'nowhere';
      readonly apply: (draft: Draft) => void;
    };

const sorts: ReadonlyMap<string, Sort> = new Map([
  ['new', 'new'],
  ['newest', 'new'],
  ['date', 'new'],
  ['top', 'top'],
  ['votes', 'top'],
  ['relevance', 'relevance'],
]);

// https://arxiv.org/archive; the part of a category before the point. Used only where a category stands apart from its
// operator (`cat: math`) or in a long question, so that prose (`the cat: a study`) stays prose.
const archives = new Set(
  'astro-ph cond-mat cs econ eess gr-qc hep-ex hep-lat hep-ph hep-th math math-ph nlin nucl-ex nucl-th physics q-bio q-fin quant-ph stat'.split(
    ' ',
  ),
);

const noCategory = 'This is no category such as cs.CL or math; it was searched as words.';

export function meaningOf(piece: Piece, operator: Operator): Meaning {
  return readers[operator](piece);
}

const readers: Readonly<Record<Operator, (piece: Piece) => Meaning>> = {
  ti: (piece) => inField(piece, 'title'),
  abs: (piece) => inField(piece, 'abstract'),
  au: (piece) => inField(piece, 'authors'),
  cat: ofCategory,
  id: byId,
  year: ofYear,
  min: ofVotes,
  sort: sorted,
  after: (piece) => ofDate(piece, 'after'),
  before: (piece) => ofDate(piece, 'before'),
};

function inField(piece: Piece, field: Field): Meaning {
  const text = trimPunctuation(piece.value);
  if (!hasWord(text)) return words(null);
  if (piece.dash === 'minus') return filter('anywhere', (draft) => exclude(draft, piece, field));
  return filter('edges', (draft) => {
    if (!addClause(draft, piece.quoted ? 'phrases' : 'required', piece, { field, text })) return;
    if (field !== 'authors') addWords(draft, text);
  });
}

function ofCategory(piece: Piece): Meaning {
  const value = trimPunctuation(piece.value);
  const shaped = /^[a-z][a-z-]{1,20}(?:\.(?:[a-z-]{1,20}|\*)?)?$/i.test(value);
  const known = archives.has(value.split('.')[0]?.toLowerCase() ?? '');
  if (!shaped || (piece.apart && !known)) return unread(piece, noCategory);
  if (piece.dash === 'minus')
    return refused(piece, 'A category cannot be left out; name the ones you want, such as cat:cs.CL.');
  return filter(known ? 'anywhere' : 'nowhere', (draft) => {
    addChoice(draft.categories, value);
    addFilter(draft, piece, 'cat');
  });
}

function byId(piece: Piece): Meaning {
  const value = trimPunctuation(piece.value);
  const canonical = paperIdFromText(value);
  // What a source calls a paper can be anything; a digit or a colon tells it from a word.
  const own = !piece.apart && /^(?=\S*[\p{N}:])\S{1,900}$/u.test(value);
  if (canonical === null && !own) {
    return unread(piece, 'This is no paper id such as 2401.01234; it was searched as words.');
  }
  if (piece.dash === 'minus') return refused(piece, 'A single paper cannot be left out of a search.');
  const id = canonical ?? value;
  return filter(canonical === null ? 'edges' : 'anywhere', (draft) => {
    addChoice(draft.ids, id);
    addFilter(draft, piece, 'id');
  });
}

function ofDate(piece: Piece, operator: 'after' | 'before'): Meaning {
  const [date, other] = datesOf(piece.value);
  if (date === undefined) {
    return unread(piece, 'This is no date such as 2025, 2025-01 or 2025-01-31; it was searched as words.');
  }
  if (other !== undefined) {
    return unread(piece, `This could be ${date} or ${other}; write it like that. It was searched as words.`);
  }
  const meant = piece.dash === 'minus' ? (operator === 'after' ? 'before' : 'after') : operator;
  return filter('anywhere', (draft) => {
    if (piece.dash === 'minus') note(draft, piece, `Read as ${meant}:${date}.`);
    narrow(draft, piece, meant === 'after' ? date : null, meant === 'before' ? date : null);
  });
}

function ofYear(piece: Piece): Meaning {
  const span = yearSpan(piece.value);
  if (span === null) return unread(piece, 'This is no year such as 2024; it was searched as words.');
  if (piece.dash === 'minus') return refused(piece, 'A year cannot be left out; use after: and before: instead.');
  return filter('anywhere', (draft) => narrow(draft, piece, span.after, span.before));
}

function ofVotes(piece: Piece): Meaning {
  const typed = trimPunctuation(piece.value.normalize('NFKC'));
  if (!/^\d{1,9}$/.test(typed))
    return unread(piece, 'This is no number of votes such as min:5; it was searched as words.');
  if (piece.dash === 'minus') return refused(piece, 'Many votes cannot be left out; min:5 means at least 5 votes.');
  const votes = Number(typed);
  return filter('anywhere', (draft) => {
    if (draft.min !== null && draft.min !== votes) {
      note(
        draft,
        piece,
        `The query names two numbers of votes; the larger one, ${Math.max(draft.min, votes)}, counts.`,
      );
    }
    draft.min = Math.max(draft.min ?? 0, votes);
    addFilter(draft, piece, 'min');
  });
}

function sorted(piece: Piece): Meaning {
  const sort = sorts.get(trimPunctuation(piece.value).toLowerCase());
  if (sort === undefined || piece.dash === 'minus') {
    return unread(piece, 'Results can be sorted by sort:new, sort:top or sort:relevance; this was searched as words.');
  }
  return filter('anywhere', (draft) => {
    if (draft.sort !== null && draft.sort !== sort) {
      note(draft, piece, `The query names two orders; the last one, sort:${sort}, counts.`);
    }
    draft.sort = sort;
  });
}

function words(message: string | null): Meaning {
  return { kind: 'words', message };
}

function filter(sure: 'anywhere' | 'edges' | 'nowhere', apply: (draft: Draft) => void): Meaning {
  return { kind: 'filter', sure, apply };
}

/** With a space after the colon it is prose, and nothing has to be said. */
function unread({ apart, value }: Piece, message: string): Meaning {
  return words(apart || value === '' ? null : message);
}

/** Well understood, but not possible. */
function refused(piece: Piece, message: string): Meaning {
  return filter('anywhere', (draft) => note(draft, piece, message));
}
