import { grown } from '../core/growing.ts';
import { addRow, dampened, dimensions, quantize } from './basis.ts';
import type { Basis } from './basis.ts';
import type { StemCounts } from './text-reader.ts';

/** Where each paper points in a basis, by slot: one byte a dimension. */
export type PaperVectors = {
  readonly basis: Basis;
  vectors: Int8Array<ArrayBuffer>;
  /** Multiplies the bytes so that the vector has length 1; 0 where there is no vector. */
  factors: Float32Array<ArrayBuffer>;
};

export function createPaperVectors(basis: Basis): PaperVectors {
  return { basis, vectors: new Int8Array(0), factors: new Float32Array(0) };
}

/** Folds a paper in: it need not have been there when the basis was learned. */
export function foldIn(to: PaperVectors, slot: number, { stems, counts, length }: StemCounts): void {
  to.vectors = grown(to.vectors, (slot + 1) * dimensions);
  to.factors = grown(to.factors, slot + 1);
  scratch.fill(0);
  for (let at = 0; at < length; at += 1) addRow(to.basis, stems[at] ?? 0, dampened(counts[at] ?? 1), scratch);
  const place = slot * dimensions;
  quantize(scratch, to.vectors, place);
  let square = 0;
  for (let at = place; at < place + dimensions; at += 1) square += (to.vectors[at] ?? 0) ** 2;
  to.factors[slot] = square === 0 ? 0 : 1 / Math.sqrt(square);
}

const scratch = new Float32Array(dimensions);

/** Cosine of the angle between two papers; 0 where one has no vector. */
export function likeness({ vectors, factors }: PaperVectors, one: number, other: number): number {
  const factor = (factors[one] ?? 0) * (factors[other] ?? 0);
  if (factor === 0) return 0;
  let [at, beside, sum] = [one * dimensions, other * dimensions, 0];
  for (const end = at + dimensions; at < end; at += 1, beside += 1) sum += (vectors[at] ?? 0) * (vectors[beside] ?? 0);
  return sum * factor;
}

/** Cosine of the angle between a paper and a vector of length 1. */
export function nearness({ vectors, factors }: PaperVectors, slot: number, vector: Float32Array): number {
  const factor = factors[slot] ?? 0;
  if (factor === 0) return 0;
  const from = slot * dimensions;
  let sum = 0;
  for (let at = 0; at < dimensions; at += 1) sum += (vectors[from + at] ?? 0) * (vector[at] ?? 0);
  return sum * factor;
}
