import type { Paper } from '../paper/paper.ts';
import type { Ranked } from '../store/reasoning.ts';
import { isUnfinished } from './list-votes.ts';
import type { Miss } from './miss.ts';

/** How far a paper came on the way to a post: where it was stopped, or that it was not. */
export type Stage =
  | { readonly kind: 'chosen'; readonly date: string }
  /** It came to the corpus after the choice was made: ISO instant. */
  | { readonly kind: 'too-late'; readonly at: string }
  /** It came before `since`, and only new papers were wanted. */
  | { readonly kind: 'not-new'; readonly since: string }
  /** It is known from the list of a day, `YYYY-MM-DD`, that was not settled. */
  | { readonly kind: 'unfinished'; readonly day: string }
  | { readonly kind: 'missed'; readonly miss: Miss }
  /** It was posted in the place before. */
  | { readonly kind: 'posted'; readonly date: string }
  /** It was posted there after all, on a later date; what else stopped it then is not known. */
  | { readonly kind: 'posted-later'; readonly date: string }
  | { readonly kind: 'shared'; readonly at: string }
  /** It fits, and only the first so many were compared. */
  | { readonly kind: 'not-compared'; readonly compared: number }
  | {
      readonly kind: 'outscored';
      readonly own: Ranked;
      /** The best of those before it, best first; at most three. */
      readonly by: readonly Ranked[];
      /** 2 is the second of all that were compared. */
      readonly rank: number;
      readonly compared: number;
    };

/** What is known of a paper and the slot of a date. */
export type StageFacts = {
  readonly date: string;
  /** When it was chosen, or will be. */
  readonly at: Date;
  /** When the choice was made; null: not yet. */
  readonly chosenAt: string | null;
  /** See `Wanted.since` of a choice. */
  readonly since: string | null;
  /** The slot holds it. */
  readonly inSlot: boolean;
  /** It counts as shown in the place. */
  readonly shown: boolean;
  /** The date of the newest post with it in the place. */
  readonly postedOn: string | null;
  /** When it was shared there by hand. */
  readonly sharedAt: string | null;
  /** What of the query it has not. */
  readonly miss: Miss | null;
  /** How many papers the slot holds. */
  readonly top: number;
  /** All that were compared, best first. */
  readonly ranking: readonly Ranked[];
};

const BEFORE_IT = 3;

/** The first stage, in the order of a choice, at which a paper was stopped. */
export function stageOf(paper: Paper, facts: StageFacts): Stage {
  const { date, chosenAt, since, miss, ranking } = facts;
  if (facts.inSlot) return { kind: 'chosen', date };
  const came = paper.sightings.map(({ at }) => at).toSorted()[0] ?? '';
  if (chosenAt !== null && came > chosenAt) return { kind: 'too-late', at: came };
  const { listedOn } = paper;
  if (listedOn !== null && isUnfinished(paper, facts.at)) return { kind: 'unfinished', day: listedOn };
  // One whose list was not settled then could not be chosen, and is as new as one that came later.
  if (since !== null && came <= since && !isUnfinished(paper, new Date(since))) return { kind: 'not-new', since };
  if (miss !== null) return { kind: 'missed', miss };
  const at = ranking.findIndex(({ id }) => id === paper.id);
  const own = ranking[at];
  if (own === undefined) return notCompared(facts);
  if (chosenAt === null && at < facts.top) return { kind: 'chosen', date };
  const by = ranking.slice(0, Math.min(at, BEFORE_IT));
  return { kind: 'outscored', own, by, rank: at + 1, compared: ranking.length };
}

function notCompared({ date, shown, postedOn, sharedAt, ranking }: StageFacts): Stage {
  if (shown && postedOn !== null) return { kind: postedOn <= date ? 'posted' : 'posted-later', date: postedOn };
  if (shown && sharedAt !== null) return { kind: 'shared', at: sharedAt };
  return { kind: 'not-compared', compared: ranking.length };
}
