/**
 * A day in which papers come and go: a full index, then hour after hour a part of its papers is replaced by others and as
 * many are changed, while it is searched. Prints the memory after every sixth of the day, which must not grow, and the longest
 * that a single change took.
 *
 *     npx node --expose-gc bench/churn.ts [PAPERS]
 */
import type { Paper } from '../src/paper/paper.ts';
import { createWorkingIndex } from '../src/search/paper-index.ts';
import { parseQuery } from '../src/search/query.ts';
import { corpusPaper } from './corpus-paper.ts';
import { corpusLines, percentile, skipWithoutCorpus } from './corpus.ts';

const hours = 24;
/** New papers, and changed ones, an hour. */
const share = 1 / 20;

skipWithoutCorpus();
const count = Number(process.argv[2] ?? 10_000);
const papers: Paper[] = [];
for await (const line of corpusLines(2 * count)) papers.push(corpusPaper(line));
const { index, step } = createWorkingIndex();
const held = papers.slice(0, count);
const waiting = papers.slice(count);
await index.put(held);

const bytes = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const times: number[] = [];
const timed = async (change: () => Promise<void>): Promise<void> => {
  const began = performance.now();
  await change();
  times.push(performance.now() - began);
};

/** One comes, one goes, one is changed; what goes comes again later. */
async function hour(number: number): Promise<void> {
  for (let at = 0; at < count * share; at += 1) {
    const place = (number * Math.floor(count * share) + at) % count;
    const [old, fresh] = [held[place], waiting.shift()];
    if (old === undefined || fresh === undefined) throw new Error('Expected papers that wait.');
    await timed(() => index.remove([old.id]));
    await timed(() => index.put([fresh]));
    held[place] = fresh;
    waiting.push(old);
    const changed = held[(place * 7919) % count];
    if (changed !== undefined)
      await timed(() => index.put([{ ...changed, abstract: `${changed.abstract} Hour ${number}.` }]));
    if (at % 10 === 0) await index.search(parseQuery(fresh.title), { offset: 0, limit: 10 });
    step();
  }
}

await index.search(parseQuery('network'), { offset: 0, limit: 10 });
while (step());
console.log(`${await index.size()} papers`);
for (let number = 0; number < hours; number += 1) {
  await hour(number);
  if (number % 4 !== 3) continue;
  while (step());
  const kinds = `p50 ${percentile(times, 0.5).toFixed(2)}  p99 ${percentile(times, 0.99).toFixed(2)}`;
  console.log(
    `after ${String(number + 1).padStart(2)} h  ${(bytes() / 1e6).toFixed(1)} MB (with the papers themselves)  a change ${kinds}  longest ${Math.max(...times).toFixed(1)} ms`,
  );
}
