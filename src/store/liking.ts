import type { PaperId } from '../paper/paper.ts';

/** What the people of a place showed that they think of a paper there: how many of them. */
export type Liking = {
  readonly id: PaperId;
  /** 👍 and 👎, by the last word of each. */
  readonly likes: number;
  readonly dislikes: number;
  /** Saved it in this place. */
  readonly saves: number;
  /** Opened it in this place. */
  readonly opens: number;
};
