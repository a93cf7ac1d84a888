/**
 * How many values one statement may carry. PostgreSQL takes 65,535 and SQLite 32,766, but SQLite before 3.32 took 999,
 * and longer statements are not faster.
 */
export const MOST_PARAMETERS = 900;

/** The list in pieces of at most `size`, in order. */
export function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
