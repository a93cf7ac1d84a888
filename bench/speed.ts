/**
 * Import, index and query at 10,000 and 100,000 papers, with SQLite FTS5 and plain tuned MiniSearch on the same papers and
 * the same questions as yardsticks. `npm run bench -- [SIZE…]`. Timings are noisy: read the ratios.
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { ingest } from '../src/flows/ingest.ts';
import type { Paper } from '../src/paper/paper.ts';
import { createWorkingIndex } from '../src/search/paper-index.ts';
import { parseQuery } from '../src/search/query.ts';
import type { SearchIndex } from '../src/search/search-index.ts';
import { createThreadedIndex } from '../src/search/threaded-index.ts';
import { fileSource } from '../src/sources/file-source.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { miniSearchYardstick } from './minisearch-yardstick.ts';
import { corpusLines, percentile, seededRandom, skipWithoutCorpus } from './corpus.ts';

const questionsPerLength = 200;

const now = (): Date => new Date();

type Questions = ReadonlyMap<number, readonly string[]>;

/** Words of one paper's title and abstract: what somebody who half remembers it would type. */
function makeQuestions(papers: readonly Paper[]): Questions {
  const random = seededRandom(20261124);
  const questions = new Map<number, string[]>();
  for (const length of [1, 3, 8]) {
    const list: string[] = [];
    while (list.length < questionsPerLength) {
      const paper = papers[Math.floor(random() * papers.length)];
      const words = `${paper?.title} ${paper?.abstract}`.match(/[A-Za-z]{4,}/g) ?? [];
      if (words.length < 20) continue;
      list.push(Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' '));
    }
    questions.set(length, list);
  }
  return questions;
}

/** Two neighbouring words of a paper, as a phrase. */
function makePhrases(papers: readonly Paper[]): readonly string[] {
  const random = seededRandom(20261125);
  const phrases: string[] = [];
  while (phrases.length < questionsPerLength) {
    const paper = papers[Math.floor(random() * papers.length)];
    const pairs = paper?.abstract.match(/[A-Za-z]{4,} [A-Za-z]{4,}/g) ?? [];
    const pair = pairs[Math.floor(random() * pairs.length)];
    if (pair !== undefined) phrases.push(`"${pair}"`);
  }
  return phrases;
}

/** Asked before, not counted, so that no engine is measured while its code is being compiled. */
const warmUp = 40;

