import type { Paper } from '../paper/paper.ts';

/** Something that gives papers: a file, a list on the web. */
export type Source = {
  /** Short and stable; it is written into the sightings. */
  readonly name: string;
  /**
   * Everything newer than `cursor`, or everything when it is null. Rejected records and parts are yielded too, so that
   * the caller counts and names them; only a source that cannot go on at all throws. A cursor is one that `reached` gave,
   * in the source's own words; one that cannot be read any more counts as null.
   */
  fetchSince(cursor: string | null, signal: AbortSignal): AsyncIterable<Sighted>;
  /** A record that was rejected at `where`, read again; null when its excerpt is not enough. Left out: it never is. */
  reread?(where: string, excerpt: string): Extract<Sighted, { kind: 'paper' | 'rejected' }> | null;
};

export type Sighted =
  | { readonly kind: 'paper'; readonly paper: Paper }
  /** News of a paper that is of no interest unless it is known: an old one, in a new version. */
  | { readonly kind: 'update'; readonly paper: Paper }
  /** A part of the next paper that cannot be used. */
  | ({ readonly kind: 'left-out' } & Fault)
  /** A record that is no paper. `excerpt` is how it came, cut ({@link excerptOf}); null when nothing can be shown. */
  | ({ readonly kind: 'rejected'; readonly excerpt: string | null } & Fault)
  /** Everything up to here was given: when it is in the store, `cursor` is where to go on. */
  | { readonly kind: 'reached'; readonly cursor: string };

type Fault = {
  /** Where: `line 17`. */
  readonly where: string;
  /** Why, in plain words. */
  readonly reason: string;
};

/** Nearly every record whole, so that it can be read again; a giant one has to be fetched again. */
const EXCERPT = 64_000;

/** The beginning of a record, as it came. */
export function excerptOf(record: string): string {
  return record.slice(0, EXCERPT).toWellFormed();
}

/** Whether an excerpt may be only the beginning of its record. */
export function isCut(excerpt: string): boolean {
  return excerpt.length >= EXCERPT;
}

/** Raise it whenever a parser reads what it refused before: then what is in the quarantine is tried again. */
export const PARSER_VERSION = '1';
