import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createColumns } from '../../../src/search/core/columns.ts';
import type { Scored } from '../../../src/search/core/best.ts';
import { dimensions } from '../../../src/search/semantic/basis.ts';
import { joinMeaning } from '../../../src/search/semantic/join-meaning.ts';
import type { PaperVectors } from '../../../src/search/semantic/paper-vectors.ts';

/** Vectors of the first few dimensions; the others are 0. */
const vector = fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 6, maxLength: 6 });
const papers = fc.array(fc.record({ score: fc.integer({ min: 1, max: 5000 }), vector }), {
  minLength: 1,
  maxLength: 130,
});

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const length = Math.sqrt(product(a, a) * product(b, b));
  return length === 0 ? 0 : product(a, b) / length;
}

type Ranked = { readonly slot: number; readonly score: number; readonly vector: readonly number[] };

/** The definition, paper by paper: the score of each slot. */
function model(
  ranked: readonly Ranked[],
  direction: readonly number[],
  known: number,
  looked: number,
): ReadonlyMap<number, number> {
  const weight = (0.7 * known) / (known + 6);
  const highest = ranked[0]?.score ?? 1;
  const order = (list: readonly Ranked[]): readonly Ranked[] =>
    list.toSorted((a, b) => b.score - a.score || a.slot - b.slot);
  const head = order(
    ranked.slice(0, looked).map((one) => ({
      ...one,
      score: (1 - weight) * (one.score / highest) + weight * Math.max(0, cosine(one.vector, direction)),
    })),
  );
  const own = head.slice(0, 50);
  const settled = head.map((one) => {
    if (known < 3 || !own.includes(one)) return one;
    const nearest = own
      .filter((other) => other !== one)
      .map((other) => ({ like: Math.max(0, cosine(other.vector, one.vector)), score: other.score }))
      .filter(({ like }) => like > 0)
      .toSorted((a, b) => b.like - a.like)
      .slice(0, 5);
    const total = nearest.reduce((sum, { like }) => sum + like, 0);
    const around = total === 0 ? one.score : nearest.reduce((sum, { like, score }) => sum + like * score, 0) / total;
    return { ...one, score: (1 - 0.7 * weight) * one.score + 0.7 * weight * around };
  });
  const rest = ranked.slice(looked).map((one) => ({ ...one, score: ((1 - weight) * one.score) / highest }));
  return new Map([...settled, ...rest].map(({ slot, score }) => [slot, score * highest]));
}

describe('the join of words and meaning, against its definition', () => {
  it('gives the same papers in the same order', () => {
    fc.assert(
      fc.property(papers, vector, fc.integer({ min: 1, max: 20 }), (list, towards, known) => {
        const columns = createColumns();
        const made = list.toSorted((a, b) => b.score - a.score).map((one, slot): Ranked => ({ slot, ...one }));
        for (const { slot } of made) columns.take(`jsonl:${String(slot).padStart(3, '0')}`, '');
        const vectors: PaperVectors = {
          basis: { rowOf: new Uint16Array(0), rows: new Int8Array(0), scales: new Float32Array(0), papers: 0 },
          vectors: new Int8Array(made.length * dimensions),
          factors: new Float32Array(made.length),
        };
        for (const one of made) {
          vectors.vectors.set(one.vector, one.slot * dimensions);
          const length = Math.hypot(...one.vector);
          vectors.factors[one.slot] = length === 0 ? 0 : 1 / length;
        }
        const length = Math.hypot(...towards) || 1;
        const direction = new Float32Array(dimensions);
        direction.set(towards.map((one) => one / length));
        const weight = (0.7 * known) / (known + 6);
        const ranked = made.map(({ slot, score }): Scored => ({ slot, score }));
        const joined = joinMeaning({ vectors, direction, weight, known }, ranked, 100, new Set(), columns);
        const expected = model(made, towards, known, 100);
        const scores = joined.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        // Sums in single precision differ from the seventh digit on.
        for (const { slot, score } of joined) expect(score / (expected.get(slot) ?? 0)).toBeCloseTo(1, 3);
        expect(joined.length).toBe(expected.size);
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });

  it('keeps what is pinned above all others', () => {
    const columns = createColumns();
    for (const id of ['jsonl:0', 'jsonl:1', 'jsonl:2']) columns.take(id, '');
    const direction = new Float32Array(dimensions);
    direction[0] = 1;
    const vectors: PaperVectors = {
      basis: { rowOf: new Uint16Array(0), rows: new Int8Array(0), scales: new Float32Array(0), papers: 0 },
      vectors: new Int8Array(3 * dimensions),
      factors: new Float32Array(3),
    };
    vectors.vectors[2 * dimensions] = 100;
    vectors.factors[2] = 1 / 100;
    const ranked = [0, 1, 2].map((slot): Scored => ({ slot, score: 10 - slot }));
    const order = (pinned: readonly number[]): readonly number[] =>
      joinMeaning({ vectors, direction, weight: 0.5, known: 20 }, ranked, 100, new Set(pinned), columns).map(
        ({ slot }) => slot,
      );
    expect(order([])).toEqual([2, 0, 1]);
    expect(order([0])).toEqual([0, 2, 1]);
    expect(order([0, 1])).toEqual([0, 1, 2]);
  });
});
