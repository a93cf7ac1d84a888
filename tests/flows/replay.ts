import { createGather } from '../../src/flows/gather.ts';
import type { Paper } from '../../src/paper/paper.ts';
import { plusDays } from '../../src/sources/days.ts';
import { openStore } from '../../src/store/open-store.ts';
import { cutReply, htmlReply, jsonReply, statusReply } from '../support/feeds/reply.ts';
import type { Reply } from '../support/feeds/reply.ts';
import { startWebWorld } from './web-world.ts';

/** A list of a day as it was in the end: records as Hugging Face gives them. */
export type ReplayDay = { readonly day: string; readonly list: readonly unknown[] };

export type Replayed = {
  /** By id; without the instants at which they were told of and counted, which depend on when it went well. */
  readonly papers: readonly unknown[];
  /** How many readings there were: all, those that failed, and those that were stopped half-way. */
  readonly readings: { all: number; failed: number; stopped: number };
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
/** When a day's list is read: while it grows, when it is whole, and when it is settled. */
const TIMES = [
  { at: 'T10:50:00Z', share: 0.6, later: 0 },
  { at: 'T22:50:00Z', share: 1, later: 0 },
  { at: 'T02:50:00Z', share: 1, later: 1 },
] as const;

/**
 * Consecutive days of a list, read by the service under a turned clock. With `random` (0 to 1), requests fail, and processes are
 * stopped half-way and started anew, as it falls out; the last reading goes well.
 */
export async function replay(days: readonly ReplayDay[], random: (() => number) | null): Promise<Replayed> {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) throw new Error('Expected at least one day, got none');
  const world = await startWebWorld(`${first.day}T00:00:00Z`, 0);
  const { clock, server, hf } = world;
  const store = await openStore({ file: ':memory:', now: clock.now });
  const readings = { all: 0, failed: 0, stopped: 0 };
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
  const never = new AbortController().signal;
  let gather = start(never);

  const readOnce = async (isLast: boolean): Promise<void> => {
    readings.all += 1;
    const fails = random !== null && !isLast && random() < 0.4;
    const stops = random !== null && !isLast && !fails && random() < 0.5;
    if (fails) {
      const fault = faults[Math.floor((random?.() ?? 0) * faults.length)] ?? htmlReply;
      server.fault('daily_papers', fault);
    }
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
    }
  };

  for (const { day, list } of days) {
    for (const { at, share, later } of TIMES) {
      const time = new Date(`${plusDays(day, later)}${at}`);
      hf.lists.set(day, list.slice(0, Math.ceil(list.length * share)));
      if (clock.now() < time) clock.set(time.toISOString());
      const isLast = day === last.day && later === 1;
      for (let tries = 0; tries < 8; tries += 1) {
        const run = await store.sourceRuns.get('hf-daily');
        if (run !== null && Date.parse(run.nextAt) > clock.now().getTime()) {
          if (run.failures === 0) break;
          readings.failed += 1;
          clock.set(run.nextAt);
        }
        await readOnce(isLast);
      }
    }
  }
  const papers: Paper[] = [];
  for await (const batch of store.papers.all()) papers.push(...batch);
  await store.close();
  await server.close();
  return {
    papers: papers.map(({ sightings, upvotesAt, ...paper }) => ({
      ...paper,
      isCounted: upvotesAt !== null,
      sightings: sightings.map(({ source, sourceId }) => ({ source, sourceId })),
    })),
    readings,
  };
}
