import type { Pile } from './core/pile.ts';
import type { Shelf } from './core/shelf.ts';
import { firstWords } from './core/title-table.ts';
import { endOf, startOf } from './paper-text.ts';
import { analyse, untex } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Above the others, by as little as can be seen. */
const above = 1 + 1e-6;

/**
 * Lifts the papers whose title the words are above all others: whoever types a title means the paper, whatever other papers
 * say of those words. When it is the title of none, but the beginning of just one (four words at least), that one. The
 * others keep their scores, and those that are lifted their order. The pile holds the scores of the words.
 *
 * @returns The slots that were lifted.
 */
export function liftTitled(shelf: Shelf, pile: Pile, words: readonly string[]): ReadonlySet<number> {
  const lifted = titled(shelf, words).filter((slot) => (pile.scores[slot] ?? 0) > 0);
  const isLifted = new Set(lifted);
  if (lifted.length === 0) return isLifted;
  const { scores, touched, count } = pile;
  let highest = 0;
  for (let at = 0; at < count; at += 1) {
    const slot = touched[at] ?? 0;
    const score = scores[slot] ?? 0;
    if (score > highest && shelf.columns.gone[slot] === 0 && !isLifted.has(slot)) highest = score;
  }
  const least = lifted.reduce((lowest, slot) => Math.min(lowest, scores[slot] ?? 0), Number.POSITIVE_INFINITY);
  const lift = highest * above - least;
  if (lift > 0) for (const slot of lifted) scores[slot] = (scores[slot] ?? 0) + lift;
  return isLifted;
}

function titled({ titles, tokens, vocabulary }: Shelf, words: readonly string[]): readonly number[] {
  const row = rowOf(words, vocabulary);
  if (row === null || row.length === 0) return [];
  const same: number[] = [];
  const longer: number[] = [];
  for (const slot of titles.alike(row)) {
    const text = tokens.readFirst(slot, 2);
    const from = startOf(text, 'title');
    const length = endOf(text, 'title') - from;
    if (length < row.length || row.some((id, place) => text.tokens[from + place] !== id)) continue;
    (length === row.length ? same : longer).push(slot);
  }
  if (same.length > 0) return same;
  return row.length >= firstWords && longer.length === 1 ? longer : [];
}

/** The words as numbers; null when the corpus lacks one of them. */
function rowOf(words: readonly string[], vocabulary: Vocabulary): readonly number[] | null {
  const row: number[] = [];
  for (const word of words) {
    for (const { surface } of analyse(untex(word)).tokens) {
      const id = vocabulary.find(surface);
      if (id === undefined) return null;
      row.push(id);
    }
  }
  return row;
}
