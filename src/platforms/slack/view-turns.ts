import { createMemory } from '../shared/memory.ts';

/** Something that somebody did in a view, in its order among all that was done there. */
export type Turn = { readonly id: string; readonly place: number };

/** Which of the things that were done in a view counts: an answer may take longer than what is done after it. */
export type ViewTurns = {
  /**
   * Somebody did something now. `at` is the time that Slack gave it, where it did: what Slack tells late, after something
   * that was done later, never counts.
   */
  take(id: string, at: string | null): Turn;
  /** What comes of it is to be shown from now on, and nothing of what was done before. False: something newer is already. */
  claim(turn: Turn): boolean;
  /** Whether nothing newer has been claimed since. */
  isNewest(turn: Turn): boolean;
};

const hour = 3_600_000;
/** Before whatever was done. */
const late = 0;

export function createViewTurns({ now }: { readonly now: () => Date }): ViewTurns {
  const common = { most: 5_000, lifeMs: hour, now };
  const claimed = createMemory<number>(common);
  const told = createMemory<number>(common);
  let places = late;

  const isNewest: ViewTurns['isNewest'] = ({ id, place }) => place !== late && place >= (claimed.get(id) ?? place);

  return {
    take(id, at) {
      const time = Number(at ?? Number.NaN);
      if (time < (told.get(id) ?? -Infinity)) return { id, place: late };
      if (!Number.isNaN(time)) told.set(id, time);
      places += 1;
      return { id, place: places };
    },
    claim(turn) {
      const isFirst = isNewest(turn);
      if (isFirst) claimed.set(turn.id, turn.place);
      return isFirst;
    },
    isNewest,
  };
}
