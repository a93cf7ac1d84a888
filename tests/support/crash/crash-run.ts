import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dateInWords } from '../../../src/cards/dates.ts';
import { toPaper } from '../../../src/paper/paper.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Entry } from '../../../src/store/store.ts';
import { parseWish } from '../../../src/subscription/grammar.ts';
import { addDays } from '../../../src/subscription/timetable.ts';
import { environment, start, temporaryHome } from '../program.ts';
import { openChat } from './chats.ts';
import type { CrashChat } from './chats.ts';
import { BOUNDARIES, IN_FLIGHT, LATER_BOUNDARIES } from './task.ts';
import type { ChildTask } from './task.ts';

export type Crashed = {
  /** Processes that were killed where they should be. */
  crashes: number;
  slots: number;
  /** Slots that are visible more than once. */
  readonly doubles: string[];
  /** Slots that are not visible, or of which the ledger does not know it, although it could. */
  readonly gaps: string[];
  /** Slots of which nobody can know whether they are visible, since the platform cannot be asked. */
  unknown: number;
  /** How often it died at each boundary. */
  readonly at: Record<string, number>;
};

const child = fileURLToPath(new URL('child.ts', import.meta.url));
const MINUTE_MS = 60_000;
/** A process leaves alone what another one may still be at for this long. */
const LEFT_ALONE_MS = 5 * MINUTE_MS;
const FIRST_DAY = '2026-01-05';

/** Kills processes over the posts of a channel, at boundaries in turn, until there were so many crashes. */
export async function crash(
  name: string,
  wanted: number,
  tell: (crashes: number) => void = () => {},
): Promise<Crashed> {
  const home = await temporaryHome();
  let time = Date.parse(`${FIRST_DAY}T00:00:00Z`);
  const chat = await openChat(name, () => time);
  const file = join(home.path, 'paperboy.sqlite');
  const store = await openStore({ file, now: () => new Date(time) });
  let printed = '';
  const seen: Crashed = { crashes: 0, slots: 0, doubles: [], gaps: [], unknown: 0, at: {} };

  const live = async (dieAt: string | null): Promise<boolean> => {
    const task: ChildTask = { file, platform: name, now: new Date(time).toISOString(), dieAt };
    const died = await run(task, chat, home.path, (text) => (printed += text));
    if (died && dieAt !== null) seen.at[dieAt] = (seen.at[dieAt] ?? 0) + 1;
    seen.crashes += died ? 1 : 0;
    time += LEFT_ALONE_MS;
    return died;
  };

  try {
    await store.papers.put(
      Array.from({ length: wanted + 50 }, (_, i) =>
        toPaper(
          { title: `Crash paper ${i}`, abstract: `About ${i}.` },
          { source: 'jsonl', sourceId: `${i}`, at: `${FIRST_DAY}T00:00:00.000Z` },
        ),
      ),
    );
    const read = parseWish('at 9:00', { zone: 'UTC' });
    if (read.kind === 'question') throw new Error(read.message);
    const by = { platform: name, workspace: chat.place.workspace, id: 'U1' };
    const { subscription } = await store.subscriptions.add(read.wish, chat.place, by, new Date(time).toISOString());
    const takeFrom = (boundaries: readonly string[], turn: number): string => {
      const there = boundaries.filter((one) => chat.remembers || !IN_FLIGHT.includes(one));
      return there[turn % there.length] ?? '';
    };
    let later = 0;
    for (let date = FIRST_DAY; seen.crashes < wanted; date = addDays(date, 1)) {
      time = Date.parse(`${date}T09:00:00Z`);
      await live(takeFrom(BOUNDARIES, seen.slots));
      seen.slots += 1;
      // Up to two more deaths over the same post.
      for (let more = 0; more < seen.slots % 3; more += 1) {
        await live(takeFrom(LATER_BOUNDARIES, later));
        later += 1;
      }
      let entry: Entry | null = null;
      for (let tries = 0; tries < 3 && (entry === null || entry.outcome === null); tries += 1) {
        await live(null);
        entry = await store.ledger.get({ subscriptionId: subscription.id, date });
      }
      const visible = chat
        .texts(printed)
        .filter((text) => text.includes(`Paper of the day, ${dateInWords(date)}`)).length;
      const state = entry?.outcome?.state ?? 'open';
      if (visible > 1) seen.doubles.push(date);
      if (state === 'unknown' && !chat.remembers) seen.unknown += 1;
      else if (state !== 'sent' || visible === 0) seen.gaps.push(`${date}: ${state}, ${visible} visible`);
      tell(seen.crashes);
    }
    return seen;
  } finally {
    await store.close();
    await chat.stop();
    await home.remove();
  }
}

/** Whether the process was killed. */
async function run(task: ChildTask, chat: CrashChat, home: string, print: (text: string) => void): Promise<boolean> {
  const held = task.dieAt !== null && IN_FLIGHT.includes(task.dieAt) ? chat.hold(task.dieAt) : null;
  const told = JSON.stringify(held === null ? task : { ...task, dieAt: null });
  const running = start(process.execPath, [child, told], environment(home, chat.env));
  if (held !== null) {
    // It ends by itself where nothing is posted any more.
    if (await Promise.race([held().then(() => true), running.ended.then(() => false)])) running.child.kill('SIGKILL');
  }
  const { status, signal } = await running.ended;
  chat.release();
  print(running.output());
  if (signal === null && status !== 0) throw new Error(`The process failed by itself: ${running.errors()}`);
  return signal !== null;
}
