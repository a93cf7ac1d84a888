/**
 * What the benches of Slack and Discord under load have in common: the whole program as its own process, people who speak
 * at a steady rate whatever the answers take, and how that is told. What the platform sees is theirs.
 */
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Paper } from '../src/paper/paper.ts';
import { paperboy } from '../tests/support/program.ts';
import type { Running } from '../tests/support/program.ts';
import { corpusPaper } from './corpus-paper.ts';
import { corpusLines, percentile, seededRandom } from './corpus.ts';

/** How long the service may take until it can be measured. */
export const readyMs = 600_000;
/** Of the same load, not counted: a service that runs has compiled its code. */
const warmUpSeconds = 10;
const wordsFrom = 2_000;

const countText = z.coerce.number().int().positive();
const random = seededRandom(20261124);

/** The words of some papers, paper by paper. */
export type Words = readonly (readonly string[])[];

/** What is said: a command, and what stands behind it. */
export type Sentence = { readonly command: string; readonly text: string; readonly after?: string };

/** What became of a sentence. Times are milliseconds from its sending; not a number where nothing came. */
export type Outcome = {
  readonly command: string;
  /** To the first sign that it arrived. */
  readonly firstMs: number;
  readonly answerMs: number;
  readonly fault: string | null;
};

/** One of the people. Says the next sentence when the last one is answered. */
export type Talker = {
  /** There is a list whose numbers can be said. */
  readonly hasList: boolean;
};

export type Load<T extends Talker> = {
  /** Sentences a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly talkers: readonly T[];
  readonly words: Words;
  readonly say: (talker: T, said: Sentence) => Promise<Outcome>;
  /** Called again and again while they speak. */
  readonly meanwhile?: () => void;
};

export type Measured = {
  readonly outcomes: readonly Outcome[];
  /** Of the service over time, in words. */
  readonly memory: string;
  /** Processor time of the service. */
  readonly workedMs: number;
  /** The longest pause of this process. */
  readonly pauseMs: number;
};

/** The numbers of the command line, in their order. Throws where one is no count. */
export function numbersGiven(): readonly number[] {
  return process.argv.slice(2).map((text) => countText.parse(text));
}

/** One of them, the same in every run. */
export function pick<T>(list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!;
}

/** Fills the home with as many papers. */
export async function importPapers(home: string, papers: number): Promise<Words> {
  const file = join(home, 'papers.jsonl');
  const words = await writePapers(file, papers);
  const imported = await paperboy(home, ['import', file]);
  if (imported.status !== 0) throw new Error(`The import failed:\n${imported.errors}`);
  return words;
}

/** What people remember of a paper. */
function wordsOf({ title, abstract, authors }: Paper): readonly string[] {
  return [title, abstract, ...authors].flatMap((text) => text.match(/\p{L}{4,}/gu) ?? []);
}

async function writePapers(file: string, papers: number): Promise<Words> {
  const words: (readonly string[])[] = [];
  const out = createWriteStream(file);
  for await (const paper of corpusLines(papers)) {
    if (!out.write(`${paper}\n`)) await once(out, 'drain');
    const found = words.length < wordsFrom ? wordsOf(corpusPaper(paper)) : [];
    if (found.length > 30) words.push(found);
  }
  await new Promise<void>((resolve) => out.end(resolve));
  return words;
}

/** A service listens before its papers are read; load is about one that has read them. `began`: when it was started. */
export async function filled(service: Running, began: number): Promise<void> {
  while (!service.errors().includes('"index-filled"')) {
    if (performance.now() - began > readyMs) throw new Error('The papers were not read in time');
    await sleep(100);
  }
  console.log(`ready after ${secondsSince(began)} s`);
}

export function secondsSince(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}

/** Warms the service up, and measures it while the people speak. */
export async function measure<T extends Talker>(service: Running, load: Load<T>): Promise<Measured> {
  await storm({ ...load, seconds: warmUpSeconds });
  const before = await processorMs(service);
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  pauses.enable();
  const [outcomes, memory] = await Promise.all([storm(load), memoryOverTime(service, load.seconds)]);
  pauses.disable();
  return { outcomes, memory, workedMs: (await processorMs(service)) - before, pauseMs: pauses.max / 1e6 };
}

/** What people say: mostly searches of one to eight words of one paper, half of the rest about a list they saw. */
function sentence({ hasList }: Talker, words: Words): Sentence {
  const dice = random();
  if (dice < 0.05) return { command: 'today', text: '' };
  if (hasList && dice < 0.45) {
    return pick([
      { command: 'more', text: '' },
      { command: 'paper', text: String(1 + Math.floor(random() * 5)) },
      { command: 'similar', text: '1' },
      { command: 'similar', text: String(2 + Math.floor(random() * 3)) },
      { command: 'save', text: '1' },
      { command: 'cite', text: '2' },
    ]);
  }
  const own = pick(words);
  const text = Array.from({ length: 1 + Math.floor(random() * 8) }, () => mistyped(pick(own))).join(' ');
  return { command: 'search', text, ...(random() < 0.1 ? { after: '2022' } : {}) };
}

