import { addDays } from '../../../src/subscription/timetable.ts';
import { startLife } from './life.ts';
import { FIRST_DAY, openScene } from './scene.ts';
import type { Scene } from './scene.ts';
import { BOUNDARIES, IN_FLIGHT, LATER_BOUNDARIES } from './task.ts';

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

const MINUTE_MS = 60_000;
/** A process leaves alone what another one may still be at for this long. */
const LEFT_ALONE_MS = 5 * MINUTE_MS;

/** Kills processes over the posts of a channel, at boundaries in turn, until there were so many crashes. */
export async function crash(
  platform: string,
  wanted: number,
  tell: (crashes: number) => void = () => {},
): Promise<Crashed> {
  const scene = await openScene(platform, wanted + 50);
  const { chat } = scene;
  const seen: Crashed = { crashes: 0, slots: 0, doubles: [], gaps: [], unknown: 0, at: {} };

  const live = async (dieAt: string | null): Promise<void> => {
    const died = await liveOnce(scene, dieAt);
    if (died && dieAt !== null) seen.at[dieAt] = (seen.at[dieAt] ?? 0) + 1;
    seen.crashes += died ? 1 : 0;
    scene.time += LEFT_ALONE_MS;
  };
  const takeFrom = (boundaries: readonly string[], turn: number): string => {
    const there = boundaries.filter((one) => chat.remembers || !IN_FLIGHT.includes(one));
    return there[turn % there.length] ?? '';
  };

  try {
    let later = 0;
    for (let date = FIRST_DAY; seen.crashes < wanted; date = addDays(date, 1)) {
      scene.time = Date.parse(`${date}T09:00:00Z`);
      await live(takeFrom(BOUNDARIES, seen.slots));
      seen.slots += 1;
      // Up to two more deaths over the same post.
      for (let more = 0; more < seen.slots % 3; more += 1) {
        await live(takeFrom(LATER_BOUNDARIES, later));
        later += 1;
      }
      let state = await scene.state(date);
      for (let tries = 0; tries < 3 && (state === null || state === 'open' || tries === 0); tries += 1) {
        await live(null);
        state = await scene.state(date);
      }
      const visible = scene.visible(date);
      if (visible > 1) seen.doubles.push(date);
      if (state === 'unknown' && !chat.remembers) seen.unknown += 1;
      else if (state !== 'sent' || visible === 0) seen.gaps.push(`${date}: ${state}, ${visible} visible`);
      tell(seen.crashes);
    }
    return seen;
  } finally {
    await scene.close();
  }
}

/** Whether the process was killed. */
async function liveOnce(scene: Scene, dieAt: string | null): Promise<boolean> {
  const held = dieAt !== null && IN_FLIGHT.includes(dieAt) ? scene.chat.hold(dieAt) : null;
  const life = startLife(scene, { dieAt: held === null ? dieAt : null });
  const { child, ended } = life.running;
  child.stdin.end();
  if (held !== null) {
    // It ends by itself where nothing is posted any more.
    if (await Promise.race([held().then(() => true), ended.then(() => false)])) child.kill('SIGKILL');
  }
  const died = await life.end();
  scene.chat.release();
  return died;
}
