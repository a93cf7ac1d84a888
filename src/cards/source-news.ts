import { dateInWords, instantInWords } from './dates.ts';

/** How a source on the web is doing. Days are those of UTC. */
export type SourceNews = {
  /** `Hugging Face`. */
  readonly name: string;
  /** False: whoever runs Paperboy switched it off. */
  readonly isOn: boolean;
  /** Today, `YYYY-MM-DD`. */
  readonly day: string;
  readonly papersToday: number;
  /** Papers of such a day of the week, in the middle; null: nobody knows yet. */
  readonly usual: number | null;
  /** The last day with papers, today or before; null: there was none. */
  readonly lastDay: string | null;
  /** It has been without papers for longer than it ever was. */
  readonly isLate: boolean;
  /** When it was read to its end last; null: never. */
  readonly readAt: Date | null;
  /** When it is read next; null: as soon as Paperboy runs. */
  readonly nextAt: Date | null;
  /** Why it cannot be read, in plain words; null: it can. */
  readonly trouble: string | null;
};

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A source in a few sentences; no papers today always have a reason. */
export function sourceInWords(news: SourceNews, zone: string): string {
  const { isOn, papersToday, usual, day, readAt, nextAt, trouble } = news;
  if (!isOn) return 'Switched off (PAPERBOY_SOURCES).';
  const expected = usual === null ? '' : `, ${usual} ${usual === 1 ? 'is' : 'are'} usual for a ${weekdayOf(day)}`;
  const papers =
    papersToday > 0
      ? `${papersToday} ${papersToday === 1 ? 'paper' : 'papers'} today${expected}.`
      : `No papers today: ${whyNone(news)}${expected}.`;
  const next =
    nextAt === null ? 'It is read as soon as the service runs.' : `Next reading ${instantInWords(nextAt, zone)}.`;
  return [
    papers,
    readAt === null ? 'Not read to its end yet.' : `Read ${instantInWords(readAt, zone)}.`,
    ...(trouble === null ? [] : [`The last try failed: ${trouble}`]),
    next,
  ].join(' ');
}

/** The first reason that holds. */
function whyNone({ day, lastDay, isLate, readAt, trouble, usual }: SourceNews): string {
  const wasReadToday = readAt !== null && readAt.toISOString() >= day;
  if (trouble !== null && !wasReadToday) return 'it could not be read';
  if (readAt === null) return 'it was not read yet';
  if (isLate && lastDay !== null) return `late, for nothing came since ${dateInWords(lastDay)}`;
  if (isWeekend(day)) return 'it is the weekend';
  if (!wasReadToday) return 'it was not read today yet';
  if (usual === 0) return 'there seldom are any on such a day';
  return 'nothing was announced yet (it comes later, or it is a holiday)';
}

function weekdayOf(day: string): string {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
}

function isWeekend(day: string): boolean {
  return ['Saturday', 'Sunday'].includes(weekdayOf(day));
}
