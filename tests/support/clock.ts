/** A clock that a test sets by hand. */
export type Clock = {
  readonly now: () => Date;
  set(instant: string): void;
  /** Forward, or back when the minutes are negative. */
  advance(minutes: number): void;
};

export function createClock(start: string): Clock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    set: (instant) => {
      time = new Date(instant).getTime();
    },
    advance: (minutes) => {
      time += minutes * 60_000;
    },
  };
}
