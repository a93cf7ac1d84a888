import type { Paper } from '../paper/paper.ts';

/** Something that gives papers: a file, a list on the web. */
export type Source = {
  /** Short and stable; it is written into the sightings. */
  readonly name: string;
  /**
   * Everything newer than `cursor`, or everything when it is null. Rejected records are yielded too, so that the
   * caller counts and names them; only a source that cannot go on at all throws.
   */
  fetchSince(cursor: string | null, signal: AbortSignal): AsyncIterable<Sighted>;
};

/** One record of a source: a paper, or the reason why it is none. */
export type Sighted =
  | { readonly kind: 'paper'; readonly paper: Paper }
  | {
      readonly kind: 'rejected';
      /** Where: `line 17`. */
      readonly where: string;
      /** Why, in plain words. */
      readonly reason: string;
    };
