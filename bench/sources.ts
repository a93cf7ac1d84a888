/**
 * Everything that was recorded of the sources through their parsers and into the store: how many papers, merges and
 * rejects with their reasons, and how long it takes beside a bare loop that parses the same JSON and inserts it.
 * `npx node bench/sources.ts`. The recordings lie outside the project, beside it; without them it skips.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ingest } from '../src/flows/ingest.ts';
import { inWords } from '../src/import-report.ts';
import { parseAnnouncements } from '../src/sources/arxiv-announcements.ts';
import { parseAtomPage } from '../src/sources/arxiv-atom.ts';
import { parseHarvest } from '../src/sources/arxiv-harvest.ts';
import { arxivPaper } from '../src/sources/arxiv-record.ts';
import type { ArxivRecord } from '../src/sources/arxiv-record.ts';
import { createHfDaily } from '../src/sources/hf-daily.ts';
import { parseHfList } from '../src/sources/hf-list.ts';
import type { Http } from '../src/sources/http.ts';
import { SourceError } from '../src/sources/source-error.ts';
import type { Sighted, Source } from '../src/sources/source.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';

const data = join(import.meta.dirname, '../../shared/data');
const never = new AbortController().signal;

if (!existsSync(data)) {
  console.log(`skipped: ${data} is not here`);
  process.exit(0);
}

/** How many records were rejected or left out, for what reason. */
const reasons = new Map<string, number>();

function tally(_where: string, reason: string): void {
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}

async function take(store: Store, source: Source): Promise<string> {
  const parts = { papers: store.papers, index: null, signal: never, onRejected: tally, onLeftOut: tally };
  return inWords(await ingest(parts, source));
}

/** The days of the archive, as Hugging Face would give them page by page. */
function archiveHttp(days: ReadonlyMap<string, string>): Http {
  return async ({ url }) => {
    const [start, limit] = [Number(url.searchParams.get('p')) * 50, Number(url.searchParams.get('limit'))];
    const whole = days.get(url.searchParams.get('date') ?? '') ?? '[]';
    // No archived list is longer than a page, so that it can be given as it is.
    return { kind: 'text', text: start === 0 && limit === 50 ? whole : '[]', validators: null };
  };
}

function archivedDays(folder: string): ReadonlyMap<string, string> {
  const [archive] = readdirSync(join(data, 'hf-daily')).filter((name) => name.endsWith('.tar.gz'));
  execFileSync('tar', ['xzf', join(data, 'hf-daily', archive ?? ''), '-C', folder]);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return new Map(files.map((name) => [name.slice(-15, -5), readFileSync(join(folder, name), 'utf8')]));
}

function bareLoop(days: ReadonlyMap<string, string>, file: string): number {
  const start = performance.now();
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('create table paper (id text, json text)');
  const insert = database.prepare('insert into paper values (?, ?)');
  for (const text of days.values()) {
    const list: unknown = JSON.parse(text);
    const items: readonly unknown[] = Array.isArray(list) ? list : [list];
    database.transaction(() => items.forEach((item, index) => insert.run(String(index), JSON.stringify(item))))();
  }
  database.close();
  return performance.now() - start;
}

async function benchArchive(folder: string, store: Store): Promise<void> {
  const days = archivedDays(join(folder));
  const [first = '', last = ''] = [...days.keys()]
    .toSorted()
    .filter((_, index, all) => index === 0 || index === all.length - 1);
  const clock = {
    now: () => new Date(`${last}T23:00:00Z`),
    wait: async () => {},
    deadline: () => never,
    random: () => 0,
  };
  const options = {
    http: archiveHttp(days),
    url: new URL('https://huggingface.co'),
    token: null,
    clock,
    backfillDays: 0,
  };
  console.log(`Hugging Face, ${days.size} archived days from ${first} to ${last}`);
  for (const pass of ['first pass ', 'second pass']) {
    const start = performance.now();
    const words = await take(store, createHfDaily({ ...options, since: first }));
    console.log(`  ${pass}  ${words}; ${(performance.now() - start).toFixed(0)} ms`);
  }
  const parse = performance.now();
  const records = [...days.values()].flatMap((text) => parseHfList(text));
  console.log(`  parser alone: ${records.length} records in ${(performance.now() - parse).toFixed(0)} ms`);
  console.log(`  bare JSON.parse and insert: ${bareLoop(days, join(folder, 'bare.sqlite')).toFixed(0)} ms`);
}

function sighted(record: ArxivRecord, isNews = true): Sighted {
  if (record.kind === 'rejected') return { ...record, where: 'a record' };
  return { kind: isNews ? 'paper' : 'update', paper: arxivPaper(record, new Date()) };
}

/** What one recorded answer holds, by the folder in which it lies. */
function recordsIn(file: string, text: string): readonly Sighted[] {
  if (file.startsWith('arxiv-atom')) return parseAtomPage(text).records.map((record) => sighted(record));
  if (file.startsWith('arxiv-rss'))
    return parseAnnouncements(text).items.map(({ record, isNews }) => sighted(record, isNews));
  const harvest = parseHarvest(text);
  if (harvest.kind === 'error') throw new SourceError(`OAI-PMH says ${harvest.code}`);
  return harvest.items.flatMap(({ record }) => (record.kind === 'deleted' ? [] : [sighted(record)]));
}

async function benchRecorded(store: Store): Promise<void> {
  const files = readdirSync(join(data, 'api'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.xml'),
  );
  const refused = new Map<string, number>();
  const wanted = files.filter((file) => file.startsWith('arxiv-')).toSorted();
  const start = performance.now();
  async function* everything(): AsyncGenerator<Sighted> {
    for (const file of wanted) {
      try {
        yield* recordsIn(file, readFileSync(join(data, 'api', file), 'utf8'));
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        refused.set(error.message, (refused.get(error.message) ?? 0) + 1);
      }
    }
  }
  const words = await take(store, { name: 'arxiv', fetchSince: () => everything() });
  console.log(`arXiv, ${wanted.length} recorded answers\n  ${words}; ${(performance.now() - start).toFixed(0)} ms`);
  console.log('  answers that are no list of papers:');
  for (const [message, count] of refused) console.log(`    ${count} × ${message}`);
}

const folder = mkdtempSync(join(tmpdir(), 'paperboy-sources-'));
const store = await openStore({ file: join(folder, 'paperboy.sqlite'), now: () => new Date() });
try {
  await benchArchive(folder, store);
  await benchRecorded(store);
  console.log(`Rejected or left out: ${reasons.size === 0 ? 'nothing' : ''}`);
  for (const [reason, count] of reasons) console.log(`  ${count} × ${reason}`);
  console.log(`In the store: ${await store.papers.count()} papers`);
} finally {
  await store.close();
  rmSync(folder, { recursive: true });
}
