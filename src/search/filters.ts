import { papersWithClause } from './clause-papers.ts';
import { slotOf } from './core/postings.ts';
import type { Shelf } from './core/shelf.ts';
import { dayNumber } from './paper-text.ts';
import type { Query } from './query.ts';

/** Whether the paper in a slot passes. */
export type Test = (slot: number) => boolean;

/** More than there can be conditions. */
const out = 255;

/** Every filter of a query in one test, which need not be asked about empty slots; null when there are none. */
export function filterTest(query: Query, shelf: Shelf): Test | null {
  const { published, upvotes } = shelf.columns;
  const after = query.after === null ? 0 : dayNumber(query.after);
  const before = query.before === null ? null : dayNumber(query.before);
  const votes = query.min ?? 0;
  const hasNumbers = (slot: number): boolean => {
    const day = published[slot] ?? 0;
    if (votes > 0 && (upvotes[slot] ?? 0) < votes) return false;
    return day >= after && (before === null || (day !== 0 && day < before));
  };
  const asksNumbers = after > 0 || before !== null || votes > 0;
  const marks = marksOf(query, shelf, asksNumbers ? hasNumbers : () => true);
  if (marks === null) return asksNumbers ? hasNumbers : null;
  const { levels, needed } = marks;
  return (slot) => levels[slot] === needed && hasNumbers(slot);
}

type Marks = { readonly levels: Uint8Array; readonly needed: number };

/** How many conditions in a row each paper passes, for all but dates and votes; null when there are none. */
function marksOf(query: Query, shelf: Shelf, hasNumbers: Test): Marks | null {
  const wanted = [...query.required, ...query.phrases];
  if (query.ids.length + query.categories.length + wanted.length + query.excluded.length === 0) return null;
  const levels = new Uint8Array(shelf.columns.slots);
  let needed = 0;
  // A paper that failed a condition stays behind, and is not asked again.
  const pass = (slot: number): void => {
    if (levels[slot] === needed) levels[slot] = needed + 1;
  };
  const asked = (slot: number): boolean => levels[slot] === needed && hasNumbers(slot);
  if (query.ids.length > 0) {
    for (const id of query.ids) for (const slot of withId(id, shelf)) pass(slot);
    needed += 1;
  }
  if (query.categories.length > 0) {
    for (const slot of withCategories(query.categories, shelf)) pass(slot);
    needed += 1;
  }
  for (const clause of wanted) {
    papersWithClause(shelf, clause, asked, pass);
    needed += 1;
  }
  for (const clause of query.excluded) {
    papersWithClause(shelf, clause, asked, (slot) => {
      levels[slot] = out;
    });
  }
  return { levels, needed };
}

/** The paper with a canonical id, and those of any source that gave the id. */
function* withId(id: string, { columns, knownSchemes }: Shelf): Generator<number> {
  const own = columns.slotOf.get(id);
  if (own !== undefined) yield own;
  for (const scheme of knownSchemes) {
    const slot = columns.slotOf.get(`${scheme}:${id}`);
    if (slot !== undefined) yield slot;
  }
}

/** `cs` and `cs.*` mean every `cs.…`; `cs.CL` means itself. Case does not matter. */
function* withCategories(wanted: readonly string[], shelf: Shelf): Generator<number> {
  const stems = wanted.map((category) => category.toLowerCase().replace(/\.\*?$/, ''));
  for (const known of shelf.knownCategories) {
    const category = shelf.vocabulary.surface(known);
    if (!stems.some((stem) => category === stem || category.startsWith(`${stem}.`))) continue;
    const { array, from, to } = shelf.categories.row(known);
    for (let at = from; at < to; at += 1) yield slotOf(array[at] ?? 0);
  }
}
