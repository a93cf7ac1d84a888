import type { Paper } from '../paper/paper.ts';
import { parseQuery } from '../search/query.ts';
import type { Ledger } from '../store/store.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { slotInstant } from '../subscription/timetable.ts';
import { chooseFor, sinceFor } from './choose-for.ts';
import type { ChooseForParts } from './choose-for.ts';
import { missOf } from './miss.ts';
import { stageOf } from './stage.ts';
import type { Stage } from './stage.ts';

export type FindStageParts = ChooseForParts & {
  readonly ledger: Pick<Ledger, 'get' | 'lastShown' | 'lastShared'>;
};

/**
 * How far a paper came on the way to the slot of a subscription on a date. What was chosen then is as it was written down;
 * the others are measured as they are now, for votes and what a place was shown are not kept by the day.
 */
export async function findStage(
  parts: FindStageParts,
  subscription: Subscription,
  date: string,
  paper: Paper,
): Promise<Stage> {
  const { ledger } = parts;
  const { id: subscriptionId, place, timetable } = subscription;
  const entry = await ledger.get({ subscriptionId, date });
  const due = slotInstant(timetable, date);
  // It may have been asked for before its time.
  const at = entry !== null && Date.parse(entry.claimedAt) < due.getTime() ? new Date(entry.claimedAt) : due;
  const { reasoning, others } = await chooseFor(parts, subscription, date, at);
  const written = entry?.reasoning?.chosen ?? [];
  const facts = {
    date,
    at,
    chosenAt: entry?.claimedAt ?? null,
    since: await sinceFor(parts, subscription, date),
    top: subscription.top,
    ranking: [...written, ...reasoning.chosen, ...others],
  };
  return stageOf(paper, {
    ...facts,
    inSlot: entry?.papers.some(({ id }) => id === paper.id) ?? false,
    shown: (await ledger.shownIn(place, date)).has(paper.id),
    postedOn: (await ledger.lastShown(place, paper.id))?.slot.date ?? null,
    sharedAt: await ledger.lastShared(place, paper.id),
    miss: await missOf(parts.index, parseQuery(subscription.query), paper),
  });
}
