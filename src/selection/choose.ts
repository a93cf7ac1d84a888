import type { Paper, PaperId } from '../paper/paper.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Query } from '../search/query.ts';
import type { Ranked, Reasoning } from '../store/reasoning.ts';
import type { Claim, Ledger, PaperStore, PeopleStore } from '../store/store.ts';
import { findArrivals } from './arrivals.ts';
import { findCandidates } from './candidates.ts';
import { pick } from './pick.ts';
import type { Choice, History } from './choice.ts';
import { preferenceOf } from './score.ts';

export type ChooseParts = {
  readonly index: Pick<SearchIndex, 'search'>;
  readonly papers: Pick<PaperStore, 'getMany' | 'firstSeenAfter' | 'listedFrom'>;
  readonly ledger: Pick<Ledger, 'shownIn' | 'lastPapers'>;
  readonly people: Pick<PeopleStore, 'likings'>;
};

export type Wanted = {
  readonly query: Query;
  readonly place: Claim['place'];
  /** `YYYY-MM-DD`: the day that the papers are for. */
  readonly date: string;
  /** When they are due: lists that are settled by then count, and no others. */
  readonly at: Date;
  /** Only papers that came to the corpus after this ISO instant, each once; null: any, and again when all were shown. */
  readonly since: string | null;
  /** Decides between equals; a subscription's slot has its own. */
  readonly seed: string;
  readonly top: number;
};

export type Chosen = {
  /** Best first, all different; fewer than asked for when fewer are left before the place starts over. Empty: none match. */
  readonly choices: readonly Choice[];
  readonly reasoning: Reasoning;
  /** All that were compared and not chosen, best first. */
  readonly others: readonly Ranked[];
  /** Everything that matches was shown in the place before, so the least shown come again. */
  readonly startsOver: boolean;
};

/** So many of those that were not chosen are written down. */
const RUNNERS_UP = 2;
/** Variety is measured against this many papers that the place was shown last. */
const LAST = 7;
/** Taste is learned from so many papers at most, of the highest ids: those of arXiv grow with time. */
const OPINIONS = 200;

/** What a place would be shown on a day. Changes nothing, so a preview is what would be posted. */
export async function choose(parts: ChooseParts, wanted: Wanted): Promise<Chosen> {
  const { query, place, date, at, since, seed, top } = wanted;
  const shown = await parts.ledger.shownIn(place, date);
  const arrivals = await findArrivals(parts.papers, since, at);
  const { candidates, whole, counts } = await findCandidates(parts, query, { shown, ...arrivals });
  const preference = preferenceOf(query);
  const history = preference === 'blend' && candidates.length > 1 ? await readHistory(parts, place) : NO_HISTORY;
  const { choices, others } = pick(candidates, { seed, top, date, preference, whole, history });
  const chosen = choices.map(({ paper, score, parts: scoreParts }) => ({ id: paper.id, score, parts: scoreParts }));
  return {
    choices,
    reasoning: { chosen, runnersUp: others.slice(0, RUNNERS_UP), counts },
    others,
    startsOver: choices.length > 0 && startsOver(choices),
  };
}

/** Whether papers chosen for a post were all shown in its place before. */
export function startsOver(papers: readonly { readonly shownBefore: number }[]): boolean {
  return papers.every(({ shownBefore }) => shownBefore > 0);
}

const NO_HISTORY: History = { opinions: [], last: [] };

async function readHistory(parts: ChooseParts, place: Claim['place']): Promise<History> {
  const likings = (await parts.people.likings(place)).slice(-OPINIONS);
  const last = await parts.ledger.lastPapers(place, LAST);
  const ids = new Set<PaperId>([...last, ...likings.map(({ id }) => id)]);
  const papers = new Map<PaperId, Paper>();
  for (const paper of ids.size === 0 ? [] : await parts.papers.getMany([...ids])) papers.set(paper.id, paper);
  return {
    opinions: likings.flatMap((liking) => {
      const paper = papers.get(liking.id);
      return paper === undefined ? [] : [{ paper, liking }];
    }),
    last: last.flatMap((id) => papers.get(id) ?? []),
  };
}
