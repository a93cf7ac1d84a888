/**
 * Many subscriptions due in one minute, on many papers: what a slot costs (the pick and the ledger, without the network),
 * how long a question takes meanwhile, and the memory: npx node --expose-gc bench/delivery-load.ts [subscriptions] [papers].
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnswer } from '../src/flows/answer.ts';
import { createDeliver } from '../src/flows/deliver.ts';
import { ingest } from '../src/flows/ingest.ts';
import type { Log } from '../src/log.ts';
import type { Platform } from '../src/platforms/platform.ts';
import { createThreadedIndex } from '../src/search/threaded-index.ts';
import { fileSource } from '../src/sources/file-source.ts';
import { openStore } from '../src/store/open-store.ts';
import { parseWish } from '../src/subscription/grammar.ts';
import { corpusLines, percentile, skipWithoutCorpus } from './corpus.ts';
import { noSources } from '../tests/support/no-sources.ts';
import { requestOf } from './request-of.ts';

const [subscriptions = 10_000, papers = 100_000] = process.argv.slice(2).map(Number);
const TOPICS = ['', 'language models', 'diffusion', 'graph', 'reinforcement learning', 'speech', 'cat:cs.CV', 'robot'];
const SUBSCRIBED = new Date('2026-11-24T08:00:00Z');
const DUE = new Date('2026-11-24T09:00:00Z');

skipWithoutCorpus();
const folder = mkdtempSync(join(tmpdir(), 'paperboy-load-'));
const quiet = (): void => {};
const log: Log = { debug: quiet, info: quiet, warn: quiet, error: (event, fields) => console.log(event, fields) };
let now = SUBSCRIBED;
const store = await openStore({ file: join(folder, 'paperboy.sqlite'), now: () => now });
const index = createThreadedIndex();

const file = join(folder, 'papers.jsonl');
const lines: string[] = [];
for await (const line of corpusLines(papers)) lines.push(line);
writeFileSync(file, lines.join('\n'));
await ingest(
  { papers: store.papers, index, signal: new AbortController().signal },
  await fileSource(file, { now: () => now }),
);
for (let i = 0; i < subscriptions; i += 1) {
  const read = parseWish(`${TOPICS[i % TOPICS.length]} at 9:00`, { zone: 'UTC' });
  if (read.kind === 'question') throw new Error(read.message);
  const place = { platform: 'chat', workspace: null, channel: `${i}`, thread: null };
  await store.subscriptions.add(
    read.wish,
    place,
    { platform: 'chat', workspace: null, id: 'ada' },
    SUBSCRIBED.toISOString(),
  );
}
console.log(`${subscriptions} subscriptions on ${await index.size()} papers`);

let posts = 0;
const chat: Platform = {
  name: 'chat',
  start: async () => {},
  stop: async () => {},
  tell: async () => {},
  sees: async () => true,
  placeOf: async () => null,
  find: async () => ({ kind: 'absent' }),
  post: async () => `${(posts += 1)}`,
};
/** When each slot came to its end: between two ends lies what one costs, however many are under way. */
const ends: number[] = [];
const ledger = {
  ...store.ledger,
  settle: async (...given: Parameters<typeof store.ledger.settle>) => {
    await store.ledger.settle(...given);
    ends.push(performance.now());
  },
};
const deliver = createDeliver({
  store: { ...store, ledger },
  index,
  platforms: new Map([['chat', chat]]),
  now: () => now,
  log,
});
const answer = createAnswer({ sources: noSources, store, index, now: () => now, log });
const waits: number[] = [];
const over = new AbortController();
const asking = (async () => {
  while (!over.signal.aborted) {
    const from = performance.now();
    await answer(requestOf('search weight decay'));
    waits.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
})();

const memory = (): number => {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1e6);
};
for (let day = 0; day < 2; day += 1) {
  now = new Date(DUE.getTime() + day * 86_400_000);
  ends.length = 0;
  waits.length = 0;
  const before = memory();
  const from = performance.now();
  await deliver.tick();
  const ms = performance.now() - from;
  const costs = ends.map((end, slot) => end - (ends[slot - 1] ?? from));
  const cost = (share: number): string => percentile(costs, share).toFixed(1);
  console.log(`day ${day + 1}: ${ends.length} slots in ${(ms / 1000).toFixed(1)} s`);
  console.log(`  a slot costs ${cost(0.5)} ms at the median, ${cost(0.95)} at the 95th percentile`);
  const wait = (share: number): string => percentile(waits, share).toFixed(0);
  console.log(`  a question meanwhile: ${wait(0.5)} ms at the median, ${wait(1)} at most (${waits.length} asked)`);
  console.log(`  heap ${before} MB before, ${memory()} MB after`);
}
over.abort();
await asking;
await index.close();
await store.close();
rmSync(folder, { recursive: true });
