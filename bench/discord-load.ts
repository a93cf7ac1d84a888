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
import { join } from 'node:path';
import { openHome } from '../src/home.ts';
import { createDiscordServer } from '../tests/support/discord-server.ts';
import type { DiscordServer } from '../tests/support/discord-server.ts';
import type { OptionValues } from '../tests/support/discord/choosing.ts';
import type { Person } from '../tests/support/discord/person.ts';
import type { Channel } from '../tests/support/discord/world.ts';
import { startPaperboy, temporaryHome } from '../tests/support/program.ts';
import type { Running } from '../tests/support/program.ts';
import { skipWithoutCorpus } from './corpus.ts';
import { end, filled, importPapers, measure, numbersGiven, readyMs, report, tell, warnings } from './load.ts';
import type { Outcome, Sentence } from './load.ts';

/** A Discord that forgets: what it holds is not what is measured. */
const held = 5_000;

const [rate = 200, seconds = 30, papers = 100_000, channels = 1_000] = numbersGiven();
/** What was first responded to without words. */
const deferred = new Set<Outcome>();

/** One of the people. */
type Talker = { readonly person: Person; readonly channel: Channel; hasList: boolean };

function people(server: DiscordServer): readonly Talker[] {
  const rooms = Array.from({ length: 20 }, (_, at) => server.addChannel({ name: `channel-${at}` }));
  return Array.from({ length: rate * 5 }, (_, at) => ({
    person: server.person(server.addUser({ name: `person-${at}` })),
    channel: rooms[at % rooms.length]!,
    hasList: false,
  }));
}

function optionsOf({ command, text, after }: Sentence): OptionValues {
  if (command === 'search') return { query: text, ...(after === undefined ? {} : { after }) };
  return text === '' ? {} : { paper: text };
}

async function say(talker: Talker, said: Sentence): Promise<Outcome> {
  const { command } = said;
  const began = performance.now();
  const first = await talker.person.command(talker.channel, `papers ${command}`, optionsOf(said));
  const firstMs = first.answered ? performance.now() - began : Number.NaN;
  const message = first.answered ? await first.settled().catch(() => null) : null;
  const answerMs = message === null ? Number.NaN : performance.now() - began;
  const shown = JSON.stringify([message?.content, message?.embeds]);
  talker.hasList ||= command === 'search' && shown.includes('1.');
  const outcome = { command, firstMs, answerMs, fault: faultOf(first.answered, message === null, shown) };
  if (first.type === 5) deferred.add(outcome);
  return outcome;
}

function faultOf(isAnswered: boolean, isMissing: boolean, shown: string): string | null {
  if (!isAnswered) return 'without a response in time';
  if (isMissing) return 'without an answer';
  return shown.includes('Something went wrong') ? 'failed' : null;
}

function forget({ world: { messages, interactions, tokens } }: DiscordServer): void {
  for (const map of [messages, interactions, tokens]) {
    for (const key of map.keys()) {
      if (map.size <= held) break;
      map.delete(key);
    }
  }
}

function refused(server: DiscordServer): number {
  return server.calls().filter(({ status }) => status === 429).length;
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
  await filled(service, began);
  return service;
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
  tell('posted', `in ${took.toFixed(1)} s; ${missing} missing, ${twice} twice`);
  tell('requests', `at most ${densest(made.map(({ at }) => at))} in any second`);
  tell('refused (429)', `${refused(server)}; ${warnings(service)} warnings and errors in the log`);
  await end(service);
}

skipWithoutCorpus();
const home = await temporaryHome();
const server = await createDiscordServer();
server.limitRate(true);
let service: Running | null = null;
try {
  const words = await importPapers(home.path, papers);
  const talkers = people(server);
  service = await started(home.path, server);
  const load = { rate, seconds, talkers, words, say, meanwhile: () => forget(server) };
  const measured = await measure(service, load);
  const count = measured.outcomes.filter((outcome) => deferred.has(outcome)).length;
  const more = { deferred: String(count) };
  report(measured, { load, papers, first: 'first response', more, warned: warnings(service) });
  await end(service);
  await postEverywhere(home.path, server);
} finally {
  service?.child.kill('SIGKILL');
  await server.stop();
  await home.remove();
}
