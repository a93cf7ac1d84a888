import type { ArxivApi } from './arxiv-api.ts';
import { readArxivCursor } from './arxiv-cursor.ts';
import type { ArxivCursor } from './arxiv-cursor.ts';
import { MOST_ANNOUNCED } from './arxiv-feed.ts';
import type { ArxivFeed } from './arxiv-feed.ts';
import { beginHistory, readHistory } from './arxiv-history.ts';
import type { ArxivOai } from './arxiv-oai.ts';
import { ARXIV, arxivPaper } from './arxiv-record.ts';
import { rereadArxiv } from './arxiv-reread.ts';
import { plusDays, utcDay, weekday } from './days.ts';
import type { SourceClock } from './source-clock.ts';
import type { Sighted, Source } from './source.ts';

export type ArxivOptions = {
  readonly feed: ArxivFeed;
  readonly api: ArxivApi;
  readonly oai: ArxivOai;
  /** At least one. */
  readonly categories: readonly string[];
  readonly clock: SourceClock;
  /** The first day wanted; null: as many days back as `backfillDays` says, at the first time. */
  readonly since: string | null;
  readonly backfillDays: number;
};

/**
 * arXiv: first what was announced last, by its feed; then what is missing before, which is everything at the first time
 * and the days between two runs that lay too far apart. Short histories come from the API, long ones by OAI-PMH.
 */
export function createArxiv(options: ArxivOptions): Source {
  const { feed, categories, clock } = options;

  async function* readFeed(cursor: ArxivCursor, signal: AbortSignal): AsyncGenerator<Sighted, ArxivCursor> {
    const news = await feed(categories, cursor.feed, signal);
    if (news === null) return cursor;
    const day = news.day ?? utcDay(clock.now());
    for (const [index, { isNews, record }] of news.items.entries()) {
      if (record.kind === 'rejected') {
        yield { ...record, where: `announcements of ${day}, item ${index + 1}` };
        continue;
      }
      yield { kind: isNews ? 'paper' : 'update', paper: arxivPaper(record, clock.now()) };
    }
    const isCut = news.items.length >= MOST_ANNOUNCED;
    return { ...cursor, ...afterAnnouncement(cursor, day, isCut), feed: news.validators };
  }

  return {
    name: ARXIV,
    reread(where, excerpt) {
      const record = rereadArxiv(excerpt);
      if (record === null) return null;
      return record.kind === 'rejected'
        ? { ...record, where }
        : { kind: 'paper', paper: arxivPaper(record, clock.now()) };
    },
    async *fetchSince(text, signal) {
      let cursor = beginning(readArxivCursor(text), options, utcDay(clock.now()));
      cursor = yield* readFeed(cursor, signal);
      yield reached(cursor);
      while (cursor.gap !== null || cursor.history !== null) {
        signal.throwIfAborted();
        const today = utcDay(clock.now());
        if (cursor.history === null) {
          cursor = { ...cursor, gap: null, history: beginHistory(cursor.gap ?? today, today, categories) };
        } else {
          cursor = { ...cursor, history: yield* readHistory(cursor.history, options, signal) };
        }
        yield reached(cursor);
      }
    },
  };
}

function reached(cursor: ArxivCursor): Sighted {
  return { kind: 'reached', cursor: JSON.stringify(cursor) };
}

/** Goes on where it stopped; what is asked for beyond that, earlier days or other categories, is read back. */
function beginning(cursor: ArxivCursor | null, options: ArxivOptions, today: string): ArxivCursor {
  const { categories, backfillDays, since } = options;
  const usual = plusDays(today, -backfillDays);
  const wanted = since !== null && since < today ? since : null;
  if (cursor === null) {
    const from = wanted ?? usual;
    return { categories, from, announced: null, feed: null, gap: from, history: null };
  }
  const isWider = categories.some((category) => !cursor.categories.includes(category));
  const isEarlier = wanted !== null && wanted < cursor.from;
  if (!isWider && !isEarlier) return { ...cursor, categories };
  const from = isEarlier ? wanted : cursor.from;
  // The history in hand is a part of it.
  const gap = isEarlier ? from : earliest(from < usual ? usual : from, cursor.gap);
  return { ...cursor, categories, from, gap, feed: null, history: isEarlier ? null : cursor.history };
}

/** What the announcements of a day say of the days before it. */
function afterAnnouncement(cursor: ArxivCursor, day: string, isCut: boolean): Pick<ArxivCursor, 'announced' | 'gap'> {
  const { announced, gap } = cursor;
  // At the first time everything before is read back anyway.
  const isMissed = announced !== null && announced < dayOfFeedBefore(day);
  const missed = isMissed ? announced : isCut ? plusDays(day, -1) : null;
  return {
    announced: announced !== null && announced > day ? announced : day,
    gap: missed === null ? gap : earliest(missed, gap),
  };
}

/** Feeds are of Monday to Friday; a holiday among them only costs a look back in vain. */
function dayOfFeedBefore(day: string): string {
  let before = plusDays(day, -1);
  while (weekday(before) > 5) before = plusDays(before, -1);
  return before;
}

function earliest(one: string, other: string | null): string {
  return other === null || one < other ? one : other;
}
