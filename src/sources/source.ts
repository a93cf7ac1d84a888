import type { Paper } from '../paper/paper.ts';

/** Something that gives papers: a file, a list on the web. */
export type Source = {
  /** Short and stable; it is written into the sightings. */
  readonly name: string;
  /**
   * Everything newer than `cursor`, or everything when it is null. A list that is still being filled is not part of it until
   * it is settled: papers are chosen from what is here. Rejected records and parts are yielded too, so that
   * the caller counts and names them; only a source that cannot go on at all throws.
   */
  fetchSince(cursor: string | null, signal: AbortSignal): AsyncIterable<Sighted>;
};

/** One record of a source: a paper; a part of the next paper that cannot be used; or the reason why it is no paper. */
export type Sighted =
  | { readonly kind: 'paper'; readonly paper: Paper }
  | ({ readonly kind: 'left-out' } & Fault)
  | ({ readonly kind: 'rejected' } & Fault);

type Fault = {
  /** Where: `line 17`. */
  readonly where: string;
  /** Why, in plain words. */
  readonly reason: string;
};