async function timed(questions: readonly string[], ask: (question: string) => unknown): Promise<string> {
  const times: number[] = [];
  for (const question of questions.slice(-warmUp)) await ask(question);
  for (const question of questions) {
    const start = performance.now();
    await ask(question);
    times.push(performance.now() - start);
  }
  return `p50 ${percentile(times, 0.5).toFixed(2).padStart(8)}  p95 ${percentile(times, 0.95).toFixed(2).padStart(8)}`;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function heapBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function fill(index: SearchIndex, store: Store): Promise<void> {
  for await (const batch of store.papers.all()) await index.put(batch);
}

type Measured = { readonly build: number; readonly memory: number; readonly answers: readonly string[] };

/** MiniSearch takes so much memory that it must be gone before anything else is measured. */
async function measureMiniSearch(store: Store, questions: Questions): Promise<Measured> {
  const before = heapBytes();
  const yardstick = miniSearchYardstick();
  const build = await seconds(async () => {
    for await (const batch of store.papers.all()) yardstick.add(batch);
  });
  const memory = heapBytes() - before;
  const answers: string[] = [];
  for (const list of questions.values()) answers.push(await timed(list, yardstick.ask));
  return { build, memory, answers };
}

/** What the semantic part costs, in all and at once. */
async function learnBySteps(index: SearchIndex, step: () => boolean): Promise<string> {
  await index.learn();
  let longest = 0;
  const taken = await seconds(async () => {
    for (let goesOn = true; goesOn;) {
      const began = performance.now();
      goesOn = step();
      longest = Math.max(longest, performance.now() - began);
    }
  });
  return `${taken.toFixed(1)} s in steps, longest ${longest.toFixed(1)} ms`;
}

/** Changes to a full index: a paper again with another text, and the longest that any of them took. */
async function replace(index: SearchIndex, papers: readonly Paper[]): Promise<string> {
  const times: number[] = [];
  for (const paper of papers) {
    const start = performance.now();
    await index.put([{ ...paper, abstract: `${paper.abstract} Revised.` }]);
    times.push(performance.now() - start);
  }
  return `p50 ${percentile(times, 0.5).toFixed(2)}  p95 ${percentile(times, 0.95).toFixed(2)}  longest ${Math.max(...times).toFixed(1)} ms`;
}

/** Questions a second, with so many on their way at any time. */
async function throughput(index: SearchIndex, questions: readonly string[], inFlight: number): Promise<number> {
  let next = 0;
  const person = async (): Promise<void> => {
    for (let question = questions[next]; question !== undefined; question = questions[next]) {
      next += 1;
      await index.search(parseQuery(question), { offset: 0, limit: 10 });
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, person));
  return (1000 * questions.length) / (performance.now() - start);
}

/** What is more than plain words, made of the three-word questions. */
const kinds: Readonly<Record<string, (words: readonly string[]) => string>> = {
  title: ([one, two]) => `ti:${one} ${two}`,
  dates: ([one, two, three]) => `${one} ${two} ${three} after:2018 before:2022`,
  exclude: ([one, two, three]) => `${one} ${two} -${three}`,
  newest: ([one, two, three]) => `${one} ${two} ${three} sort:new`,
  mistake: ([one = '', two]) => `${one.slice(0, 2)}${one.slice(3)} ${two}`,
};

function fts5(papers: readonly Paper[]): { build: number; ask: (question: string) => unknown } {
  const database = new Database(':memory:');
  database.exec(`create virtual table papers using fts5(title, abstract, tokenize = 'porter unicode61')`);
  const insert = database.prepare('insert into papers values (?, ?)');
  const start = performance.now();
  database.transaction(() => {
    for (const paper of papers) insert.run(paper.title, paper.abstract);
  })();
  const build = (performance.now() - start) / 1000;
  const select = database.prepare('select rowid from papers where papers match ? order by rank limit 10');
  return {
    build,
    ask: (question) =>
      select.all(
        question
          .split(' ')
          .map((word) => `"${word}"`)
          .join(' OR '),
      ),
  };
}

async function measure(size: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
  const file = join(home, 'papers.jsonl');
  const out = createWriteStream(file);
  for await (const line of corpusLines(size)) if (!out.write(`${line}\n`)) await once(out, 'drain');
  await new Promise<void>((resolve) => out.end(resolve));

  const store = await openStore({ file: join(home, 'paperboy.db'), now });
  const source = await fileSource(file, { now });
  const signal = new AbortController().signal;
  const importing = await seconds(() => ingest({ papers: store.papers, index: null, signal }, source));

  const papers: Paper[] = [];
  for await (const batch of store.papers.all()) papers.push(...batch);
  const questions = makeQuestions(papers);
  const phrases = makePhrases(papers);
  const yardstick = fts5(papers);
  const fts: string[] = [];
  for (const list of questions.values()) fts.push(await timed(list, yardstick.ask));
  const count = papers.length;
  const changed = papers.slice(0, 500);
  papers.length = 0;
  const mini = await measureMiniSearch(store, questions);

  const before = heapBytes();
  const { index, step } = createWorkingIndex();
  const building = await seconds(() => fill(index, store));
  const memory = (heapBytes() - before) / count;
  const page = { offset: 0, limit: 10 };
  const askAll = async (): Promise<readonly string[]> => {
    const told: string[] = [];
    for (const list of questions.values())
      told.push(await timed(list, (question) => index.search(parseQuery(question), page)));
    return told;
  };
  // Before it has learned anything, it goes by words alone.
  const byWords = await askAll();
  const learned = await learnBySteps(index, step);
  const semanticMemory = (heapBytes() - before) / count - memory;
  const own = await askAll();
  const threeWords = (questions.get(3) ?? []).map((question) => question.split(' '));
  const special: string[] = [];
  special.push(`phrase   ${await timed(phrases, (phrase) => index.search(parseQuery(phrase), page))}  ms`);
  for (const [kind, make] of Object.entries(kinds)) {
    const asked = threeWords.map(make);
    special.push(`${kind.padEnd(8)} ${await timed(asked, (question) => index.search(parseQuery(question), page))}  ms`);
  }
  const ids = changed.slice(0, questionsPerLength).map((paper) => paper.id);
  special.push(`similar  ${await timed(ids, (id) => index.related(id, page))}  ms`);
  const halves = threeWords.map(([one = '', two = '']) => `${one} ${two.slice(0, 3)}`);
  special.push(`suggest  ${await timed(halves, (half) => index.suggest(half, 5))}  ms`);
  const replacing = await replace(index, changed);
  await index.close();

  const threaded = createThreadedIndex();
  const filling = await seconds(() => fill(threaded, store));
  await threaded.learn();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const crossing: string[] = [];
  for (const list of questions.values())
    crossing.push(await timed(list, (question) => threaded.search(parseQuery(question), page)));
  const perSecond: string[] = [];
  for (const [length, list] of questions)
    perSecond.push(`${length}: ${Math.round(await throughput(threaded, list, 64))}`);
  delay.disable();
  await threaded.close();
  await store.close();
  rmSync(home, { recursive: true });

  console.log(`\n${count} papers`);
  console.log(`  import            ${importing.toFixed(1)} s  (${Math.round(count / importing)} papers/s)`);
  console.log(
    `  index             ${building.toFixed(1)} s in process, ${filling.toFixed(1)} s over a thread; MiniSearch ${mini.build.toFixed(1)} s; FTS5 ${yardstick.build.toFixed(1)} s`,
  );
  console.log(`  learning          ${learned}`);
  console.log(`  its memory        ${Math.round(semanticMemory)} bytes a paper`);
  console.log(`  memory            ${Math.round(memory)} bytes a paper; MiniSearch ${Math.round(mini.memory / count)}`);
  console.log(`  replace a paper   ${replacing}`);
  console.log(`  64 in flight      ${perSecond.join(', ')} questions a second by number of words`);
  console.log(`  event loop        longest ${(delay.max / 1e6).toFixed(1)} ms while the thread answered`);
  for (const [at, length] of [...questions.keys()].entries()) {
    console.log(`  ${length} word${length === 1 ? ' ' : 's'}  index   ${own[at]}  ms`);
    console.log(`           words   ${byWords[at]}  ms, without what was learned`);
    console.log(`           thread  ${crossing[at]}  ms`);
    console.log(`           MiniS.  ${mini.answers[at]}  ms`);
    console.log(`           FTS5    ${fts[at]}  ms`);
  }
  for (const line of special) console.log(`  ${line}`);
}

skipWithoutCorpus();
const [only, ...more] = process.argv.slice(2);
if (only !== undefined && more.length === 0) {
  await measure(Number(only));
} else {
  // One process a size, so that one heap does not weigh on the next.
  for (const size of only === undefined ? ['10000', '100000'] : [only, ...more]) {
    execFileSync(process.execPath, ['--expose-gc', import.meta.filename, size], { stdio: 'inherit' });
  }
}
