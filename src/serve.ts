import { performance } from 'node:perf_hooks';
import { createApp } from './app.ts';
import { commands } from './commands/index.ts';
import { endHeartbeat, writeHeartbeat } from './heartbeat.ts';
import { firstPapers, historyFile, openHome, snapshotPlace } from './home.ts';
import { freeLeasesOfTheDead, leaseHolder } from './lease-holder.ts';
import { createLeaseOf } from './lease-of.ts';
import { LOCAL_PERSON } from './local-person.ts';
import type { Log } from './log.ts';
import type { Platform } from './platforms/platform.ts';
import { createTerminal, terminalPlace, type Terminal } from './platforms/terminal/index.ts';
import { count, createProgress, type Progress } from './progress.ts';
import { readChannelsFile } from './read-channels-file.ts';
import { createThreadedIndex } from './search/threaded-index.ts';
import { dueSlots, MAX_MISSED } from './selection/due.ts';
import { coloured, columnsOf, type Shell } from './shell.ts';
import { createDropFolder } from './sources/drop-folder.ts';
import { createSourceClock } from './sources/source-clock.ts';
import { createWebSources } from './sources/web-sources.ts';
import type { Store } from './store/store.ts';
import type { FileEntry } from './subscription/channels-file.ts';

/** A script that pipes its commands is over by then; a pipe that somebody keeps open is a reader who wants the posts. */
const PIPED_QUIET_MS = 60_000;

/** A newcomer at the terminal looks around first: nothing is fetched before that, and a short script fetches nothing. */
const FIRST_MINUTE_MS = 60_000;

/** Runs the service until it is told to end. With no chat platform, or when asked for, the terminal is one. */
export async function serve(shell: Shell, wantsTerminal: boolean): Promise<void> {
  const { config, now, signals } = shell;
  const chats = config.platforms;
  const interactive = shell.stdin.isTTY && shell.stdout.isTTY;
  const inTerminal = chats.length === 0 || wantsTerminal;
  signals.watch();

  const { channelsFile, platformNames: platforms, zone } = config;
  const channels = await readChannelsFile(channelsFile, { platforms, zone });
  const store = await openHome(config.home, now);
  const progress = createProgress(shell.stderr, () => performance.now());
  const terminal = inTerminal ? openTerminal(shell, store, interactive, progress) : null;
  const write = (line: string): void => {
    progress.clear();
    if (terminal === null) shell.stderr.write(line);
    else terminal.hint(line);
  };
  const log = shell.openLog({ service: !inTerminal, write });
  warnOfSilent(channels, chats, log);
  const holder = leaseHolder();
  await freeLeasesOfTheDead(store.leases, shell.now());
  const clock = createSourceClock(now);
  const web = createWebSources(config.sources, clock, createLeaseOf(store.leases, holder));
  const app = createApp({
    store,
    sources: {
      on: config.sources.on,
      holder,
      web,
      clock,
      keep: config.keep,
      dropFolder: config.dropFolder === null ? null : createDropFolder(config.dropFolder),
      afterMs: chats.length > 0 ? 0 : FIRST_MINUTE_MS,
    },
    index: createThreadedIndex(),
    snapshot: await snapshotPlace(config.home),
    platforms: terminal === null ? chats : [...chats, terminal],
    commands,
    channels,
    firstPapers: () => firstPapers(now),
    postsAfterMs: chats.length > 0 || interactive ? 0 : PIPED_QUIET_MS,
    onBeat: () => writeHeartbeat(config.home, now()),
    onProgress(done, all) {
      const text = `Reading papers: ${count(done)} of ${count(all)}`;
      if (terminal === null) progress.show(text);
      else terminal.pass(text);
      if (done >= all) progress.clear();
    },
    now,
    log,
  });
  try {
    const started = app.start();
    // A script is over as soon as its lines are answered, whether or not every paper was read for them.
    const over = terminal === null ? forever() : terminal.ended;
    await unlessEnding(signals.ending, Promise.race([over, started.then(() => over)]));
  } finally {
    signals.end();
    progress.clear();
    await app.stop();
    await endHeartbeat(config.home);
  }
}

/** An entry of the file for a platform that is not configured asks nobody for anything. */
function warnOfSilent(channels: readonly FileEntry[], chats: readonly Platform[], log: Log): void {
  for (const { platform, channel } of channels) {
    if (!chats.some(({ name }) => name === platform)) log.warn('channels.no-platform', { platform, channel });
  }
}

function openTerminal(shell: Shell, store: Store, interactive: boolean, passing: Progress): Terminal {
  const { config, stdin, stdout, stderr } = shell;
  const chats = config.platforms.map((platform) => platform.name);
  return createTerminal({
    input: stdin,
    output: stdout,
    errors: stderr,
    interactive,
    passing,
    colour: coloured(shell, stdout),
    columns: () => columnsOf(stdout),
    person: LOCAL_PERSON,
    zone: config.zone,
    historyFile: historyFile(config.home),
    welcome: async () => welcome(await store.papers.count(), chats),
    opening: async () => (chats.length > 0 || (await postIsDue(store, shell.now())) ? [] : ['today']),
    reference: shell.reference,
  });
}

/** Whether the paper of today is about to be posted in the terminal: then it need not be shown before. */
async function postIsDue({ subscriptions, ledger }: Store, now: Date): Promise<boolean> {
  for (const subscription of await subscriptions.list(terminalPlace())) {
    const known = new Set((await ledger.recent(subscription.id, MAX_MISSED + 1)).map(({ slot }) => slot.date));
    if (dueSlots(subscription, now, known).due.length > 0) return true;
  }
  return false;
}

/** Two lines: what this is, and what it found. */
function welcome(papers: number, chats: readonly string[]): readonly string[] {
  const known = papers === 1 ? '1 paper' : `${count(papers)} papers`;
  const found =
    chats.length > 0
      ? `It knows ${known} and listens on ${chats.join(', ')} and here.`
      : `It knows ${known}; no chat platform is configured (README.md tells how).`;
  return ['Paperboy finds papers, answers in chat and posts a paper of the day. Type help.', found];
}

/** Waits for the work, or for the end of everything, whichever comes first. */
async function unlessEnding(ending: AbortSignal, work: Promise<void>): Promise<void> {
  const ended = Promise.withResolvers<void>();
  const end = () => ended.resolve();
  if (ending.aborted) end();
  ending.addEventListener('abort', end, { once: true });
  try {
    await Promise.race([work, ended.promise]);
  } finally {
    ending.removeEventListener('abort', end);
  }
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}
