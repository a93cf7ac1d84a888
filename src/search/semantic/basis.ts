/**
 * Latent semantic analysis (Deerwester et al., 1990): words that stand in the same papers point the same way, so a paper can
 * be near a question without its words. A basis gives every stem it knows a row of numbers; a text is the sum of its rows.
 */
export type Basis = {
  /** One more than the row of each stem; 0 for a stem without one, and beyond the end. */
  readonly rowOf: Uint16Array<ArrayBuffer>;
  /** {@link dimensions} numbers a row, each row in a scale of its own. */
  readonly rows: Int8Array<ArrayBuffer>;
  readonly scales: Float32Array<ArrayBuffer>;
  /** How many papers there were when it was learned. */
  readonly papers: number;
};

/** 50 to 100 are the values from the literature for collections of abstracts; this is a multiple of 32, for speed. */
export const dimensions = 96;

/** The largest number of a row or vector, so that it takes one byte. */
export const largest = 127;

/** What so many occurrences count: 1 + ln. */
export function dampened(occurrences: number): number {
  return occurrences === 1 ? 1 : 1 + Math.log(occurrences);
}

/** Whether the basis has a row for a stem. */
export function knows({ rowOf }: Basis, stem: number): boolean {
  return (rowOf[stem] ?? 0) > 0;
}

/** Adds the row of a stem so many times to a vector of {@link dimensions} numbers. */
export function addRow({ rowOf, rows, scales }: Basis, stem: number, times: number, to: Float32Array): void {
  const row = (rowOf[stem] ?? 0) - 1;
  if (row < 0) return;
  const factor = times * (scales[row] ?? 0);
  const from = row * dimensions;
  for (let at = 0; at < dimensions; at += 1) to[at] = (to[at] ?? 0) + factor * (rows[from + at] ?? 0);
}

/** Writes numbers as bytes at a place; gives the scale by which a byte becomes the number again, 0 when all are 0. */
export function quantize(numbers: Readonly<ArrayLike<number>>, into: Int8Array, place: number): number {
  let most = 0;
  for (let at = 0; at < dimensions; at += 1) most = Math.max(most, Math.abs(numbers[at] ?? 0));
  if (most === 0) {
    into.fill(0, place, place + dimensions);
    return 0;
  }
  const factor = largest / most;
  for (let at = 0; at < dimensions; at += 1) into[place + at] = Math.round((numbers[at] ?? 0) * factor);
  return most / largest;
}
