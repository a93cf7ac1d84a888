/**
 * Slack commands at a steady rate, from many people, at the whole service: the real program as its own process, with its
 * store, its index on a thread and Slack over Socket Mode. This process is Slack and the people, so that neither waits for
 * the other's event loop; it prints its own longest pause, because what it measures cannot be better than that.
 *
 *     npx node bench/slack-load.ts [RATE] [SECONDS] [PAPERS]        200 a second for 30 s over 100,000 papers
 *
 * The rate is kept whatever the answers take. Times are what Slack sees: from sending a command to its acknowledgement,
 * and to the answer in the channel. Nothing leaves the machine.
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
import { paperboy, startPaperboy, temporaryHome } from '../tests/support/program.ts';
import type { Running } from '../tests/support/program.ts';
import { createSlackServer } from '../tests/support/slack-server.ts';
import type { SlackServer } from '../tests/support/slack-server.ts';
import type { Person } from '../tests/support/slack/person.ts';
import { corpusLines, percentile, seededRandom, skipWithoutCorpus } from './corpus.ts';

const readyMs = 600_000;
/** An answer that takes longer counts as missing. */
const patienceMs = 10_000;
const warmUp = 100;
const wordsFrom = 2_000;

const countText = z.coerce.number().int().positive();
const [rate = 200, seconds = 30, papers = 100_000] = process.argv.slice(2).map((text) => countText.parse(text));
const random = seededRandom(20261124);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** One of the people. Says the next sentence when the last one is answered. */
type Talker = {
  readonly person: Person;
  readonly channel: string;
  /** There is a list whose numbers can be said. */
  hasList: boolean;
  answered: ((text: string) => void) | null;
};

type Outcome = {
  readonly command: string;
  readonly ackMs: number;
  readonly answerMs: number;
  readonly fault: string | null;
};

/** Writes as many papers as are wanted, and gives the words of some of them. */
async function writePapers(file: string): Promise<readonly (readonly string[])[]> {
  const words: string[][] = [];
  const out = createWriteStream(file);
  for await (const paper of corpusLines(papers)) {
    if (!out.write(`${paper}\n`)) await once(out, 'drain');
    const found = words.length < wordsFrom ? (paper.match(/[A-Za-z]{4,}/g) ?? []) : [];
    if (found.length > 30) words.push(found);
  }
  await new Promise<void>((resolve) => out.end(resolve));
  return words;
}

function people(server: SlackServer): readonly Talker[] {
  const channels = Array.from({ length: 20 }, (_, at) => server.addChannel({ name: `channel-${at}`, members: [] }));
  return Array.from({ length: rate * 5 }, (_, at) => {
    const { id } = server.addUser({
      name: `person-${at}`,
      tz: pick(['Europe/Berlin', 'Asia/Tokyo', 'America/New_York']),
    });
    const channel = channels[at % channels.length]!;
    channel.members.add(id);
    return { person: server.person(id), channel: channel.id, hasList: false, answered: null };
  });
}

/** What people say: mostly searches of one to eight words of one paper, half of the rest about a list they saw. */
function sentence(talker: Talker, words: readonly (readonly string[])[]): string {
  const dice = random();
  if (dice < 0.05) return 'today';
  if (talker.hasList && dice < 0.45) {
    return pick([
      'more',
      `paper ${1 + Math.floor(random() * 5)}`,
      'similar 1',
      `similar ${2 + Math.floor(random() * 3)}`,
      'save 1',
      'cite 2',
    ]);
  }
  const own = pick(words);
  const asked = Array.from({ length: 1 + Math.floor(random() * 8) }, () => pick(own)).join(' ');
  return `search ${asked}${random() < 0.1 ? ' after:2022' : ''}`;
}

async function say(talker: Talker, text: string): Promise<Outcome> {
  const began = performance.now();
  const answer = Promise.withResolvers<{ text: string; ms: number }>();
  talker.answered = (shown) => answer.resolve({ text: shown, ms: performance.now() - began });
  const giveUp = setTimeout(() => answer.resolve({ text: '', ms: Number.NaN }), patienceMs);
  const [delivered, shown] = await Promise.all([
    talker.person.command('/papers', text, talker.channel),
    answer.promise,
  ]);
  clearTimeout(giveUp);
  talker.answered = null;
  talker.hasList ||= text.startsWith('search ') && /^1\. /mu.test(shown.text);
  const [command = ''] = text.split(' ');
  return { command, ackMs: delivered.elapsedMs, answerMs: shown.ms, fault: faultOf(delivered, shown.text) };
}

function faultOf(
  { acknowledged, late }: { readonly acknowledged: boolean; readonly late: boolean },
  shown: string,
): string | null {
  if (!acknowledged) return 'not acknowledged';
  if (late) return 'acknowledged late';
  if (shown === '') return 'no answer';
  return shown.includes('Something went wrong') ? 'failed' : null;
}

