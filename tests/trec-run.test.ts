import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPaper, type Paper } from '../src/paper/paper.ts';
import { runLine, runLines } from '../src/trec-run.ts';

function paper(...ids: readonly (string | null)[]): Paper {
  const [first = null, ...others] = ids;
  const at = '2026-11-24T00:00:00.000Z';
  const seen = { source: 'jsonl', sourceId: first, at };
  const made = toPaper({ title: `Paper ${String(first)}`, abstract: 'text' }, seen);
  return { ...made, sightings: [seen, ...others.map((sourceId) => ({ source: 'jsonl', sourceId, at }))] };
}

const hit = ({ id }: Paper, score: number) => ({ id, score, words: [] });

describe('runLines', () => {
  it('names a paper as its file did, once for every name', () => {
    const [a, b] = [paper('A 1', 'B-2', 'A 1'), paper(null)];
    expect(runLines('q 1', [hit(a, 3), hit(b, 2)], [b, a], 10).map(runLine)).toEqual([
      'q_1 Q0 A_1 1 3.000000 paperboy',
      'q_1 Q0 B-2 2 2.999999 paperboy',
      `q_1 Q0 ${b.id} 3 2.000000 paperboy`,
    ]);
  });

  it('gives no more than was asked for', () => {
    const papers = [paper('1', '2'), paper('3')];
    expect(
      runLines(
        'q',
        papers.map((one) => hit(one, 1)),
        papers,
        1,
      ),
    ).toHaveLength(1);
  });

  it('counts ranks from 1 and lets every score be lower than the one above, whatever the scores are', () => {
    const scores = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 50 });
    fc.assert(
      fc.property(scores, (given) => {
        const papers = given.map((_, at) => paper(`p${at}`));
        const rows = runLines(
          'q',
          papers.map((one, at) => hit(one, given[at] ?? 0)),
          papers,
          100,
        ).map((line) => runLine(line).split(' '));
        expect(rows.map((row) => row[3])).toEqual(given.map((_, at) => String(at + 1)));
        const shown = rows.map((row) => Number(row[4]));
        expect(shown.every((score, at) => at === 0 || score < (shown[at - 1] ?? 0))).toBe(true);
      }),
      { seed: 20261124 },
    );
  });
});
