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
import { startPaperboy, temporaryHome } from '../tests/support/program.ts';
import type { Running } from '../tests/support/program.ts';
import { createSlackServer } from '../tests/support/slack-server.ts';
import type { SlackServer } from '../tests/support/slack-server.ts';
import type { Person } from '../tests/support/slack/person.ts';
import { skipWithoutCorpus } from './corpus.ts';
import {
  end,
  filled,
  importPapers,
  measure,
  numbersGiven,
  pick,
  readyMs,
  report,
  secondsSince,
  warnings,
} from './load.ts';
import type { Outcome, Sentence } from './load.ts';

/** An answer that takes longer counts as missing. */
const patienceMs = 10_000;

const [rate = 200, seconds = 30, papers = 100_000] = numbersGiven();

/** One of the people. */
type Talker = {
  readonly person: Person;
  readonly channel: string;
  hasList: boolean;
  answered: ((text: string) => void) | null;
};

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

async function say(talker: Talker, { command, text, after }: Sentence): Promise<Outcome> {
  const began = performance.now();
  const answer = Promise.withResolvers<{ text: string; ms: number }>();
  talker.answered = (shown) => answer.resolve({ text: shown, ms: performance.now() - began });
  const giveUp = setTimeout(() => answer.resolve({ text: '', ms: Number.NaN }), patienceMs);
  const words = `${command} ${text}${after === undefined ? '' : ` after:${after}`}`.trim();
  const [delivered, shown] = await Promise.all([
    talker.person.command('/papers', words, talker.channel),
    answer.promise,
  ]);
  clearTimeout(giveUp);
  talker.answered = null;
  talker.hasList ||= command === 'search' && /^1\. /mu.test(shown.text);
  return { command, firstMs: delivered.elapsedMs, answerMs: shown.ms, fault: faultOf(delivered, shown.text) };
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

skipWithoutCorpus();
const home = await temporaryHome();
const server = await createSlackServer();
let service: Running | null = null;
try {
  const words = await importPapers(home.path, papers);
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
  console.log(`listens after ${secondsSince(began)} s`);
  await filled(service, began);
  const load = { rate, seconds, talkers, words, say };
  const measured = await measure(service, load);
  report(measured, { load, papers, first: 'acknowledged', warned: warnings(service) });
  await end(service);
} finally {
  service?.child.kill('SIGKILL');
  await server.stop();
  await home.remove();
}