/** Sends at the rate, whatever the answers take; resolves with the last answer. */
async function storm(talkers: readonly Talker[], words: readonly (readonly string[])[]): Promise<readonly Outcome[]> {
  const free = [...talkers];
  const going: Promise<Outcome>[] = [];
  const began = performance.now();
  for (let sent = 0; sent < rate * seconds;) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - began) / 1000) * rate));
    for (; sent < due; sent += 1) {
      const [talker] = free.splice(Math.floor(random() * free.length), 1);
      if (talker === undefined) {
        going.push(
          Promise.resolve({ command: '', ackMs: Number.NaN, answerMs: Number.NaN, fault: 'everybody still waits' }),
        );
        continue;
      }
      going.push(
        say(talker, sentence(talker, words)).then((outcome) => {
          free.push(talker);
          return outcome;
        }),
      );
    }
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

async function memoryOverTime(service: Running): Promise<string> {
  const points = [`start ${await residentMb(service)}`];
  const began = performance.now();
  for (const share of [1 / 3, 2 / 3, 1]) {
    await sleep(Math.max(0, began + seconds * 1000 * share - performance.now()));
    points.push(`${Math.round(seconds * share)} s ${await residentMb(service)}`);
  }
  return points.join(', ');
}

function line(name: string, times: readonly number[]): string {
  const known = times.filter((time) => !Number.isNaN(time));
  const part = (label: string, share: number): string => `${label} ${percentile(known, share).toFixed(1).padStart(7)}`;
  return `  ${name.padEnd(16)} ${part('p50', 0.5)}  ${part('p99', 0.99)}  ${part('max', 1)} ms  (${known.length})`;
}

type Measured = {
  readonly outcomes: readonly Outcome[];
  readonly memory: string;
  readonly log: string;
  readonly processorMs: number;
  readonly pauseMs: number;
};

function report({ outcomes, memory, log, processorMs: worked, pauseMs }: Measured): void {
  const faults = Map.groupBy(
    outcomes.filter(({ fault }) => fault !== null),
    ({ fault }) => fault,
  );
  const told = [...faults].map(([fault, list]) => `${list.length} ${fault}`).join(', ');
  const logged = log.match(/"level":(?:"(?:error|warn)"|[45]0)/g)?.length ?? 0;
  const times = (of: 'ackMs' | 'answerMs', list = outcomes): readonly number[] => list.map((outcome) => outcome[of]);
  console.log(`\n${outcomes.length} commands, ${rate} a second for ${seconds} s, ${papers} papers, ${rate * 5} people`);
  console.log(line('acknowledged', times('ackMs')));
  console.log(line('answered', times('answerMs')));
  for (const [command, list] of Map.groupBy(outcomes, (outcome) => outcome.command)) {
    if (command !== '') console.log(line(`  ${command}`, times('answerMs', list)));
  }
  console.log(`  errors           ${told === '' ? 'none' : told}; ${logged} warnings and errors in the log`);
  console.log(`  memory           ${memory} MB resident`);
  console.log(`  processor        ${(worked / outcomes.length).toFixed(1)} ms of the service a command`);
  console.log(
    `  measured by      a process whose own longest pause was ${pauseMs.toFixed(1)} ms, on ${availableParallelism()} processors under a load of ${loadavg()[0]?.toFixed(1)}`,
  );
}

skipWithoutCorpus();
const home = await temporaryHome();
const server = await createSlackServer();
let service: Running | null = null;
try {
  const file = join(home.path, 'papers.jsonl');
  const words = await writePapers(file);
  const imported = await paperboy(home.path, ['import', file]);
  if (imported.status !== 0) throw new Error(`The import failed:\n${imported.errors}`);
  const talkers = people(server);
  const byId = new Map(talkers.map((talker) => [talker.person.id, talker]));
  server.world.onPosted.push((message) => {
    byId.get(message.onlyFor ?? '')?.answered?.(message.text);
    // A Slack that forgets: what it holds is not what is measured.
    if (server.world.messages.length > 2_000) server.world.messages.splice(0, 1_000);
  });
  const began = performance.now();
  service = startPaperboy(home.path, [], {
    SLACK_BOT_TOKEN: server.workspace.botToken,
    SLACK_APP_TOKEN: server.app.appToken,
    SLACK_API_URL: server.apiUrl,
  });
  await server.until(() => server.socketMode.opened() > 0, 'a connection', readyMs);
  await server.socketMode.connected();
  console.log(`listens after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  // It listens before its papers are read; the storm is about a service that has read them.
  while (!service.errors().includes('"index-filled"')) {
    if (performance.now() - began > readyMs) throw new Error('The papers were not read in time');
    await sleep(100);
  }
  console.log(`ready after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  for (const talker of talkers.slice(0, warmUp)) await say(talker, sentence(talker, words));
  const before = await processorMs(service);
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  pauses.enable();
  const [outcomes, memory] = await Promise.all([storm(talkers, words), memoryOverTime(service)]);
  pauses.disable();
  report({
    outcomes,
    memory,
    log: service.errors(),
    processorMs: (await processorMs(service)) - before,
    pauseMs: pauses.max / 1e6,
  });
  service.child.kill('SIGTERM');
  const { status } = await service.ended;
  console.log(`  ended            status ${status}`);
} finally {
  service?.child.kill('SIGKILL');
  await server.stop();
  await home.remove();
}
