import type { PaperId } from '../paper/paper.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { nextSlot } from '../subscription/timetable.ts';
import type { ChooseForParts } from './choose-for.ts';
import { saysLate } from './due.ts';
import { nextPost, nextPosts } from './next-posts.ts';
import type { NextPost, NextPostsParts } from './next-posts.ts';
import { planSlot } from './plan-slot.ts';
import type { Plan } from './plan-slot.ts';

/** What the next post of a subscription would be. */
export type Forecast = NextPost & { readonly plan: Plan; readonly late: boolean };

export type ForecastParts = Omit<ChooseForParts, 'ledger'> & {
  readonly ledger: ChooseForParts['ledger'] & NextPostsParts['store']['ledger'];
  readonly now: () => Date;
};

type Coming = NextPost & { readonly subscription: Subscription };
/** A post that would come before. */
type Planned = { readonly subscriptionId: string; readonly date: string; readonly papers: readonly PaperId[] };

/** Posts of the same place that are thought through before the one that is asked for; more are beyond any forecast. */
const MOST_BEFORE = 100;
/** The heartbeat comes once a minute, and serves a place in the order of the numbers. */
const HEARTBEAT_MS = 60_000;

/**
 * The next post of a subscription, after those of the others in its place that come before it: they use papers up. What
 * rests is told as if it did not. Changes nothing.
 */
export async function forecast(
  parts: ForecastParts,
  subscription: Subscription,
  here: readonly Subscription[],
): Promise<Forecast> {
  const { now } = parts;
  const asking = { store: { ledger: parts.ledger }, now };
  const next = (await nextPost(subscription, asking)) ?? nextSlot(subscription.timetable, now());
  const target = { ...next, subscription };
  const coming: Coming[] = [];
  for (const other of here) {
    if (other.id === subscription.id) continue;
    for (const post of await nextPosts(other, { most: MOST_BEFORE, until: target.at }, asking)) {
      coming.push({ ...post, subscription: other });
    }
  }
  const planned: Planned[] = [];
  const ledger = ledgerAfter(parts.ledger, planned);
  for (const one of inTurn([...coming, target], now()).slice(0, MOST_BEFORE)) {
    if (one === target) break;
    const plan = await planSlot({ ...parts, ledger }, one.subscription, one.date, one.at);
    const papers = plan.kind === 'papers' ? plan.choices.map(({ paper }) => paper.id) : [];
    const says = plan.kind === 'papers' || plan.says;
    if (says) planned.unshift({ subscriptionId: one.subscription.id, date: one.date, papers });
  }
  return {
    ...next,
    plan: await planSlot({ ...parts, ledger }, subscription, next.date, next.at),
    late: saysLate(next.at, now()),
  };
}

/** In the order in which heartbeats serve them. */
function inTurn(coming: readonly Coming[], now: Date): readonly Coming[] {
  const beat = ({ at }: Coming): number => Math.ceil(Math.max(at.getTime(), now.getTime()) / HEARTBEAT_MS);
  return coming.toSorted((a, b) => beat(a) - beat(b) || a.subscription.number - b.subscription.number);
}

/** The ledger as it will be when these were posted, newest first, all in one place. */
function ledgerAfter(ledger: ChooseForParts['ledger'], planned: readonly Planned[]): ChooseForParts['ledger'] {
  return {
    async shownIn(place, date) {
      const shown = new Map(await ledger.shownIn(place, date));
      for (const id of planned.flatMap(({ papers }) => papers)) shown.set(id, (shown.get(id) ?? 0) + 1);
      return shown;
    },
    async lastPapers(place, limit) {
      const before = await ledger.lastPapers(place, limit);
      return [...new Set([...planned.flatMap(({ papers }) => papers), ...before])].slice(0, limit);
    },
    async lastReached(subscriptionId, before) {
      const last = await ledger.lastReached(subscriptionId, before);
      const dates = planned.filter((one) => one.subscriptionId === subscriptionId && one.date < before);
      const [newest] = dates.map(({ date }) => date).toSorted((a, b) => (a < b ? 1 : -1));
      return newest === undefined || (last !== null && last.date > newest) ? last : { subscriptionId, date: newest };
    },
  };
}
