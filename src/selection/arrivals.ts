import { firstOpenDay } from '../paper/list-day.ts';
import type { PaperId } from '../paper/paper.ts';
import type { PaperStore } from '../store/store.ts';

export type Arrivals = {
  /** On a list that is not settled yet, and on none before: they are not compared. */
  readonly open: ReadonlySet<PaperId>;
  /** What came after an instant, or was on a list that was settled after it. Null: none was given, any paper will do. */
  readonly fresh: ReadonlySet<PaperId> | null;
};

/** What there is to choose from at an instant, beside what is there of old; `since` is an ISO instant. */
export async function findArrivals(
  papers: Pick<PaperStore, 'firstSeenAfter' | 'listedFrom'>,
  since: string | null,
  at: Date,
): Promise<Arrivals> {
  const openDay = firstOpenDay(at);
  const listed = await papers.listedFrom(since === null ? openDay : firstOpenDay(new Date(since)));
  const open = new Set(listed.filter(({ listedOn }) => listedOn >= openDay).map(({ id }) => id));
  if (since === null) return { open, fresh: null };
  const came = [...(await papers.firstSeenAfter(since)), ...listed.map(({ id }) => id)];
  return { open, fresh: new Set(came.filter((id) => !open.has(id))) };
}
