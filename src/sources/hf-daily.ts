import { isSettled } from '../paper/list-day.ts';
import { toPaper } from '../paper/paper.ts';
import type { Paper } from '../paper/paper.ts';
import { daysFrom, plusDays, utcDay } from './days.ts';
import { readHfCursor } from './hf-cursor.ts';
import type { HfCursor, HfPage } from './hf-cursor.ts';
import { parseHfList } from './hf-list.ts';
import type { HfRecord } from './hf-list.ts';
import type { Http } from './http.ts';
import type { SourceClock } from './source-clock.ts';
import { SourceError } from './source-error.ts';
import { isCut } from './source.ts';
import type { Sighted, Source } from './source.ts';

export type HfDailyOptions = {
  readonly http: Http;
  /** Of Hugging Face, or of a server that speaks like it. */
  readonly url: URL;
  readonly token: string | null;
  readonly clock: SourceClock;
  /** The first day wanted; null: as many days back as `backfillDays` says, at the first time. */
  readonly since: string | null;
  readonly backfillDays: number;
};

export const HF_DAILY = 'hf-daily';

/** As many as the server gives without being asked; from 1 to 100. */
const PAGE = 50;
/** No list had more than 100 records; a server that never comes to an end must not hold us. */
const MOST_PAGES = 40;
/** Votes are counted anew for so many days. */
const REFRESHED_DAYS = 14;
/**
 * Hugging Face's daily papers: day by day, oldest first, from the last settled list to today's, and those of the last
 * fortnight for their votes. A list that still grows is read again the next time. After every day it says how far it came.
 */
export function createHfDaily(options: HfDailyOptions): Source {
  const { http, url, token, clock } = options;

  async function* readDay(
    day: string,
    known: readonly HfPage[],
    signal: AbortSignal,
  ): AsyncGenerator<Sighted, readonly HfPage[]> {
    const pages: HfPage[] = [];
    const seen = new Set<string>();
    for (let number = 0; number < MOST_PAGES; number += 1) {
      const before = known[number] ?? null;
      const answer = await http({ url: pageUrl(url, day, number), format: 'json', token, known: before }, signal);
      if (answer.kind === 'unchanged' && before !== null) {
        pages.push(before);
        if (before.count < PAGE) return pages;
        continue;
      }
      const records = answer.kind === 'text' ? parseHfList(answer.text) : [];
      const news = yield* sightedOf(records, { day, number, at: clock.now(), seen });
      const { etag, lastModified } = answer.kind === 'text' ? (answer.validators ?? NONE) : NONE;
      pages.push({ etag, lastModified, count: records.length });
      // A page that only repeats is no page: the list moved while we read, or the server does not know pages.
      if (records.length < PAGE || news === 0) return pages;
    }
    throw new SourceError(
      `Hugging Face's list of ${day} does not come to an end; it was read up to page ${MOST_PAGES}.`,
    );
  }

  return {
    name: HF_DAILY,
    reread(where, excerpt) {
      const [record] = isCut(excerpt) ? [] : parseHfList(JSON.stringify([excerpt]));
      if (record === undefined || record.kind === 'rejected') return record === undefined ? null : { ...record, where };
      const day = /^\d{4}-\d{2}-\d{2}/.exec(where)?.[0] ?? null;
      return { kind: 'paper', paper: listedPaper(record, day, null, clock.now()) };
    },
    async *fetchSince(text, signal) {
      const today = utcDay(clock.now());
      const oldest = plusDays(today, 1 - REFRESHED_DAYS);
      let cursor = beginning(readHfCursor(text), options, today);
      const next = plusDays(cursor.settled, 1);
      for (const day of daysFrom(latest(cursor.from, earliest(next, oldest)), today)) {
        signal.throwIfAborted();
        const isComplete = isSettled(day, clock.now());
        const pages = yield* orNotYet(day === today, readDay(day, cursor.pages[day] ?? [], signal));
        const kept = Object.entries({ ...cursor.pages, [day]: pages }).filter(([one]) => one >= oldest);
        const settled = isComplete && day === plusDays(cursor.settled, 1) ? day : cursor.settled;
        cursor = { ...cursor, settled, pages: Object.fromEntries(kept) };
        yield { kind: 'reached', cursor: JSON.stringify(cursor) };
      }
    },
  };
}

const NONE = { etag: null, lastModified: null };

/** Goes on where it stopped, or begins earlier when that is asked for. */
function beginning(cursor: HfCursor | null, options: HfDailyOptions, today: string): HfCursor {
  const since = earliest(options.since ?? cursor?.from ?? plusDays(today, -options.backfillDays), today);
  return cursor !== null && cursor.from <= since ? cursor : { from: since, settled: plusDays(since, -1), pages: {} };
}

/** Where our clock is ahead of theirs, today is the future, and the answer 400: a list that is not there yet. */
async function* orNotYet(
  isToday: boolean,
  list: AsyncGenerator<Sighted, readonly HfPage[]>,
): AsyncGenerator<Sighted, readonly HfPage[]> {
  try {
    return yield* list;
  } catch (error) {
    const isFuture = error instanceof SourceError && error.failure.kind === 'refused' && error.failure.status === 400;
    if (isToday && isFuture) return [];
    throw error;
  }
}

function pageUrl(base: URL, day: string, number: number): URL {
  const url = new URL(`${base.href.replace(/\/$/, '')}/api/daily_papers`);
  url.search = new URLSearchParams({ date: day, limit: String(PAGE), p: String(number) }).toString();
  return url;
}

type Page = { readonly day: string; readonly number: number; readonly at: Date; readonly seen: Set<string> };

/** Gives each record of the day once; returns how many the page brought. */
function* sightedOf(records: readonly HfRecord[], { day, number, at, seen }: Page): Generator<Sighted, number> {
  let news = 0;
  for (const [index, record] of records.entries()) {
    const where = `${day}, item ${number * PAGE + index + 1}`;
    const key = record.kind === 'rejected' ? record.excerpt : record.sourceId;
    if (seen.has(key)) continue;
    seen.add(key);
    news += 1;
    if (record.kind === 'rejected') {
      yield { kind: 'rejected', where, reason: record.reason, excerpt: record.excerpt };
      continue;
    }
    for (const reason of record.leftOut) yield { kind: 'left-out', where, reason };
    yield { kind: 'paper', paper: listedPaper(record, day, at, at) };
  }
  return news;
}

/** `countedAt`: when its votes were counted, where that is known. */
function listedPaper(
  { sourceId, fields }: Extract<HfRecord, { kind: 'paper' }>,
  day: string | null,
  countedAt: Date | null,
  at: Date,
): Paper {
  const listed = { ...fields, listedOn: fields.listedOn ?? day, upvotesAt: countedAt?.toISOString() };
  return toPaper(listed, { source: HF_DAILY, sourceId, at: at.toISOString() });
}

function earliest(one: string, other: string): string {
  return one < other ? one : other;
}

function latest(one: string, other: string): string {
  return one > other ? one : other;
}
