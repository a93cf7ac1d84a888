import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';

/**
 * 100,000 real papers, shuffled: any prefix is a fair sample. It lies outside the project, beside it or where the variable
 * PAPERBOY_CORPUS says (JSON Lines, gzip); benches skip where it is absent.
 */
export const corpusFile =
  process.env['PAPERBOY_CORPUS'] ?? join(import.meta.dirname, '../../shared/data/corpus/papers-100k.jsonl.gz');

export function skipWithoutCorpus(): void {
  if (existsSync(corpusFile)) return;
  console.log(`skipped: ${corpusFile} is not here; PAPERBOY_CORPUS names another file of papers`);
  process.exit(0);
}

/** The first `count` lines of the corpus, as they are. */
export async function* corpusLines(count: number): AsyncGenerator<string> {
  let rest = '';
  let given = 0;
  const decoder = new TextDecoder();
  const stream = createReadStream(corpusFile).pipe(createGunzip());
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield line;
      given += 1;
      if (given === count) {
        stream.destroy();
        return;
      }
    }
  }
}

/** Small and repeatable (mulberry32), so that every run asks the same questions. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The value below which `share` (0 to 1) of the numbers lie. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
