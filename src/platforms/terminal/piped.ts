import type { Readable } from 'node:stream';
import { linesOf } from './lines.ts';
import type { Hear, Reader } from './reader.ts';
import type { Screen } from './screen.ts';

/** Far above the longest query that makes sense (10,000), and small enough that no input fills the memory. */
const LONGEST_LINE = 16_384;

/** Reads commands from a file or another program, one a line, one after the other. */
export function readPiped(input: Readable, screen: Screen, hear: Hear): Reader {
  let stopped = false;
  const read = async (): Promise<void> => {
    let number = 0;
    for await (const line of linesOf(input, LONGEST_LINE)) {
      number += 1;
      if (line.cut)
        screen.hint(`Line ${number} is longer than ${LONGEST_LINE} characters; only its beginning was read.`);
      if ((await hear(line.text)) === 'enough') return;
    }
    if (number === 0) screen.hint('The input ended before its first line, so there was nothing to answer.');
  };
  return {
    ended: read().catch((error: unknown) => {
      // A stopped input ends in the middle of a read, and says so.
      if (!stopped) throw error;
    }),
    stop() {
      stopped = true;
      input.destroy();
    },
  };
}
