import type { Paper } from '../paper/paper.ts';
import { parseQuery } from '../search/query.ts';
import type { Query } from '../search/query.ts';
import type { Ledger } from '../store/store.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { slotInstant } from '../subscription/timetable.ts';
import { chooseFor, sinceFor } from './choose-for.ts';
import type { ChooseForParts } from './choose-for.ts';
import { lacksVotes, listVotes } from './list-votes.ts';
import { missOf } from './miss.ts';
import type { Miss } from './miss.ts';
import { stageOf } from './stage.ts';
import type { Stage } from './stage.ts';

export type FindStageParts = ChooseForParts & {
  readonly ledger: Pick<Ledger, 'get' | 'lastShown' | 'lastShared'>;
};

/**
 * How far a paper came on the way to the slot of a subscription on a date. What was asked for and chosen then, and what came
 * next, is as it was written down; the others are measured as they are now, for votes and what a place was shown are not
 * kept by the day.
 */
export async function findStage(
  parts: FindStageParts,
  subscription: Subscription,
  date: string,
  paper: Paper,
): Promise<Stage> {
  const { ledger } = parts;
  const { id: subscriptionId, place } = subscription;
  const entry = await ledger.get({ subscriptionId, date });
  const asked: Subscription = { ...subscription, ...entry?.wish };
  const query = parseQuery(asked.query);
  const due = slotInstant(asked.timetable, date);
  // It may have been asked for before its time.
  const at = entry !== null && Date.parse(entry.claimedAt) < due.getTime() ? new Date(entry.claimedAt) : due;
  const { reasoning, others } = await chooseFor(parts, asked, date, at);
  const written = [...(entry?.reasoning?.chosen ?? []), ...(entry?.reasoning?.runnersUp ?? [])];
  const known = new Set(written.map(({ id }) => id));
  const measured = [...reasoning.chosen, ...others].filter(({ id }) => !known.has(id));
  const facts = {
    date,
    at,
    chosenAt: entry?.claimedAt ?? null,
    since: await sinceFor(parts, asked, date),
    top: asked.top,
    ranking: [...written, ...measured],
  };
  return stageOf(paper, {
    ...facts,
    inSlot: entry?.papers.some(({ id }) => id === paper.id) ?? false,
    shown: (await ledger.shownIn(place, date)).has(paper.id),
    postedOn: (await ledger.lastShown(place, paper.id))?.slot.date ?? null,
    sharedAt: await ledger.lastShared(place, paper.id),
    // What was compared then had all of it.
    miss: known.has(paper.id) ? null : ((await missOf(parts.index, query, paper)) ?? tooFewVotes(query, paper)),
  });
}

/** Its votes of now may be enough, and those of its settled list not. */
function tooFewVotes(query: Query, paper: Paper): Miss | null {
  if (query.min === null || !lacksVotes(query, paper)) return null;
  return { kind: 'too-few-votes', min: query.min, votes: listVotes(paper) ?? 0 };
}
