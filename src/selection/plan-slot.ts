import { parseQuery } from '../search/query.ts';
import type { Query } from '../search/query.ts';
import type { Reasoning } from '../store/reasoning.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { findArrivals } from './arrivals.ts';
import { chooseFor, sinceFor } from './choose-for.ts';
import type { ChooseForParts } from './choose-for.ts';
import type { Choice } from './choice.ts';
import { choose } from './choose.ts';
import { whyEmpty } from './why-empty.ts';
import type { EmptyDay } from './why-empty.ts';

/** What the slot of a subscription would hold: the same for the post and for its preview, whoever asks. */
export type Plan =
  | {
      readonly kind: 'papers';
      /** At least one. */
      readonly choices: readonly Choice[];
      readonly startsOver: boolean;
      readonly reasoning: Reasoning;
    }
  /** There is no paper for it; `why` is said there in one line when it `says` so, and kept in the ledger in any case. */
  | { readonly kind: 'nothing'; readonly why: string; readonly says: boolean; readonly reasoning: Reasoning };

/** Chooses for a slot that is due at an instant, by the wish for days without a new paper. Changes nothing. */
export async function planSlot(
  parts: ChooseForParts,
  subscription: Subscription,
  date: string,
  at: Date,
): Promise<Plan> {
  const { choices, startsOver, reasoning } = await chooseFor(parts, subscription, date, at);
  if (choices.length > 0) return { kind: 'papers', choices, startsOver, reasoning };
  const why = whyEmpty({
    topic: subscription.query,
    date,
    counts: reasoning.counts,
    ...(await news(parts, subscription, date, at)),
  });
  return { kind: 'nothing', why, says: subscription.empty === 'say-why', reasoning };
}

/** What came since the slot before: how many papers, how many that wait, and how many of them fit but for their votes. */
async function news(
  parts: ChooseForParts,
  subscription: Subscription,
  date: string,
  at: Date,
): Promise<Pick<EmptyDay, 'came' | 'waiting' | 'tooFewVotes' | 'min'>> {
  const query = parseQuery(subscription.query);
  const { min } = query;
  const since = await sinceFor(parts, subscription, date);
  if (since === null) return { came: 0, waiting: 0, tooFewVotes: 0, min };
  const { fresh, open } = await findArrivals(parts.papers, since, at);
  const came = fresh?.size ?? 0;
  const tooFewVotes =
    came === 0 || min === null ? 0 : await fitting(parts, { ...query, min: null }, { since, date, at }, subscription);
  return { came, waiting: open.size, tooFewVotes, min };
}

async function fitting(
  parts: ChooseForParts,
  query: Query,
  when: { readonly since: string; readonly date: string; readonly at: Date },
  { place }: Subscription,
): Promise<number> {
  const { reasoning } = await choose(parts, { query, place, ...when, seed: '', top: 1 });
  return reasoning.counts.fresh ?? 0;
}
