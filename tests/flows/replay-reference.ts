import { shareAt } from '../../src/selection/vote-growth.ts';
import type { VoteGrowth } from '../../src/selection/vote-growth.ts';

/** A list of a day as it was in the end: records as Hugging Face gives them. */
export type ReplayDay = { readonly day: string; readonly list: readonly unknown[] };

const WEEK = 7;
const DAY_MS = 86_400_000;

/**
 * What trends in the week up to an instant, straight from the lists: their votes do not change, so a paper gained all of its
 * votes when it came on the list within the week, and none since when it was there before. `growth`: what is usual.
 */
export function trendingOf(days: readonly ReplayDay[], at: Date, growth: VoteGrowth): readonly string[] {
  const week = days.filter(
    ({ day }) => Date.parse(day) >= at.getTime() - WEEK * DAY_MS && Date.parse(day) <= at.getTime(),
  );
  const rows = week.flatMap(({ day, list }) =>
    list.flatMap((record) => {
      const { id, upvotes } = paperOf(record);
      const usual = growth.total * (shareAt(growth, (at.getTime() - Date.parse(day)) / DAY_MS) - shareAt(growth, 0));
      return upvotes > 0 ? [{ id: `arxiv:${id}`, upvotes, score: (upvotes + 5) / (usual + 5) }] : [];
    }),
  );
  return rows
    .toSorted((a, b) => b.score - a.score || b.upvotes - a.upvotes || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** The same lists, each paper only on the first one. */
export function firstLists(days: readonly ReplayDay[]): readonly ReplayDay[] {
  const seen = new Set<string>();
  return days.map(({ day, list }) => ({
    day,
    list: list.filter((record) => {
      const { id } = paperOf(record);
      const isNew = !seen.has(id);
      seen.add(id);
      return isNew;
    }),
  }));
}

function paperOf(record: unknown): { readonly id: string; readonly upvotes: number } {
  if (typeof record !== 'object' || record === null || !('paper' in record)) throw new Error('Expected a record');
  const { paper } = record;
  if (typeof paper !== 'object' || paper === null || !('id' in paper)) throw new Error('Expected a paper in a record');
  const upvotes = 'upvotes' in paper && typeof paper.upvotes === 'number' ? paper.upvotes : 0;
  return { id: String(paper.id), upvotes };
}
