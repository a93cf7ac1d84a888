import type { Answer } from '../cards/card.ts';
import { clamp } from '../cards/clamp.ts';
import { dateInWords } from '../cards/dates.ts';
import { line } from '../cards/line.ts';
import { votesInWords } from '../cards/paper-facts.ts';
import { sparkline } from '../cards/sparkline.ts';
import type { Request } from '../chat/request.ts';
import { describeQuery } from '../search/describe-query.ts';
import { parseQuery } from '../search/query.ts';
import type { Query } from '../search/query.ts';
import type { SearchResult } from '../search/search-index.ts';
import { trendsIn } from '../selection/trend.ts';
import type { Span } from '../selection/trend.ts';
import { growthOf } from '../selection/vote-growth.ts';
import { addDays, localDate } from '../subscription/timetable.ts';
import { nothing } from './answers.ts';
import type { CommandParts } from './command.ts';
import { FIRST_PAGE, hitsFor, showPage } from './listing.ts';
import type { Found, PagedCommand, Turn } from './listing.ts';
import { nothingFound } from './nothing-found.ts';
import { readTime, timeInWords, timeSpan, timeStart } from './period.ts';
import type { Time } from './period.ts';
import { zoneHere } from './zone-here.ts';

/** After these, "trending" describes them: such a sentence looks for papers about what is trending elsewhere. */
const DESCRIBED = /^(?:topics?|terms?|hashtags?|events?|news|stor(?:y|ies)|videos?|queries|searches|words?)\b/iu;

/** Papers that were on the list longer ago get no votes any more. */
const COUNTED_DAYS = 45;
/** More than this many papers of a topic within that time are not looked through. */
const MOST_OF_TOPIC = 5_000;

/**
 * The papers that gained votes in the last day, week or month, measured by what is usual at their age; the week when nothing is said. A date after it ends it:
 * the buttons of a list name the day on which it was made, and go on with it later.
 */
export const trending: PagedCommand = {
  name: 'trending',
  aliases: [],
  usage: '[day|week|month] [date] [topic]',
  summary: 'Show the papers that people vote for more than usual now.',
  details: [
    'Without a word it is the last week. A paper is measured by the votes it gained, against what is usual at its age.',
    'Where nobody has voted, or nothing is that new, the answer says so and shows what comes nearest.',
    'A date after the word is the last day of it: trending week 2025-11-30.',
  ],
  examples: ['trending', 'trending day', 'trending month quantization'],
  fits: (args) => !DESCRIBED.test(args),
  run: (args, request, parts) => page(args, FIRST_PAGE, request, parts),
  page,
};

type Window = {
  readonly found: Pick<Found, 'hits' | 'total' | 'corrections'>;
  readonly query: Query;
  readonly sorted: string;
  readonly note: string | null;
};

async function page(args: string, turn: Turn, request: Request, parts: CommandParts): Promise<Answer> {
  const zone = zoneHere(await parts.store.subscriptions.list(request.place), request.zone);
  const today = localDate(parts.now(), zone);
  const { topic, ...time } = readTime(args, today);
  const limit = hitsFor(turn);
  const asked: Query = { ...parseQuery(topic), sort: null };
  const span = timeSpan(time, parts.now(), zone);
  const window = (await gaining(asked, topic !== '', span, parts)) ?? (await choose(asked, time, limit, parts));
  if (window === null) {
    if (topic !== '' || (await parts.index.size()) === 0) return nothingFound(parseQuery(topic), parts);
    return nothing({
      title: `Nothing was trending in ${timeInWords(time)}`,
      text: ['All papers here are younger than that.'],
      actions: [{ label: 'Trending now', says: 'trending' }],
    });
  }
  const about = topic === '' ? '' : `: ${clamp(line(topic), 80)}`;
  const listing = {
    heading: `${window.note === null ? 'Trending' : 'Nothing is trending'} in ${timeInWords(time)}${about}`,
    sentence: `trending ${time.period} ${time.end} ${topic}`.trim(),
    found: { ...window.found, complete: null },
    sorted: window.sorted,
    filters: describeQuery(window.query),
    notes: window.note === null ? [] : [window.note],
  };
  const shown = await showPage(listing, turn, request, parts);
  return shown ?? nothing({ title: 'That was all', text: ['There are no more papers in this list.'] });
}

