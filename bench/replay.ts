/**
 * 120 consecutive archived days of Hugging Face's list, read by the service under a turned clock, once without a fault and once
 * with faults and restarts: both must end with the same papers, trending must be what the raw lists say, and no promise of the paper
 * of the day may be broken. A paper that is on several lists is taken on the first. `npx node bench/replay.ts [days] [seed]`. The archive lies outside
 * the project, beside it; without it this skips.
 */
import { deepStrictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plusDays } from '../src/sources/days.ts';
import { replay } from '../tests/flows/replay.ts';
import { firstLists } from '../tests/flows/replay-reference.ts';
import type { ReplayDay } from '../tests/flows/replay-reference.ts';

const data = join(import.meta.dirname, '../../shared/data/hf-daily');
const [wanted = 120, seed = 20261124] = process.argv.slice(2).map(Number);

if (!existsSync(data)) {
  console.log(`skipped: ${data} is not here`);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'paperboy-replay-'));
try {
  const days = firstLists(lastDays(archived(), wanted));
  console.log(`${days.length} days from ${days[0]?.day} to ${days.at(-1)?.day}, seed ${seed}`);
  const clean = await replay(days, null);
  console.log(`clean: ${clean.papers.length} papers`, clean.readings);
  const faulty = await replay(days, randomOf(seed));
  console.log(`with faults: ${faulty.papers.length} papers`, faulty.readings);
  deepStrictEqual(faulty.papers, clean.papers);
  console.log('the stores are equal');
  for (const { trending, posts } of [clean, faulty]) {
    for (const { day, found, expected } of trending) deepStrictEqual(found, expected, `trending of ${day}`);
    deepStrictEqual(posts.broken, []);
    console.log(`trending of ${trending.length} days is what the lists say; ${posts.sent} posts, no promise broken`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function archived(): ReadonlyMap<string, readonly unknown[]> {
  const [archive = ''] = readdirSync(data).filter((name) => name.endsWith('.tar.gz'));
  execFileSync('tar', ['xzf', join(data, archive), '-C', folder]);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return new Map(files.map((name) => [name.slice(-15, -5), listIn(readFileSync(join(folder, name), 'utf8'))]));
}

function listIn(text: string): readonly unknown[] {
  const value: unknown = JSON.parse(text);
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null && 'data' in value && Array.isArray(value.data)) return value.data;
  return [];
}

/** Consecutive days up to the last archived one; a day that was not archived has an empty list. */
function lastDays(lists: ReadonlyMap<string, readonly unknown[]>, count: number): readonly ReplayDay[] {
  const last = [...lists.keys()].toSorted().at(-1) ?? '';
  return Array.from({ length: count }, (_, at) => {
    const day = plusDays(last, at + 1 - count);
    return { day, list: lists.get(day) ?? [] };
  });
}

function randomOf(from: number): () => number {
  let state = from;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
