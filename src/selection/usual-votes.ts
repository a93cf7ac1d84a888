/** What is usual at an age: the middle and the spread of `ln(1 + votes)`, which lie as on a bell. */
type Usual = { readonly days: number; readonly middle: number; readonly spread: number };

/**
 * The votes of Hugging Face, the one source that counts them. From its daily lists: 7,876 papers on the day itself
 * (2024-05 to 2026-04: half have more than 6), and 514 papers five to seventeen days after it (February 2026: half have
 * more than 9). docs/selection.md tells how they were counted.
 */
const USUAL: readonly [Usual, Usual] = [
  { days: 1, middle: 1.95, spread: 1.02 },
  { days: 8, middle: 2.38, spread: 1.2 },
];

/**
 * How many papers of the same age have fewer votes: 0 to 1, more for every further vote. Null where nobody counted.
 * `days`: since it was published, which is about a day before it is listed.
 */
export function votesForAge(upvotes: number | null, days: number): number {
  if (upvotes === null) return 0;
  const { middle, spread } = usualAt(days);
  return bell((Math.log1p(Math.max(0, upvotes)) - middle) / spread);
}

function usualAt(days: number): Usual {
  const [young, settled] = USUAL;
  const way = Math.min(1, Math.max(0, (days - young.days) / (settled.days - young.days)));
  const between = (from: number, to: number): number => from + way * (to - from);
  return { days, middle: between(young.middle, settled.middle), spread: between(young.spread, settled.spread) };
}

/** The share of a bell curve that lies below so many spreads from its middle, to two decimals. */
function bell(spreads: number): number {
  return 1 / (1 + Math.exp(-1.702 * spreads));
}
