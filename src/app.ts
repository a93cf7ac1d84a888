import type { Command, SourceDesk } from './commands/command.ts';
import { loadFirstPapers } from './first-papers.ts';
import { createAnswer } from './flows/answer.ts';
import { createComplete } from './flows/complete.ts';
import { createDeliver } from './flows/deliver.ts';
import { createGather } from './flows/gather.ts';
import { createLookUp } from './flows/look-up.ts';
import type { Retention } from './flows/retain.ts';
import { createTakeDropped } from './flows/take-dropped.ts';
import { sourceReport } from './flows/source-report.ts';
import { keepChannels } from './keep-channels.ts';
import type { Log } from './log.ts';
import { inTime } from './waiting/in-time.ts';
import type { Platform } from './platforms/platform.ts';
import { readyIndex } from './ready-index.ts';
import type { ReadyIndex } from './ready-index.ts';
import { createSchedule } from './schedule.ts';
import { createIndexGate } from './search/index-gate.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { SnapshotPlace } from './search/snapshot.ts';
import type { DropFolder } from './sources/drop-folder.ts';
import type { SourceClock } from './sources/source-clock.ts';
import type { SourceName } from './sources/source-names.ts';
import type { Source } from './sources/source.ts';
import type { WebSources } from './sources/web-sources.ts';
import { startPlatforms } from './start-platforms.ts';
import type { Retry } from './start-platforms.ts';
import type { Store } from './store/store.ts';
import type { FileEntry } from './subscription/channels-file.ts';

export type AppParts = {
  /** Open; {@link App.stop} closes it. */
  readonly store: Store;
  /** Empty; {@link App.stop} closes it. */
  readonly index: SearchIndex;
  /** Not started, each with its own name. */
  readonly platforms: readonly Platform[];
  /** Those on the web. */
  readonly sources: AppSources;
  readonly commands: readonly Command[];
  /** What the file of whoever runs the service asks for: its subscriptions are kept in step with it. */
  readonly channels: readonly FileEntry[];
  /** Where the index is kept between two starts; null: nowhere. */
  readonly snapshot: SnapshotPlace | null;
  /** What an empty store begins with. */
  readonly firstPapers: () => Promise<Source>;
  /**
   * Milliseconds of life before due papers of the day are posted. More than 0 where lines are piped: a script that is over
   * in a moment must neither print a post among its answers nor use it up.
   */
  readonly postsAfterMs: number;
  /** Told at every heartbeat: the service is alive. A failure is logged, and stops nothing. */
  readonly onBeat: () => Promise<void>;
  /** Told while the papers are read, beside everything else: how many can be found soon, of how many. */
  readonly onProgress: (done: number, all: number) => void;
  readonly now: () => Date;
  readonly log: Log;
  /** How platforms that cannot start yet are tried again; in the ordinary way unless told. */
  readonly retry?: Retry;
};

export type AppSources = {
  /** Those that are switched on: they are read, and `paper` may ask arXiv when it is among them. */
  readonly on: readonly SourceName[];
  /** Names this process among all that share the store. */
  readonly holder: string;
  readonly web: WebSources;
  readonly clock: SourceClock;
  /** Files that are put here are imported; null: nowhere. */
  readonly dropFolder: DropFolder | null;
  /** Which papers are kept after each reading. */
  readonly keep: Retention;
  /** Milliseconds of life before they are read. More than 0 where somebody looks at the first minute. */
  readonly afterMs: number;
};

export type App = {
  /**
   * Resolves when every platform listens or is tried again until it does, and every paper can be found. The platforms do
   * not wait for the papers: what needs no search is answered before. Rejects with a StoreError, or with a StartError when
   * no platform could ever listen; then `stop` is still due.
   */
  start(): Promise<void>;
  /**
   * Ends in the order in which things depend on one another, each within a bounded time, so that the whole takes no
   * more than about ten seconds. Never rejects, and is safe to call at any time and twice.
   */
  stop(): Promise<void>;
};

/** Once a minute. The ledger decides what is due; this only asks it. */
const HEARTBEAT = '* * * * *';
/** Every two seconds: whoever imports and then asks finds what came. It reads one number when nothing came. */
const FOLLOW = '*/2 * * * * *';
/** Once a day, so that a start after a crash has no more to read than came since. Searches wait for it in steps of some tenths of a second. */
const SNAPSHOT = '17 3 * * *';
/** Milliseconds that one step of the end may take. The six steps together stay around ten seconds. */
const STEP_MS = 1_500;
/** Milliseconds for which what a person types waits for the papers to be read; then it is completed without them. */
const COMPLETION_MS = 500;
/** Platforms still say what they are saying. */
const PLATFORMS_MS = 4_000;

