import type { SourceNews } from '../cards/source-news.ts';
import { plusDays, utcDay } from '../sources/days.ts';
import { SOURCE_NAMES } from '../sources/source-names.ts';
import type { SourceName } from '../sources/source-names.ts';
import type { SourceRun, Store } from '../store/store.ts';

/** Papers of the last eight weeks say what is usual. */
const KNOWN_DAYS = 56;
/** From Friday to Monday. */
const LEAST_SILENCE = 3;
const DAY_MS = 86_400_000;

const NAMES: Readonly<Record<SourceName, string>> = { 'hf-daily': 'Hugging Face', arxiv: 'arXiv' };

/** How each source is doing, in their order. `on`: those that are switched on. */
export async function sourceReport(
  { sourceRuns }: Pick<Store, 'sourceRuns'>,
  on: readonly SourceName[],
  now: Date,
): Promise<readonly SourceNews[]> {
  const today = utcDay(now);
  const from = plusDays(today, -KNOWN_DAYS);
  return Promise.all(
    SOURCE_NAMES.map(async (name) => {
      const byDay = await sourceRuns.papersByDay(name, name === 'hf-daily' ? 'list' : 'telling', from);
      const isOn = on.includes(name);
      return { name: NAMES[name], isOn, ...sourceNews(await sourceRuns.get(name), byDay, today) };
    }),
  );
}

/** What the days and the last readings of a source come to. `byDay`: how many papers each day had, of those with any. */
export function sourceNews(
  run: SourceRun | null,
  byDay: ReadonlyMap<string, number>,
  today: string,
): Omit<SourceNews, 'name' | 'isOn'> {
  const first = plusDays(today, -KNOWN_DAYS);
  const days = [...byDay.keys()].filter((day) => day >= first && day <= today).toSorted();
  const lastDay = days.at(-1) ?? null;
  const readAt = run?.succeededAt ?? null;
  return {
    day: today,
    papersToday: byDay.get(today) ?? 0,
    usual: usualFor(today, days, byDay),
    lastDay,
    isLate: lastDay !== null && daysBetween(lastDay, today) > longestSilence(days),
    readAt: readAt === null ? null : new Date(readAt),
    nextAt: run === null ? null : new Date(run.nextAt),
    trouble: run?.failure?.why ?? null,
  };
}

/** The middle of the same weekdays, from the second day on: on the first one, what was there before came too. */
function usualFor(today: string, days: readonly string[], byDay: ReadonlyMap<string, number>): number | null {
  const [first = today] = days;
  const counts: number[] = [];
  for (let day = plusDays(today, -7); day > first; day = plusDays(day, -7)) counts.push(byDay.get(day) ?? 0);
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? null;
}

function longestSilence(days: readonly string[]): number {
  const silences = days.map((day, at) => daysBetween(days[at - 1] ?? day, day));
  return Math.max(LEAST_SILENCE, ...silences);
}

function daysBetween(one: string, other: string): number {
  return (Date.parse(other) - Date.parse(one)) / DAY_MS;
}
