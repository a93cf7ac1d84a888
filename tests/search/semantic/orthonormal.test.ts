import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orthonormalize } from '../../../src/search/semantic/orthonormal.ts';

const columns = 4;
const number = fc.float({ min: -4, max: 4, noNaN: true }).filter((one) => one === 0 || Math.abs(one) > 1e-3);
const table = fc
  .array(fc.array(number, { minLength: columns, maxLength: columns }), { minLength: 12, maxLength: 40 })
  .map((rows) => Float32Array.from(rows.flat()));

function product(values: Float32Array, one: number, other: number): number {
  let sum = 0;
  for (let from = 0; from < values.length; from += columns)
    sum += (values[from + one] ?? 0) * (values[from + other] ?? 0);
  return sum;
}

function made(values: Float32Array): Float32Array {
  const copy = Float32Array.from(values);
  for (const step of orthonormalize(copy, columns)) expect(step).toBeUndefined();
  return copy;
}

describe('orthonormal columns', () => {
  it('have length 1, are at right angles, and span what was there', () => {
    fc.assert(
      fc.property(table, (values) => {
        const result = made(values);
        for (let one = 0; one < columns; one += 1) {
          const length = product(result, one, one);
          // A column that the ones before it span is empty.
          if (length < 0.5) continue;
          expect(length).toBeCloseTo(1, 2);
          for (let other = 0; other < one; other += 1) expect(product(result, one, other)).toBeCloseTo(0, 2);
        }
      }),
      { seed: 20261124, numRuns: 200 },
    );
  });

  it('leave nothing of a column that is the sum of others', () => {
    const rows = Array.from({ length: 20 }, (_, row) => [row, 1, row + 1, row * row]);
    const result = made(Float32Array.from(rows.flat()));
    expect(product(result, 2, 2)).toBe(0);
    expect([0, 1, 3].map((one) => product(result, one, one).toFixed(3))).toEqual(['1.000', '1.000', '1.000']);
  });

  it('keep the first direction, and the plane of the first two', () => {
    const values = Float32Array.from([3, 1, 0, 0, 4, 1, 0, 0, 0, 5, 1, 0, 0, 0, 0, 1]);
    const result = made(values);
    expect([result[0], result[4], result[8], result[12]].map((one) => one?.toFixed(3))).toEqual([
      '0.600',
      '0.800',
      '0.000',
      '0.000',
    ]);
    // The second column is a·first + b·second, so what is left of it after both parts is nothing.
    const [along, across] = [1 * 0.6 + 1 * 0.8, Math.hypot(1 - 1.4 * 0.6, 1 - 1.4 * 0.8, 5)];
    for (const [row, value] of [1, 1, 5, 0].entries()) {
      expect((result[row * columns] ?? 0) * along + (result[row * columns + 1] ?? 0) * across).toBeCloseTo(value, 3);
    }
  });
});