/** Those that gained votes in that time, as far as the votes were counted over time; null when that is none. */
async function gaining(asked: Query, hasTopic: boolean, span: Span, parts: CommandParts): Promise<Window | null> {
  const since = new Date(span.to.getTime() - COUNTED_DAYS * 86_400_000).toISOString();
  const histories = await parts.store.papers.votesSince(since);
  const withdrawn = await parts.store.papers.withdrawn();
  const trends = trendsIn(histories, span, growthOf(histories, parts.now())).filter(({ id }) => !withdrawn.has(id));
  if (trends.length === 0) return null;
  const query: Query = { ...asked, sort: 'new' };
  const topic = hasTopic ? await parts.index.search(query, { offset: 0, limit: MOST_OF_TOPIC }) : null;
  const words = topic === null ? null : new Map(topic.hits.map((hit) => [hit.id, hit.words]));
  const hits = trends
    .filter(({ id }) => words === null || words.has(id))
    .map(({ id, gained, votes }) => ({ id, words: words?.get(id) ?? [], news: gainInWords(gained, votes) }));
  if (hits.length === 0) return null;
  const found = { hits, total: hits.length, corrections: topic?.corrections ?? [] };
  return { found, query: asked, sorted: 'by votes gained for their age', note: null };
}

/** `▁▂▅▇█ +24 votes`. */
function gainInWords(gained: number, votes: readonly number[]): string {
  return `${sparkline(votes)} +${votesInWords(gained)}`.trim();
}

/** Votes in the window; newest in the window; votes of all time; newest of all: the first that is true. */
async function choose(asked: Query, time: Time, limit: number, parts: CommandParts): Promise<Window | null> {
  const ask = (query: Query): Promise<SearchResult> => parts.index.search(query, { offset: 0, limit });
  const topic = time.isPast ? { ...asked, before: earlier(asked.before, addDays(time.end, 1)) } : asked;
  const start = timeStart(time);
  const after = topic.after !== null && topic.after > start ? topic.after : start;
  const inWindow: Query = { ...topic, after, sort: 'top' };
  const top = await ask(inWindow);
  if (await hasVotes(top, parts)) return { found: top, query: inWindow, sorted: 'most voted first', note: null };
  if (top.total > 0) {
    const query: Query = { ...inWindow, sort: 'new' };
    const note = `Nobody has voted for the papers of ${timeInWords(time)} yet. These are the newest.`;
    return { found: await ask(query), query, sorted: 'newest first', note };
  }
  return ofAllTime(topic, `No paper here is from ${timeInWords(time)}.`, ask, parts);
}

function earlier(date: string | null, other: string): string {
  return date !== null && date < other ? date : other;
}

async function ofAllTime(
  topic: Query,
  why: string,
  ask: (query: Query) => Promise<SearchResult>,
  parts: CommandParts,
): Promise<Window | null> {
  const mostVoted: Query = { ...topic, sort: 'top' };
  const top = await ask(mostVoted);
  if (top.total === 0) return null;
  if (await hasVotes(top, parts)) {
    const note = `${why} These have the most votes of all time.`;
    return { found: top, query: mostVoted, sorted: 'most voted first', note };
  }
  const newest: Query = { ...topic, sort: 'new' };
  const found = await ask(newest);
  const note = `${why} Nobody has voted for the others either, so these are the newest${await newestDate(found, parts)}.`;
  return { found, query: newest, sorted: 'newest first', note };
}

async function hasVotes(result: SearchResult, parts: CommandParts): Promise<boolean> {
  const first = result.hits[0];
  const paper = first === undefined ? null : await parts.store.papers.get(first.id);
  return (paper?.upvotes ?? 0) > 0;
}

async function newestDate(result: SearchResult, parts: CommandParts): Promise<string> {
  const first = result.hits[0];
  const paper = first === undefined ? null : await parts.store.papers.get(first.id);
  return paper?.published ? `; the latest is of ${dateInWords(paper.published)}` : '';
}