/** The service: the parts wired together, without touching the process. */
export function createApp(parts: AppParts): App {
  const { store, index, platforms, log, now } = parts;
  const ending = new AbortController();
  const schedule = createSchedule(log);
  const gate = createIndexGate(index, now);
  let starting: Promise<void> = Promise.resolve();
  let stopping: Promise<void> | null = null;
  let ready: ReadyIndex | null = null;

  const clock = parts.sources.clock;
  const desk: SourceDesk = {
    report: () => sourceReport(store, parts.sources.on, now()),
    lookUp: createLookUp({
      lookUp: parts.sources.on.includes('arxiv') ? parts.sources.web.lookUp : null,
      papers: store.papers,
      deadline: clock.deadline,
      signal: ending.signal,
      log,
    }),
  };
  const loading = { papers: store.papers, index, signal: ending.signal, log };
  const listening = new Map<string, Platform>();
  const keeping: Promise<void>[] = [];

  /** Posts of a platform wait until its subscriptions are those of the file. */
  const keep = async (platform: Platform): Promise<void> => {
    try {
      await keepChannels(parts.channels, platform, { subscriptions: store.subscriptions, now, log });
    } catch (error) {
      log.error('channels.not-kept', { platform: platform.name, error });
    }
    listening.set(platform.name, platform);
  };

  const listen = async (): Promise<void> => {
    await startPlatforms({
      platforms,
      handlers: {
        commands: parts.commands,
        answer: (request) =>
          createAnswer({ store, index: gate.index(request.patienceMs), sources: desk, now, log })(request),
        complete: createComplete({ store, index: gate.index(COMPLETION_MS), sources: desk, now, log }),
        sentences: store.sentences,
        log,
      },
      onListening: (platform) => keeping.push(keep(platform)),
      signal: ending.signal,
      log,
      ...(parts.retry === undefined ? {} : { retry: parts.retry }),
    });
    await Promise.all(keeping);
    if (!ending.signal.aborted) schedule.every(HEARTBEAT, 'beat', parts.onBeat);
  };

  const fill = async (): Promise<void> => {
    const began = now().getTime();
    const made = await readyIndex({ ...loading, snapshot: parts.snapshot }, (done, all) => {
      gate.report(done, all);
      parts.onProgress(done, all);
    });
    if (ending.signal.aborted) return;
    // Before somebody asks: later, searches would wait for it.
    await made.save();
    gate.open();
    log.info('index-filled', { papers: await index.size(), ms: now().getTime() - began });
    ready = made;
    // Not before it is full: what the filling has in hand is older than what was written since.
    schedule.every(FOLLOW, 'follow', () => made.follow.catchUp());
    schedule.every(SNAPSHOT, 'snapshot', () => made.save());
  };

  /** What comes is found by the follow. */
  const gather = (): void => {
    const { on, holder, web, afterMs, dropFolder } = parts.sources;
    const { read } = createGather({
      store,
      holder,
      source: web.source,
      keep: parts.sources.keep,
      signal: ending.signal,
      random: clock.random,
      now,
      log,
    });
    if (dropFolder !== null) {
      const take = createTakeDropped({ folder: dropFolder, store, signal: ending.signal, now, log });
      schedule.every(HEARTBEAT, 'drop-folder', take);
    }
    const from = now().getTime() + afterMs;
    for (const name of on) {
      schedule.every(HEARTBEAT, `source ${name}`, async () => {
        if (now().getTime() >= from) await read(name);
      });
    }
  };

  const begin = async (): Promise<void> => {
    await loadFirstPapers(loading, parts.firstPapers);
    if (ending.signal.aborted) return;
    await Promise.all([fill(), listen()]);
    if (!ending.signal.aborted) gather();
    // A paper of the day is chosen from all papers, so posts begin after both.
    const deliver = createDeliver({ store, index, platforms: listening, now, log });
    const postsFrom = now().getTime() + parts.postsAfterMs;
    if (parts.postsAfterMs === 0 && !ending.signal.aborted) await deliver.recover();
    if (ending.signal.aborted) return;
    schedule.every(HEARTBEAT, 'deliver', async () => {
      if (now().getTime() >= postsFrom) await deliver.tick();
    });
  };

  const end = async (): Promise<void> => {
    ending.abort();
    gate.shut();
    const step = (name: string, run: () => Promise<unknown>, ms = STEP_MS) => endWithin(ms, name, run, log);
    await step('schedule', () => schedule.stop());
    await step('platforms', () => Promise.all(platforms.map((platform) => platform.stop())), PLATFORMS_MS);
    await step('start', () => starting.catch(() => undefined));
    await step('snapshot', async () => ready?.save());
    await step('index', () => index.close());
    await step('store', () => store.close());
    log.info('stopped');
  };

  return {
    start() {
      starting = begin();
      return starting;
    },
    stop() {
      stopping ??= end();
      return stopping;
    },
  };
}

/** Runs one step of the end. One that fails or hangs is logged, and must not keep the others from their end. */
async function endWithin(ms: number, name: string, run: () => Promise<unknown>, log: Log): Promise<void> {
  try {
    if ((await inTime(ms, run())) === null) log.warn('stop-took-too-long', { step: name, ms });
  } catch (error) {
    log.error('stop-failed', { step: name, error });
  }
}
