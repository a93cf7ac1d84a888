import type { ArxivApi } from './arxiv-api.ts';
import type { ArxivHistory } from './arxiv-cursor.ts';
import type { HarvestItem } from './arxiv-harvest.ts';
import { oaiSet } from './arxiv-oai.ts';
import type { ArxivOai } from './arxiv-oai.ts';
import { arxivPaper } from './arxiv-record.ts';
import type { ArxivRecord } from './arxiv-record.ts';
import { plusDays } from './days.ts';
import type { SourceClock } from './source-clock.ts';
import { SourceError } from './source-error.ts';
import type { Sighted } from './source.ts';

/** From here on OAI-PMH costs fewer requests: the API is asked day by day. */
const LONG_DAYS = 14;
/** A paper is submitted some days before it is announced: a weekend, a holiday, and a while with the moderators. */
export const SUBMITTED_BEFORE_DAYS = 7;

export type HistoryParts = {
  readonly api: ArxivApi;
  readonly oai: ArxivOai;
  readonly categories: readonly string[];
  readonly clock: SourceClock;
};

/** The way back to what was announced from `from` to `to`. */
export function beginHistory(from: string, to: string, categories: readonly string[]): ArxivHistory | null {
  const [category] = categories;
  if (category === undefined) return null;
  return from < plusDays(to, -LONG_DAYS)
    ? { by: 'oai', from, category, since: from, token: null }
    : { by: 'api', day: plusDays(from, -SUBMITTED_BEFORE_DAYS), to };
}

/** One step of it: a day from the API, a page of OAI-PMH. Returns what is left, or null at its end. */
export async function* readHistory(
  history: ArxivHistory,
  parts: HistoryParts,
  signal: AbortSignal,
): AsyncGenerator<Sighted, ArxivHistory | null> {
  if (history.by === 'oai') return yield* readPage(history, parts, signal);
  const { day, to } = history;
  for await (const records of parts.api.submittedOn(day, parts.categories, signal)) {
    for (const record of records) yield sightedOf(record, 'paper', `papers of ${day}`, parts.clock);
  }
  return day < to ? { ...history, day: plusDays(day, 1) } : null;
}

type Harvesting = Extract<ArxivHistory, { by: 'oai' }>;

async function* readPage(
  history: Harvesting,
  { oai, categories, clock }: HistoryParts,
  signal: AbortSignal,
): AsyncGenerator<Sighted, ArxivHistory | null> {
  const { category, since, token, from } = history;
  const page = await (token === null ? oai.first(oaiSet(category), since, signal) : oai.next(token, signal));
  if (page.kind === 'error') {
    if (page.code === 'noRecordsMatch') return nextSet(history, categories);
    // Tokens are good for a day only; the list goes on at the day that it had come to.
    if (page.code === 'badResumptionToken' && token !== null) return { ...history, token: null };
    const words = JSON.stringify(page.message.slice(0, 200));
    throw new SourceError(`arXiv does not give its list of ${category} (${page.code}): ${words}`);
  }
  for (const item of page.items) yield harvested(item, from, category, clock);
  if (page.token === null) return nextSet(history, categories);
  if (page.token === token)
    throw new SourceError(`arXiv's list of ${category} does not go on: it leads back to the same page.`);
  return { ...history, token: page.token, since: lastDate(page.items, since) };
}

/** The records come in the order of their datestamps. */
function lastDate(items: readonly HarvestItem[], since: string): string {
  const dates = items.flatMap(({ datestamp }) => datestamp ?? []);
  return dates.reduce((last, date) => (date > last ? date : last), since);
}

/** Null after the last one. After a category that is not wanted any more comes the first one that is. */
function nextSet(history: Harvesting, categories: readonly string[]): ArxivHistory | null {
  const category = categories[categories.indexOf(history.category) + 1];
  return category === undefined ? null : { ...history, category, since: history.from, token: null };
}

function harvested({ record }: HarvestItem, from: string, category: string, clock: SourceClock): Sighted {
  const where = `list of ${category}`;
  if (record.kind === 'deleted') {
    return { kind: 'rejected', where: `${where}, ${record.sourceId}`, reason: 'arXiv has deleted it', excerpt: null };
  }
  // A record is in the list because it changed: what was submitted long before is only a new version.
  const submitted = record.kind === 'paper' ? (record.fields.published ?? from) : from;
  return sightedOf(record, submitted < plusDays(from, -SUBMITTED_BEFORE_DAYS) ? 'update' : 'paper', where, clock);
}

function sightedOf(record: ArxivRecord, kind: 'paper' | 'update', where: string, clock: SourceClock): Sighted {
  return record.kind === 'rejected' ? { ...record, where } : { kind, paper: arxivPaper(record, clock.now()) };
}
