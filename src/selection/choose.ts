import type { SearchIndex } from '../search/search-index.ts';
import type { Query } from '../search/query.ts';
import type { Claim, Ledger, PaperStore } from '../store/store.ts';
import { findCandidates } from './candidates.ts';
import { pick } from './pick.ts';
import type { Choice } from './choice.ts';
import { preferenceOf } from './score.ts';

export type ChooseParts = {
  readonly index: Pick<SearchIndex, 'search'>;
  readonly papers: Pick<PaperStore, 'getMany' | 'withdrawn'>;
  readonly ledger: Pick<Ledger, 'shownIn'>;
};

export type Wanted = {
  readonly query: Query;
  readonly place: Claim['place'];
  /** `YYYY-MM-DD`: the day that the papers are for. */
  readonly date: string;
  /** Decides between equals; a subscription's slot has its own. */
  readonly seed: string;
  readonly top: number;
};

export type Chosen = {
  /** Best first, all different; fewer than asked for when fewer are left before the place starts over. Empty: none match. */
  readonly choices: readonly Choice[];
  /** Matching papers that the place has not seen; a lower bound when they are more than are compared. */
  readonly unseen: number;
  /** Everything that matches was shown in the place before, so the least shown come again. */
  readonly startsOver: boolean;
};

/** What a place would be shown on a day. Changes nothing, so a preview is what would be posted. */
export async function choose(parts: ChooseParts, wanted: Wanted): Promise<Chosen> {
  const shown = await parts.ledger.shownIn(wanted.place);
  const pool = await findCandidates(parts, wanted.query, shown);
  const choices = pick(pool.candidates, {
    seed: wanted.seed,
    top: wanted.top,
    date: wanted.date,
    preference: preferenceOf(wanted.query),
    whole: pool.whole,
  });
  return { choices, unseen: pool.unseen, startsOver: choices.length > 0 && startsOver(choices) };
}

/** Whether papers chosen for a post were all shown in its place before. */
export function startsOver(papers: readonly { readonly shownBefore: number }[]): boolean {
  return papers.every(({ shownBefore }) => shownBefore > 0);
}
