import { createFollow } from '../../src/flows/follow.ts';
import { createGather } from '../../src/flows/gather.ts';
import type { Paper } from '../../src/paper/paper.ts';
import { createPaperIndex } from '../../src/search/paper-index.ts';
import { trendsIn } from '../../src/selection/trend.ts';
import { growthOf } from '../../src/selection/vote-growth.ts';
import { plusDays } from '../../src/sources/days.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { cutReply, htmlReply, jsonReply, statusReply } from '../support/feeds/reply.ts';
import type { Reply } from '../support/feeds/reply.ts';
import { paper } from './deliver-world.ts';
import { openChannels } from './replay-channels.ts';
import { trendingOf } from './replay-reference.ts';
import type { ReplayDay } from './replay-reference.ts';
import { startWebWorld } from './web-world.ts';

export type Replayed = {
  /** By id; without the instants at which they were told of and counted, which depend on when it went well. */
  readonly papers: readonly unknown[];
  /** How many readings there were: all, those that failed, and those that were stopped half-way. */
  readonly readings: { all: number; failed: number; stopped: number };
  /** Of each day on whose morning the list was read: what trended, by the store and straight from the lists. */
  readonly trending: readonly {
    readonly day: string;
    readonly found: readonly string[];
    readonly expected: readonly string[];
  }[];
  /** How many slots of the papers of the day were posted, and which promises were broken. */
  readonly posts: { readonly sent: number; readonly broken: readonly string[] };
};

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const faults: readonly Reply[] = [
  statusReply(503),
  statusReply(429, { 'retry-after': '600' }),
  cutReply('[{"paper":{"id":"2611.0'),
  htmlReply,
  jsonReply({ error: 'No.' }, {}, 500),
  statusReply(403),
];
/** When a day's list is read: while it grows, when it is whole, and when it is settled. Between them posts are due. */
const TIMES = [
  { at: 'T10:50:00Z', share: 0.6, later: 0 },
  { at: 'T22:50:00Z', share: 1, later: 0 },
  { at: 'T02:50:00Z', share: 1, later: 1 },
] as const;
const BEFORE = 20;
/** When the papers of the day are looked at: between the readings. */
const [MORNING, EVENING] = ['T09:31:00Z', 'T18:01:00Z'];

/**
 * Consecutive days of a list, read by the service under a turned clock while channels get their papers of the day. With
 * `random` (0 to 1), requests fail, answers to posts are lost, and processes are stopped half-way and started anew, as it falls
 * out; the last reading goes well.
 */
export async function replay(days: readonly ReplayDay[], random: (() => number) | null): Promise<Replayed> {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) throw new Error('Expected at least one day, got none');
  const world = await startWebWorld(`${first.day}T00:00:00Z`, 0);
  const { clock, server, hf } = world;
  const store = await openStore({ file: ':memory:', now: clock.now });
  // The service comes with papers, so that there are some to post on the first days.
  await store.papers.put(Array.from({ length: BEFORE }, (_, number) => paper(`of before ${number}`, '2020-01-01')));
  const index = createPaperIndex();
  const never = new AbortController().signal;
  const follow = createFollow({ papers: store.papers, index, from: 0, signal: never, log: silent });
  const channels = await openChannels({ store, index, now: clock.now, log: silent });
  const readings = { all: 0, failed: 0, stopped: 0 };
  const trending: Replayed['trending'][number][] = [];
  const falls = (chance: number): boolean => random !== null && random() < chance;
  let process = 0;
  const start = (signal: AbortSignal): ReturnType<typeof createGather> =>
    createGather({
      store,
      holder: `process ${(process += 1)}`,
      source: world.web().source,
      keep: null,
      signal,
      random: () => 0,
      now: clock.now,
      log: silent,
    });
  let gather = start(never);
  const daysTo = (end: string): readonly ReplayDay[] => days.filter(({ day }) => day <= end);

  const post = async (): Promise<void> => {
    await follow.catchUp();
    await channels.tick(falls(0.2));
  };
  const passTo = async (instant: string): Promise<void> => {
    if (clock.now() < new Date(instant)) clock.set(instant);
    await post();
  };

  const readOnce = async (isLast: boolean): Promise<void> => {
    readings.all += 1;
    const fails = !isLast && falls(0.4);
    const stops = !isLast && !fails && falls(0.5);
    if (fails) server.fault('daily_papers', faults[Math.floor((random?.() ?? 0) * faults.length)] ?? htmlReply);
    const life = new AbortController();
    if (stops) {
      gather = start(life.signal);
      server.fault('daily_papers', (response) => {
        life.abort();
        response.destroy();
      });
    }
    await gather.read('hf-daily');
    if (stops) {
      readings.stopped += 1;
      gather = start(never);
      await channels.restart();
    }
  };

  /** Until it went well, or the service would have other things to do. */
  const read = async (isLast: boolean): Promise<boolean> => {
    for (let tries = 0; tries < 8; tries += 1) {
      const run = await store.sourceRuns.get('hf-daily');
      if (run !== null && Date.parse(run.nextAt) > clock.now().getTime()) {
        if (run.failures === 0) return true;
        readings.failed += 1;
        await passTo(run.nextAt);
      }
      await readOnce(isLast);
    }
    return false;
  };

  for (const { day, list } of days) {
    await passTo(`${day}${MORNING}`);
    for (const { at, share, later } of TIMES) {
      hf.lists.set(day, list.slice(0, Math.ceil(list.length * share)));
      await passTo(`${plusDays(day, later)}${at}`);
      const isRead = await read(day === last.day && later === 1);
      if (later === 1 && isRead) trending.push({ day, ...(await trends(store, daysTo(day), clock.now())) });
      if (share < 1) await passTo(`${day}${EVENING}`);
    }
  }
  // What has no answer yet is asked for again.
  await passTo(`${plusDays(last.day, 1)}T04:00:00Z`);
  await passTo(`${plusDays(last.day, 1)}T06:00:00Z`);

  const dates = days.map(({ day }) => day);
  const broken = await channels.broken(dates);
  const sent = (await channels.slots(dates)).filter(({ state }) => state === 'sent').length;
  const papers = await papersOf(store);
  await index.close();
  await store.close();
  await server.close();
  return { papers, readings, trending, posts: { sent, broken } };
}

/** What trended in the week to an instant: by the store, and straight from the lists. */
async function trends(
  store: Store,
  days: readonly ReplayDay[],
  now: Date,
): Promise<{ readonly found: readonly string[]; readonly expected: readonly string[] }> {
  const histories = await store.papers.votesSince('2000-01-01T00:00:00.000Z');
  const growth = growthOf(histories, now);
  const span = { from: new Date(now.getTime() - 7 * 86_400_000), to: now };
  return { found: trendsIn(histories, span, growth).map(({ id }) => id), expected: trendingOf(days, now, growth) };
}

async function papersOf(store: Store): Promise<readonly unknown[]> {
  const papers: Paper[] = [];
  for await (const batch of store.papers.all()) papers.push(...batch);
  return papers.map(({ sightings, upvotesAt, ...rest }) => ({
    ...rest,
    isCounted: upvotesAt !== null,
    sightings: sightings.map(({ source, sourceId }) => ({ source, sourceId })),
  }));
}
