import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { trendsIn } from '../src/selection/trend.ts';
import { USUAL_GROWTH } from '../src/selection/vote-growth.ts';
import type { VoteHistory } from '../src/store/store.ts';
import { addDays } from '../src/subscription/timetable.ts';

/**
 * How well trending foretells, against the plain order by votes: the evening of each day of February 2026, with the votes
 * that the papers of that day had then, and the papers of the days before with those that they came to have (nothing in between
 * was recorded, which favours the plain order). The truth is the order by the votes of weeks later.
 *
 *     node bench/trending.ts
 */
const file = new URL('../../shared/data/hf-daily/hf-upvotes-early-vs-late-2026-02.jsonl.gz', import.meta.url);
const TOP = 10;
const DAYS = 7;
/** Lists after this one were counted again only a day later. */
const LAST_SETTLED = '2026-02-13';

const row = z.object({
  date: z.string(),
  id: z.string(),
  upvotesEarly: z.number().nullable(),
  upvotesLate: z.number().nullable(),
});
type Row = z.infer<typeof row>;

if (existsSync(file)) run();
else console.log('bench/trending.ts: skipped, ../shared/data/hf-daily is not here');

function run(): void {
  const rows = gunzipSync(readFileSync(file))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => row.parse(JSON.parse(line)));
  const dates = [...new Set(rows.map(({ date }) => date))].toSorted().filter((date) => date <= LAST_SETTLED);
  const totals = { best: 0, fresh: 0, plainBest: 0, oursBest: 0, plainFresh: 0, oursFresh: 0 };
  for (const date of dates.slice(2)) {
    const pool = rows.filter(
      (one) => one.date <= date && one.date > addDays(date, -DAYS) && votesOn(date, one) !== null,
    );
    const truth = best(pool, (one) => one.upvotesLate ?? 0);
    const plain = best(pool, (one) => votesOn(date, one) ?? 0);
    const ours = byTrend(pool, date);
    const fresh = truth.filter((id) => pool.some((one) => one.id === id && one.date === date));
    totals.best += truth.length;
    totals.fresh += fresh.length;
    totals.plainBest += shared(plain, truth);
    totals.oursBest += shared(ours, truth);
    totals.plainFresh += shared(plain, fresh);
    totals.oursFresh += shared(ours, fresh);
  }
  console.log(
    `${dates.length - 2} evenings, a week of lists each, the ${TOP} papers that came to have the most votes:`,
  );
  console.log(`  found by votes        ${share(totals.plainBest, totals.best)}`);
  console.log(`  found by trending     ${share(totals.oursBest, totals.best)}`);
  console.log('those among them that were new on that day:');
  console.log(`  found by votes        ${share(totals.plainFresh, totals.fresh)}`);
  console.log(`  found by trending     ${share(totals.oursFresh, totals.fresh)}`);
}

function share(part: number, whole: number): string {
  return `${part} of ${whole} (${Math.round((100 * part) / whole)} %)`;
}

function votesOn(date: string, one: Row): number | null {
  return one.upvotesLate === null ? null : one.date === date ? one.upvotesEarly : one.upvotesLate;
}

function best(pool: readonly Row[], votes: (one: Row) => number): readonly string[] {
  return pool
    .toSorted((a, b) => votes(b) - votes(a) || (a.id < b.id ? -1 : 1))
    .slice(0, TOP)
    .map(({ id }) => id);
}

function byTrend(pool: readonly Row[], date: string): readonly string[] {
  const to = new Date(`${addDays(date, 1)}T00:00:00Z`);
  const from = new Date(`${addDays(date, 1 - DAYS)}T00:00:00Z`);
  const histories = pool.map((one): VoteHistory => {
    const counts = [{ at: `${one.date}T23:00:00Z`, upvotes: votesOn(date, one) ?? 0 }];
    return { id: one.id, listedOn: one.date, counts };
  });
  return trendsIn(histories, { from, to }, USUAL_GROWTH)
    .slice(0, TOP)
    .map(({ id }) => id);
}

function shared(some: readonly string[], others: readonly string[]): number {
  return some.filter((id) => others.includes(id)).length;
}
