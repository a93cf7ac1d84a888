import { isSettled } from '../paper/list-day.ts';
import type { Paper } from '../paper/paper.ts';
import type { Ranked } from '../store/reasoning.ts';
import { isUnfinished } from './list-votes.ts';
import type { Miss } from './miss.ts';

/** How far a paper came on the way to a post: where it was stopped, or that it was not. */
export type Stage =
  | { readonly kind: 'chosen'; readonly date: string }
  /** It came to the corpus after the choice was made: ISO instant. */
  | { readonly kind: 'too-late'; readonly at: string }
  /** It was on the list of that day alone, which was not settled yet. */
  | { readonly kind: 'unfinished'; readonly day: string }
  /** It came before `since`, and only new papers were wanted. */
  | { readonly kind: 'not-new'; readonly since: string }
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
  /** When the slot was due. */
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
  const { date, at: due, chosenAt, since, miss, ranking } = facts;
  const { listedOn } = paper;
  if (facts.inSlot) return { kind: 'chosen', date };
  const came = paper.sightings.map(({ at }) => at).toSorted()[0] ?? '';
  if (chosenAt !== null && came > chosenAt) return { kind: 'too-late', at: came };
  if (listedOn !== null && isUnfinished(paper, due)) return { kind: 'unfinished', day: listedOn };
  const isOld = since !== null && came <= since && (listedOn === null || isSettled(listedOn, new Date(since)));
  if (isOld) return { kind: 'not-new', since };
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
