import { clamp } from '../cards/clamp.ts';
import { line } from '../cards/line.ts';
import type { Query, QueryNote } from '../search/query.ts';

/** A note of a query behind the words that it is about. */
export function noteInWords(query: Query, note: QueryNote): string {
  const about = clamp(line(query.text.slice(note.at, note.at + note.length)), 40);
  return about === '' ? note.message : `“${about}”: ${note.message}`;
}