/** One word in fifty lacks a letter. */
function mistyped(word: string): string {
  return random() < 0.02 ? `${word.slice(0, 2)}${word.slice(3)}` : word;
}

const nobody: Outcome = { command: '', firstMs: Number.NaN, answerMs: Number.NaN, fault: 'everybody still waits' };

/** Sends at the rate, whatever the answers take; resolves with the last answer. */
async function storm<T extends Talker>(load: Load<T>): Promise<readonly Outcome[]> {
  const { rate, seconds, talkers, words, say } = load;
  const free = [...talkers];
  const going: Promise<Outcome>[] = [];
  const began = performance.now();
  for (let sent = 0; sent < rate * seconds;) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - began) / 1000) * rate));
    for (; sent < due; sent += 1) {
      const [talker] = free.splice(Math.floor(random() * free.length), 1);
      if (talker === undefined) {
        going.push(Promise.resolve(nobody));
        continue;
      }
      going.push(
        say(talker, sentence(talker, words)).then((outcome) => {
          free.push(talker);
          return outcome;
        }),
      );
    }
    load.meanwhile?.();
    await sleep(2);
  }
  return Promise.all(going);
}

/** Milliseconds of processor time that the service took so far, over all its threads; not a number but on Linux. */
async function processorMs({ child }: Running): Promise<number> {
  const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '');
  // Behind the name of the program, which may hold anything: utime and stime, in hundredths of a second.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Of the whole process of the service, with the thread of its index. */
async function residentMb({ child }: Running): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(child.pid)]);
  return Math.round(Number(stdout) / 1024);
}

async function memoryOverTime(service: Running, seconds: number): Promise<string> {
  const points = [`start ${await residentMb(service)}`];
  const began = performance.now();
  for (const share of [1 / 3, 2 / 3, 1]) {
    await sleep(Math.max(0, began + seconds * 1000 * share - performance.now()));
    points.push(`${Math.round(seconds * share)} s ${await residentMb(service)}`);
  }
  return points.join(', ');
}

/** Lines in the log of the service that warn or tell of an error. */
export function warnings(service: Running): number {
  return service.errors().match(/"level":(?:"(?:error|warn)"|[45]0)/g)?.length ?? 0;
}

/** One line of a report. */
export function tell(name: string, text: string): void {
  console.log(`  ${name.padEnd(16)} ${text}`);
}

function tellTimes(name: string, times: readonly number[]): void {
  const known = times.filter((time) => !Number.isNaN(time));
  const part = (label: string, share: number): string => `${label} ${percentile(known, share).toFixed(1).padStart(7)}`;
  tell(name, `${part('p50', 0.5)}  ${part('p99', 0.99)}  ${part('max', 1)} ms  (${known.length})`);
}

export type Report = {
  readonly load: Pick<Load<Talker>, 'rate' | 'seconds' | 'talkers'>;
  readonly papers: number;
  /** What the first sign is called. */
  readonly first: string;
  /** Lines of the platform's own, by their names. */
  readonly more?: Readonly<Record<string, string>>;
  /** {@link warnings} of the service. */
  readonly warned: number;
};

export function report({ outcomes, memory, workedMs, pauseMs }: Measured, told: Report): void {
  const { rate, seconds, talkers } = told.load;
  const people = talkers.length;
  console.log(
    `\n${outcomes.length} commands, ${rate} a second for ${seconds} s, ${told.papers} papers, ${people} people`,
  );
  const times = (of: 'firstMs' | 'answerMs', list = outcomes): readonly number[] => list.map((outcome) => outcome[of]);
  tellTimes(told.first, times('firstMs'));
  tellTimes('answered', times('answerMs'));
  for (const [command, list] of Map.groupBy(outcomes, (outcome) => outcome.command)) {
    if (command !== '') tellTimes(`  ${command}`, times('answerMs', list));
  }
  for (const [name, text] of Object.entries(told.more ?? {})) tell(name, text);
  tell('errors', `${faults(outcomes)}; ${told.warned} warnings and errors in the log`);
  tell('memory', `${memory} MB resident`);
  tell('processor', `${(workedMs / outcomes.length).toFixed(1)} ms of the service a command`);
  tell(
    'measured by',
    `a process whose own longest pause was ${pauseMs.toFixed(1)} ms, on ${availableParallelism()} processors under a load of ${loadavg()[0]?.toFixed(1)}`,
  );
}

function faults(outcomes: readonly Outcome[]): string {
  const found = outcomes.flatMap(({ fault }) => fault ?? []);
  const told = [...Map.groupBy(found, (fault) => fault)].map(([fault, list]) => `${list.length} ${fault}`);
  return told.length === 0 ? 'none' : told.join(', ');
}

/** The orderly end of the service. */
export async function end(service: Running): Promise<void> {
  service.child.kill('SIGTERM');
  const { status } = await service.ended;
  tell('ended', `status ${status}`);
}
