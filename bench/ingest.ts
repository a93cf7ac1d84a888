/**
 * Papers ingested while commands are answered: how fast, beside a bare loop that parses the same lines and inserts them; how
 * long answers take meanwhile, and the memory: npx node --expose-gc bench/ingest.ts [papers].
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createAnswer } from '../src/flows/answer.ts';
import { createFollow } from '../src/flows/follow.ts';
import { ingest } from '../src/flows/ingest.ts';
import type { Log } from '../src/log.ts';
import { createThreadedIndex } from '../src/search/threaded-index.ts';
import { fileSource } from '../src/sources/file-source.ts';
import { openStore } from '../src/store/open-store.ts';
import { noSources } from '../tests/support/no-sources.ts';
import { corpusLines, percentile, skipWithoutCorpus } from './corpus.ts';
import { requestOf } from './request-of.ts';

const [papers = 100_000] = process.argv.slice(2).map(Number);
const SENTENCES = ['search weight decay', 'status', 'trending week', 'random', 'search "language models" after:2020'];
const ASK_MS = 100;
/** As often as the service does. */
const FOLLOW_MS = 2_000;
const BATCH = 500;
const QUARTERS = 4;

skipWithoutCorpus();
const folder = mkdtempSync(join(tmpdir(), 'paperboy-ingest-'));
const lines: string[] = [];
for await (const line of corpusLines(papers)) lines.push(line);
const file = join(folder, 'papers.jsonl');
writeFileSync(file, lines.join('\n'));

const bareMs = bareLoop(lines);
console.log(`bare loop: ${lines.length} lines parsed and inserted in ${seconds(bareMs)} s`);
const all = lines.length;
lines.length = 0;

const quiet = (): void => {};
const log: Log = { debug: quiet, info: quiet, warn: quiet, error: (event, fields) => console.log(event, fields) };
const now = (): Date => new Date('2026-11-24T08:00:00Z');
const store = await openStore({ file: join(folder, 'paperboy.sqlite'), now });
const index = createThreadedIndex();
const ending = new AbortController();
const follow = createFollow({ papers: store.papers, index, from: 0, signal: ending.signal, log });
const answer = createAnswer({ sources: noSources, store, index, now, log });
const waits = new Map<string, number[]>(SENTENCES.map((sentence) => [sentence, []]));

const asking = every(ASK_MS, async (turn) => {
  const text = SENTENCES[turn % SENTENCES.length] ?? 'status';
  const from = performance.now();
  await answer(requestOf(text));
  waits.get(text)?.push(performance.now() - from);
});
const following = every(FOLLOW_MS, () => follow.catchUp());

const began = performance.now();
let next = all / QUARTERS;
const report = await ingest(
  {
    papers: store.papers,
    index: null,
    signal: ending.signal,
    onProgress({ imported, updated, unchanged }) {
      const done = imported + updated + unchanged;
      if (done < next) return;
      next += all / QUARTERS;
      console.log(`  ${done} records: ${memory()}`);
    },
  },
  await fileSource(file, { now }),
);
const ingestMs = performance.now() - began;
await follow.catchUp();
const foundMs = performance.now() - began;
ending.abort();
await Promise.all([asking, following]);

console.log(
  `ingest: ${report.imported} papers, ${report.updated} updated, ${report.rejected} rejected in ${seconds(ingestMs)} s`,
  `(${Math.round((all / ingestMs) * 1000)} records a second, ${(ingestMs / bareMs).toFixed(1)} times the bare loop);`,
  `${await index.size()} can be found after ${seconds(foundMs)} s`,
);
for (const [sentence, times] of waits) {
  const part = (share: number): string => percentile(times, share).toFixed(0);
  console.log(
    `  ${sentence}: ${part(0.5)} ms at the median, ${part(0.99)} of 99 %, ${part(1)} at most (${times.length})`,
  );
}
await index.close();
await store.close();
rmSync(folder, { recursive: true });

/** The least that any program does with these lines. */
function bareLoop(records: readonly string[]): number {
  const db = new Database(join(folder, 'bare.sqlite'));
  db.pragma('journal_mode = WAL');
  db.exec('create table paper (id text primary key, title text, abstract text, record text)');
  const insert = db.prepare('insert or replace into paper values (?, ?, ?, ?)');
  const from = performance.now();
  for (let at = 0; at < records.length; at += BATCH) {
    db.transaction(() => {
      for (const line of records.slice(at, at + BATCH)) {
        const { id, title, abstract }: Record<string, unknown> = JSON.parse(line);
        insert.run(id, title, abstract, line);
      }
    })();
  }
  const ms = performance.now() - from;
  db.close();
  return ms;
}

/** Again and again, with a pause after each, until the end. */
async function every(ms: number, work: (turn: number) => Promise<unknown>): Promise<void> {
  for (let turn = 0; !ending.signal.aborted; turn += 1) {
    await work(turn);
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

function memory(): string {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return `heap ${Math.round(heapUsed / 1e6)} MB, ${Math.round(rss / 1e6)} MB in all`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
