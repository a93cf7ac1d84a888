import type { Columns } from './columns.ts';
import type { Postings } from './postings.ts';

/**
 * Takes the postings of removed papers out, a little at every change, so that no change waits long. Searches skip removed
 * papers meanwhile. A round visits every row once; then the slots that were empty when it began are free again. So there
 * are never more empty slots than a share of the papers and those of two rounds, however many papers come and go.
 */
export type Sweep = {
  /** Does a part of the work, when there is any. */
  step(): void;
  running(): boolean;
};

/** A round begins when so many slots are empty: a few, and a share of all. */
const fewest = 64;
const share = 1 / 32;
/** Postings that are looked at in one step, about a quarter of a millisecond; a row is never split. */
const postingsAStep = 100_000;
/** And rows, for most have one posting only. */
const rowsAStep = 10_000;

export function createSweep(columns: Columns, all: readonly Postings[]): Sweep {
  let condemned: readonly number[] = [];
  let marks = new Uint8Array(0);
  let table = 0;
  let key = 0;

  const begin = (): void => {
    condemned = columns.condemn();
    marks = new Uint8Array(columns.slots);
    for (const slot of condemned) marks[slot] = 1;
    table = 0;
    key = 0;
  };
  const advance = (): void => {
    let postings = 0;
    let rows = 0;
    while (postings < postingsAStep && rows < rowsAStep) {
      const current = all[table];
      if (current === undefined) {
        columns.free(condemned);
        condemned = [];
        marks = new Uint8Array(0);
        return;
      }
      if (key >= current.keys()) {
        table += 1;
        key = 0;
        continue;
      }
      postings += current.purge(key, marks);
      rows += 1;
      key += 1;
    }
  };
  return {
    step: () => {
      if (condemned.length === 0 && columns.dropped() < fewest + columns.slots * share) return;
      if (condemned.length === 0) begin();
      advance();
    },
    running: () => condemned.length > 0,
  };
}
