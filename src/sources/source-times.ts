import { Temporal } from 'temporal-polyfill';
import { backoffMs } from '../waiting/backoff.ts';
import type { SourceFailure } from './source-error.ts';
import type { SourceName } from './source-names.ts';

type Times = { readonly zone: string; readonly at: readonly string[] };

/**
 * When each source is read, by its own clock. The list of Hugging Face is settled about 02:30 UTC and grows through the day.
 * arXiv announces at 20:00 in New York, Sunday to Thursday, and its feeds change at midnight there
 * (https://info.arxiv.org/help/rss.html); the later times find what came late, and cost one small request when nothing did.
 */
const TIMES: Readonly<Record<SourceName, Times>> = {
  'hf-daily': { zone: 'UTC', at: ['02:35', '06:35', '10:35', '14:35', '18:35', '22:35'] },
  arxiv: { zone: 'America/New_York', at: ['00:20', '04:20', '12:20'] },
};

/** Not everybody asks in the same minute. */
const JITTER_MS = 15 * 60_000;
/** The pauses after failures. The next time of the source comes in any case. */
const PAUSES = { firstMs: 5 * 60_000, mostMs: 2 * 3_600_000 };

/** When a source that was read at an instant is read again. `random` is from 0 to 1. */
export function nextReading(name: SourceName, after: Date, random: () => number): Date {
  const { zone, at } = TIMES[name];
  const now = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(zone);
  const coming = [0, 1].flatMap((days) => at.map((time) => instantOf(now.toPlainDate().add({ days }), time, zone)));
  const next = coming.find((time) => time > after.getTime()) ?? after.getTime() + 86_400_000;
  return new Date(next + Math.round(random() * JITTER_MS));
}

/** When a source that failed so many times in a row is tried again: sooner, but never before it allows it. */
export function nextTry(
  name: SourceName,
  failed: { readonly at: Date; readonly failures: number; readonly failure: SourceFailure | null },
  random: () => number,
): Date {
  const { at, failures, failure } = failed;
  const askedMs = failure?.kind === 'busy' ? failure.retryAfterMs : 0;
  const usual = nextReading(name, at, random).getTime();
  const soon = at.getTime() + Math.max(askedMs, backoffMs(failures, { ...PAUSES, random }));
  return new Date(Math.max(at.getTime() + askedMs, Math.min(soon, usual)));
}

/** A time that a change of the clocks leaves out is the first after the gap; one that comes twice is the first. */
function instantOf(date: Temporal.PlainDate, time: string, timeZone: string): number {
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}
