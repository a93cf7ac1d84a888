/**
 * Discord at the whole service: the real program as its own process, with its store, its index on a thread and the real
 * discord.js. This process is Discord and the people, so that neither waits for the other's event loop; it prints its own
 * longest pause, because what it measures cannot be better than that. Discord counts requests as it does, and refuses what
 * is too much.
 *
 *     npx node bench/discord-load.ts [RATE] [SECONDS] [PAPERS] [CHANNELS]      200 a second for 30 s, 100,000 papers, 1,000 channels
 *
 * First commands at a steady rate from many people, whatever the answers take. Times are what Discord sees: from an
 * interaction to its first response, and to its answer. Then the same program again, with a paper of the day due in so
 * many channels at once. Nothing leaves the machine.
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
import { openHome } from '../src/home.ts';
import { createDiscordServer } from '../tests/support/discord-server.ts';
import type { DiscordServer } from '../tests/support/discord-server.ts';
import type { OptionValues } from '../tests/support/discord/choosing.ts';
import type { Person } from '../tests/support/discord/person.ts';
import type { Channel } from '../tests/support/discord/world.ts';
import { paperboy, startPaperboy, temporaryHome } from '../tests/support/program.ts';
import type { Running } from '../tests/support/program.ts';
import { corpusLines, percentile, seededRandom, skipWithoutCorpus } from './corpus.ts';

const readyMs = 600_000;
const warmUp = 100;
const wordsFrom = 2_000;
/** A Discord that forgets: what it holds is not what is measured. */
const held = 5_000;

const countText = z.coerce.number().int().positive();
const [rate = 200, seconds = 30, papers = 100_000, channels = 1_000] = process.argv
  .slice(2)
  .map((text) => countText.parse(text));
const random = seededRandom(20261124);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** One of the people. Says the next sentence when the last one is answered. */
type Talker = { readonly person: Person; readonly channel: Channel; hasList: boolean };
type Said = { readonly words: string; readonly values: OptionValues };
type Outcome = {
  readonly command: string;
  readonly firstMs: number;
  readonly answerMs: number;
  readonly isDeferred: boolean;
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

function people(server: DiscordServer): readonly Talker[] {
  const rooms = Array.from({ length: 20 }, (_, at) => server.addChannel({ name: `channel-${at}` }));
  return Array.from({ length: rate * 5 }, (_, at) => ({
    person: server.person(server.addUser({ name: `person-${at}` })),
    channel: rooms[at % rooms.length]!,
    hasList: false,
  }));
}

/** What people say: mostly searches of one to eight words of one paper, half of the rest about a list they saw. */
function sentence({ hasList }: Talker, words: readonly (readonly string[])[]): Said {
  const dice = random();
  if (dice < 0.05) return { words: 'papers today', values: {} };
  if (hasList && dice < 0.45) {
    return pick<Said>([
      { words: 'papers more', values: {} },
      { words: 'papers paper', values: { paper: String(1 + Math.floor(random() * 5)) } },
      { words: 'papers similar', values: { paper: '1' } },
      { words: 'papers similar', values: { paper: String(2 + Math.floor(random() * 3)) } },
      { words: 'papers save', values: { paper: '1' } },
      { words: 'papers cite', values: { paper: '2' } },
    ]);
  }
  const own = pick(words);
  const query = Array.from({ length: 1 + Math.floor(random() * 8) }, () => pick(own)).join(' ');
  return { words: 'papers search', values: { query, ...(random() < 0.1 ? { after: '2022' } : {}) } };
}

async function say(talker: Talker, { words, values }: Said): Promise<Outcome> {
  const began = performance.now();
  const first = await talker.person.command(talker.channel, words, values);
  const firstMs = performance.now() - began;
  const message = first.answered ? await first.settled().catch(() => null) : null;
  const answerMs = message === null ? Number.NaN : performance.now() - began;
  const shown = JSON.stringify([message?.content, message?.embeds]);
  talker.hasList ||= words === 'papers search' && shown.includes('1.');
  const common = { command: words, firstMs: first.answered ? firstMs : Number.NaN, answerMs };
  return { ...common, isDeferred: first.type === 5, fault: faultOf(first.answered, message === null, shown) };
}

function faultOf(isAnswered: boolean, isMissing: boolean, shown: string): string | null {
  if (!isAnswered) return 'without a response in time';
  if (isMissing) return 'without an answer';
  return shown.includes('Something went wrong') ? 'failed' : null;
}

/** Sends at the rate, whatever the answers take; resolves with the last answer. */
async function storm(
  server: DiscordServer,
  talkers: readonly Talker[],
  words: readonly (readonly string[])[],
): Promise<readonly Outcome[]> {
  const free = [...talkers];
  const going: Promise<Outcome>[] = [];
  const nobody: Outcome = {
    command: '',
    firstMs: Number.NaN,
    answerMs: Number.NaN,
    isDeferred: false,
    fault: 'everybody still waits',
  };
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
    forget(server);
    await sleep(2);
  }
  return Promise.all(going);
}

