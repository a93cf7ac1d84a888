import type { Shelf } from './core/shelf.ts';
import type { Tokens } from './core/token-store.ts';

/** Whether words with certain stems stand next to each other, in their order, at `from … to`. */
export type RowTest = (text: Tokens, from: number, to: number) => boolean;

/** As many places as a byte has bits. */
const places = 8;

/**
 * For thousands of papers: after each word the row may be under way at several places, one bit each, and the next word
 * moves all of them on at once (Shift-And). Half a millisecond to prepare, then about 1 ns a word.
 */
export function rowTest(shelf: Shelf, row: readonly number[]): RowTest {
  const head = row.slice(0, places);
  const placesOf = shelf.vocabulary.placesIn(head);
  const last = 1 << (head.length - 1);
  const test: RowTest = ({ tokens }, from, to) => {
    let under = 0;
    for (let at = from; at < to; at += 1) {
      under = ((under << 1) | 1) & (placesOf[tokens[at] ?? 0] ?? 0);
      if ((under & last) !== 0) return true;
    }
    return false;
  };
  if (row.length <= places) return test;
  const whole = slowRowTest(shelf, row);
  return (text, from, to) => test(text, from, to) && whole(text, from, to);
}

/** For a few papers: nothing to prepare. */
export function slowRowTest({ vocabulary }: Shelf, row: readonly number[]): RowTest {
  const first = row[0] ?? 0;
  return ({ tokens }, from, to) => {
    for (let start = from; start + row.length <= to; start += 1) {
      if (vocabulary.stemOf(tokens[start] ?? 0) !== first) continue;
      let length = 1;
      while (length < row.length && vocabulary.stemOf(tokens[start + length] ?? 0) === row[length]) length += 1;
      if (length === row.length) return true;
    }
    return false;
  };
}