function forget({ world: { messages, interactions, tokens } }: DiscordServer): void {
  for (const map of [messages, interactions, tokens]) {
    for (const key of map.keys()) {
      if (map.size <= held) break;
      map.delete(key);
    }
  }
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

function warnings(service: Running): number {
  return service.errors().match(/"level":(?:"(?:error|warn)"|[45]0)/g)?.length ?? 0;
}

function refused(server: DiscordServer): number {
  return server.calls().filter(({ status }) => status === 429).length;
}

function reportCommands(
  outcomes: readonly Outcome[],
  more: { readonly memory: string; readonly warned: number; readonly workedMs: number; readonly pauseMs: number },
): void {
  const faults = Map.groupBy(
    outcomes.filter(({ fault }) => fault !== null),
    ({ fault }) => fault,
  );
  const told = [...faults].map(([fault, list]) => `${list.length} ${fault}`).join(', ');
  const deferred = outcomes.filter(({ isDeferred }) => isDeferred).length;
  const times = (of: 'firstMs' | 'answerMs', list = outcomes): readonly number[] => list.map((outcome) => outcome[of]);
  console.log(`\n${outcomes.length} commands, ${rate} a second for ${seconds} s, ${papers} papers, ${rate * 5} people`);
  console.log(line('first response', times('firstMs')));
  console.log(line('answered', times('answerMs')));
  for (const [command, list] of Map.groupBy(outcomes, (outcome) => outcome.command)) {
    if (command !== '') console.log(line(`  ${command}`, times('answerMs', list)));
  }
  console.log(`  deferred         ${deferred}`);
  console.log(`  errors           ${told === '' ? 'none' : told}; ${more.warned} warnings and errors in the log`);
  console.log(`  memory           ${more.memory} MB resident`);
  console.log(`  processor        ${(more.workedMs / outcomes.length).toFixed(1)} ms of the service a command`);
  console.log(
    `  measured by      a process whose own longest pause was ${more.pauseMs.toFixed(1)} ms, on ${availableParallelism()} processors under a load of ${loadavg()[0]?.toFixed(1)}`,
  );
}

function settings(server: DiscordServer) {
  return { DISCORD_TOKEN: server.token, DISCORD_API_URL: server.apiUrl };
}

async function started(home: string, server: DiscordServer): Promise<Running> {
  const began = performance.now();
  const before = server.gateway.sessions().length;
  const service = startPaperboy(home, [], settings(server));
  await server.until(
    () => server.gateway.sessions().length > before && server.commands().length > 0,
    'a session',
    readyMs,
  );
  await server.gateway.ready();
  console.log(`ready after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return service;
}

async function ended(service: Running): Promise<void> {
  service.child.kill('SIGTERM');
  const { status } = await service.ended;
  console.log(`  ended            status ${status}`);
}

/** Subscriptions that were due ten minutes ago, so that the first tick posts them all. */
async function subscribe(home: string, places: readonly Channel[]): Promise<void> {
  const store = await openHome(join(home, 'state'), () => new Date());
  const minute = new Date(Date.now() - 600_000);
  const isToday = minute.getUTCDate() === new Date().getUTCDate();
  const at = isToday ? minute.toISOString().slice(11, 16) : '00:00';
  const days = [1, 2, 3, 4, 5, 6, 7] as const;
  const by = { platform: 'discord', workspace: null, id: '1' };
  for (const { id, guildId } of places) {
    const place = { platform: 'discord', workspace: guildId, channel: id, thread: null };
    const wish = {
      query: '',
      timetable: { at, zone: 'UTC', days },
      top: 1,
      thread: false,
      empty: 'best-unseen' as const,
      from: null,
    };
    await store.subscriptions.add(wish, place, by, new Date(Date.now() - 86_400_000).toISOString());
  }
  await store.close();
}

/** The most requests in any second. */
function densest(times: readonly number[]): number {
  let from = 0;
  return times.reduce((most, time, at) => {
    while (times[from]! <= time - 1_000) from += 1;
    return Math.max(most, at - from + 1);
  }, 0);
}

async function postEverywhere(home: string, server: DiscordServer): Promise<void> {
  const places = Array.from({ length: channels }, (_, at) => server.addChannel({ name: `daily-${at}` }));
  await subscribe(home, places);
  const calls = server.calls().length;
  service = await started(home, server);
  const posted = () => places.filter((place) => server.messages(place).length > 0).length;
  const missing = await server
    .until(() => posted() === channels, 'the posts', readyMs)
    .then(
      () => 0,
      () => channels - posted(),
    );
  const made = server.calls().slice(calls);
  const posts = made.filter(({ route }) => route === 'POST /channels/:channel/messages').map(({ at }) => at);
  const twice = places.filter((place) => server.messages(place).length > 1).length;
  const took = ((posts.at(-1) ?? 0) - (posts[0] ?? 0)) / 1_000;
  console.log(`\n${channels} channels with a paper of the day at the same time`);
  console.log(`  posted           in ${took.toFixed(1)} s; ${missing} missing, ${twice} twice`);
  console.log(`  requests         at most ${densest(made.map(({ at }) => at))} in any second`);
  console.log(`  refused (429)    ${refused(server)}; ${warnings(service)} warnings and errors in the log`);
  await ended(service);
}

skipWithoutCorpus();
const home = await temporaryHome();
const server = await createDiscordServer();
server.limitRate(true);
let service: Running | null = null;
try {
  const file = join(home.path, 'papers.jsonl');
  const words = await writePapers(file);
  const imported = await paperboy(home.path, ['import', file]);
  if (imported.status !== 0) throw new Error(`The import failed:\n${imported.errors}`);
  const talkers = people(server);
  service = await started(home.path, server);
  for (const talker of talkers.slice(0, warmUp)) await say(talker, sentence(talker, words));
  const before = await processorMs(service);
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  pauses.enable();
  const [outcomes, memory] = await Promise.all([storm(server, talkers, words), memoryOverTime(service)]);
  pauses.disable();
  const workedMs = (await processorMs(service)) - before;
  reportCommands(outcomes, { memory, warned: warnings(service), workedMs, pauseMs: pauses.max / 1e6 });
  await ended(service);
  await postEverywhere(home.path, server);
} finally {
  service?.child.kill('SIGKILL');
  await server.stop();
  await home.remove();
}
